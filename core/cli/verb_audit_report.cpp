#include "core/cli/verb_audit_report.h"

#include "core/base/number.h"
#include "core/cli/verb_train_options.h"

namespace sayso::cli {

bool knowsFormat(const Args& args) {
  const std::string format = args.get("format", "json");
  return format == "json" || format == "markdown" || format == "html";
}

void writeReport(const Args& args, const Json& json, const audit::Document& document, Io& io) {
  const std::string format = args.get("format", "json");
  if (format == "json")
    io.reply(json);
  else
    io.write(format == "html" ? audit::toHtml(document) : audit::toMarkdown(document));
}

Result<double> numberWithin(const Args& args, std::string_view option, double fallback, double least,
                            double most) {
  const auto number = numberOf(args, option, fallback);
  if (!number) return number;
  if (number.value() >= least && number.value() <= most) return number;
  return Error{ErrorCode::BadUsage,
               "expected a number from " + formatDouble(least) + " to " + formatDouble(most),
               "--" + std::string(option)};
}

Result<std::size_t> countWithin(const Args& args, std::string_view option, std::size_t fallback,
                                std::size_t least, std::size_t most) {
  const auto count = wholeOf(args, option, static_cast<std::int64_t>(fallback));
  if (!count) return count.error();
  const auto found = static_cast<std::size_t>(count.value());
  if (found >= least && found <= most) return found;
  return Error{ErrorCode::BadUsage, "expected " + formatInteger(least) + " to " + formatInteger(most),
               "--" + std::string(option)};
}

Result<audit::Resampling> resamplingOf(const Args& args) {
  constexpr std::size_t kMostRepeats = 10'000;
  const auto repeats = countWithin(args, "repeats", 1000, 1, kMostRepeats);
  const auto seed = wholeOf(args, "seed", 1);
  const auto confidence = numberWithin(args, "confidence", 0.95, 0.5, 0.9999);
  if (!repeats) return repeats.error();
  if (!seed) return seed.error();
  if (!confidence) return confidence.error();
  return audit::Resampling{repeats.value(), static_cast<std::uint64_t>(seed.value()), confidence.value()};
}

}  // namespace sayso::cli
