#include "core/cli/csv.h"
#include "core/cli/verb_audit_fairness.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

namespace {

/// The first byte picks how the rest, a CSV, is read.
cli::Args argsOf(std::uint8_t how) {
  cli::Args args;
  args.words = {"fairness", "rows.csv"};
  args.options = {{"group", how & 1 ? "g,x:1:2" : "g"}, {"least", "1"}, {"repeats", "2"}, {"features", "x"}};
  args.options.emplace(how & 2 ? "decision" : "score", "s");
  if (how & 4) args.options.emplace("label", "y");
  if ((how & 10) == 8) args.options.emplace("select", "0.3");
  if (how & 16) {
    for (const char* other : {"score", "decision", "features"}) args.options.erase(other);
    args.options.emplace("model", "tests/conformance/explain/b01.model.json");
  }
  return args;
}

/// A number in a field is read as one, or not at all.
void readFields(std::string_view text) {
  cli::Csv csv(text);
  while (csv.next())
    for (std::size_t field = 0; field < csv.fields().size(); ++field) {
      std::int64_t whole = 0;
      double number = 0;
      if (csv.whole(field, whole) && csv.number(field, number))
        expect(static_cast<double>(whole) == number, "a field is one number");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  readFields(asText(data + 1, size - 1));
  const auto report = cli::fairnessOf(argsOf(data[0]), asText(data + 1, size - 1));
  if (!report) {
    expect(!report.error().message.empty() && !report.error().at.empty(), "a refusal says what and where");
    return 0;
  }
  plant(report.value().rows == 5);
  for (const audit::AttributeAudit& audit : report.value().attributes) {
    std::size_t rows = 0;
    for (const audit::Group& group : audit.rates.groups) {
      rows += group.counts.n;
      for (const audit::Rate rate : audit::kRates) {
        const auto value = audit::shareOf(rate, group.counts).value();
        expect(!value || (*value >= 0 && *value <= 1), "a rate is a share, or nothing");
      }
    }
    expect(rows == report.value().rows, "each row is in one group");
  }
  expect(json::parse(json::dump(audit::toJson(report.value())), json::kMaxBytesLarge).operator bool(),
         "the report is JSON");
  const audit::Document document = audit::toDocument(report.value());
  audit::toMarkdown(document);
  expect(audit::toHtml(document).find("<script") == std::string::npos, "no text becomes a script");
  return 0;
}
