#include "core/cli/verb_train_options.h"

#include <charconv>

#include "core/recommend/model.h"
#include "core/recommend/row_model.h"
#include "core/recommend/segments.h"

namespace sayso::cli {
namespace {

constexpr std::int64_t kMost = 100000;

std::optional<Error> faultOf(const Json& model, const std::string& text) {
  if (recommend::RowModel::isOne(model)) {
    const auto read = recommend::RowModel::read(text);
    return read ? std::nullopt : std::optional(read.error());
  }
  if (model["kind"] == "kmeans") {
    const auto read = recommend::readSegments(text);
    return read ? std::nullopt : std::optional(read.error());
  }
  const auto read = recommend::readModel(text);
  return read ? std::nullopt : std::optional(read.error());
}

}  // namespace

Result<double> numberOf(const Args& args, std::string_view option, double fallback) {
  if (!args.has(option)) return fallback;
  const auto parsed = json::parse(args.get(option));
  if (parsed && parsed.value().is_number()) return parsed.value().get<double>();
  return Error{ErrorCode::BadUsage, "expected a number", "--" + std::string(option)};
}

Result<std::int64_t> wholeOf(const Args& args, std::string_view option, std::int64_t fallback) {
  if (!args.has(option)) return fallback;
  const std::string text = args.get(option);
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc{} && read.ptr == text.data() + text.size() && number >= 0 && number <= kMost)
    return number;
  return Error{ErrorCode::BadUsage, "expected a whole number", "--" + std::string(option)};
}

Result<Purchases> itemsOf(const Args& args) {
  Purchases purchases;
  if (!args.has("items")) return purchases;
  const auto items = readFile(args.get("items"));
  if (!items) return items.error();
  if (auto read = readItems(items.value(), purchases); !read) return read.error();
  return purchases;
}

Result<Purchases> purchasesOf(const Args& args) {
  auto purchases = itemsOf(args);
  if (!purchases) return purchases;
  const auto baskets = readFile(args.get("baskets"));
  if (!baskets) return baskets.error();
  if (auto read = readBaskets(baskets.value(), purchases.value()); !read) return read.error();
  return purchases;
}

std::optional<Error> writeModel(const Args& args, const Json& model, const Json& about, Io& io) {
  const std::string text = json::dump(model) + "\n";
  if (auto fault = faultOf(model, text)) return fault;
  const auto written = writeFile(args.get("out"), text);
  if (!written) return written.error();
  Json line = {{"written", args.get("out")}, {"bytes", written.value()}};
  for (const auto& [key, value] : about.items()) line[key] = value;
  io.reply(Result<Json>(std::move(line)));
  return std::nullopt;
}

}  // namespace sayso::cli
