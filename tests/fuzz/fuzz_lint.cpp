#include "core/audit/lint.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto reading = consent::readConfigText(asText(data, size));
  if (!reading.config) return 0;
  taken(asText(data, size));
  audit::WordsByLanguage words;
  for (const std::string& language : reading.config->languages) words[language];
  for (const auto& [language, own] : reading.config->text.items())
    for (const auto& [key, word] : own.items()) words[language].words[key] = word;
  const Time now = parseTime("2026-11-22T10:00:00Z").value();
  const audit::Report report = audit::lint(*reading.config, words, now);
  plant(report.findings.size() == 13);
  for (const audit::Finding& finding : report.findings)
    expect(!finding.message.empty() && !finding.help.empty() && !finding.basis.empty(),
           "a finding says what is so, what mends it and why");
  expect(json::parse(json::dump(audit::toJson(report)), json::kMaxBytesLarge).operator bool(),
         "the report is JSON");
  audit::toMarkdown(report);
  expect(!audit::rulesJson().empty(), "there are rules");
  return 0;
}
