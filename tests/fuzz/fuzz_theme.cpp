#include "core/audit/theme.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto report = audit::lintTheme(asText(data, size));
  if (!report) {
    expect(!report.error().message.empty() && report.error().at.find(':') != std::string::npos,
           "a refusal says what and where");
    return 0;
  }
  plant(report.value().findings.size() == 7);
  for (const audit::PairContrast& pair : report.value().contrast)
    for (const auto& ratio : {pair.light, pair.dark})
      expect(!ratio || (*ratio >= 1 && *ratio <= 21.0001), "a contrast is between 1 and 21");
  for (const audit::ThemeFinding& finding : report.value().findings)
    expect(finding.place.line > 0 && finding.place.column > 0 && !finding.message.empty() &&
               !finding.help.empty(),
           "a finding says where, what is so and what mends it");
  expect(json::parse(json::dump(audit::toJson(report.value(), "theme.css")), json::kMaxBytesLarge)
             .
             operator bool(),
         "the report is JSON");
  audit::toMarkdown(report.value(), "theme.css");
  return 0;
}
