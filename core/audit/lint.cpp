#include "core/audit/lint.h"

#include <algorithm>

#include "core/audit/wording.h"
#include "core/base/number.h"

namespace sayso::audit {
namespace {

constexpr Severity kSeverities[] = {Severity::Error, Severity::Warning, Severity::Note};

Json toJson(const Finding& finding) {
  Json json = json::object({{"rule", finding.rule}, {"severity", toText(finding.severity)}});
  if (!finding.place.word.empty() || finding.place.language.empty()) json::set(json, "at", finding.place.at);
  if (!finding.place.language.empty()) json::set(json, "language", finding.place.language);
  if (!finding.place.word.empty()) json::set(json, "word", finding.place.word);
  json::set(json, "message", finding.message);
  json::set(json, "help", finding.help);
  json::set(json, "basis", finding.basis);
  return json;
}

std::string counted(std::size_t count, std::string_view one) {
  return formatInteger(static_cast<std::int64_t>(count)) + " " + std::string(one) + (count == 1 ? "" : "s");
}

std::string placeText(const Place& place) {
  std::string text = place.at.empty() ? "" : "`" + place.at + "`";
  if (place.language.empty() || !text.empty()) return text;
  return place.word.empty() ? "language " + place.language : "`" + place.word + "` in " + place.language;
}

/// What a rule is checked on, by the letter of its row.
std::string_view inputName(char input) {
  switch (input) {
    case 'C':
      return "config";
    case 'D':
      return "page";
    case 'S':
      return "theme";
    default:
      return "trace";
  }
}

std::string entry(const Finding& finding) {
  const std::string place = placeText(finding.place);
  return "- **" + std::string(finding.rule) + "** " + (place.empty() ? "" : place + ": ") +
         escaped(finding.message) + ".\n  " + finding.help + ".\n  Basis: " + escaped(finding.basis) + ".\n";
}

}  // namespace

std::string_view toText(Severity severity) {
  constexpr std::string_view kNames[] = {"error", "warning", "note"};
  return kNames[static_cast<std::size_t>(severity)];
}

std::size_t Report::count(Severity severity) const {
  return static_cast<std::size_t>(std::count_if(
      findings.begin(), findings.end(), [&](const Finding& each) { return each.severity == severity; }));
}

Report lint(const Subject& subject) {
  Findings findings(subject);
  for (const Rule& rule : rules()) {
    if (!rule.check) continue;
    findings.begin(rule);
    rule.check(subject, findings);
  }
  Report report;
  report.site = subject.config.site.name;
  report.policyData = consent::policyDataVersion();
  for (const auto& [language, spoken] : subject.words) report.languages.push_back(language);
  report.findings = findings.all();
  return report;
}

Report lint(const consent::Config& config, const WordsByLanguage& words, Time now) {
  return lint(subjectOf(config, words, now));
}

Json toJson(const Report& report) {
  Json json = json::object({{"schema", "say-so-lint/1"},
                            {"site", report.site},
                            {"policyData", report.policyData},
                            {"languages", report.languages}});
  for (Severity severity : kSeverities)
    json::set(json, std::string(toText(severity)) + "s", report.count(severity));
  Json& findings = json::set(json, "findings", Json::array());
  for (const Finding& finding : report.findings) json::append(findings, toJson(finding));
  return json;
}

std::string toMarkdown(const Report& report) {
  std::string text = "# Lint of " + escaped(report.site) + "\n\n";
  for (Severity severity : kSeverities)
    text += counted(report.count(severity), toText(severity)) + (severity == Severity::Note ? ". " : ", ");
  text += "Policy data " + report.policyData + "; languages:";
  for (const std::string& language : report.languages) text += " " + language;
  text += ".\nThese are findings of a program that knows part of the law. It is help, not legal advice.\n";
  constexpr std::string_view kTitles[] = {"Errors", "Warnings", "Notes"};
  for (Severity severity : kSeverities) {
    if (!report.count(severity)) continue;
    text += "\n## " + std::string(kTitles[static_cast<std::size_t>(severity)]) + "\n\n";
    for (const Finding& finding : report.findings)
      if (finding.severity == severity) text += entry(finding);
  }
  return text;
}

Json rulesJson() {
  Json list = Json::array();
  for (const Rule& rule : rules()) {
    std::vector<std::string> inputs;
    for (char input : rule.inputs) inputs.emplace_back(inputName(input));
    json::append(list, json::object({{"id", rule.id},
                                     {"severity", toText(rule.severity)},
                                     {"inputs", inputs},
                                     {"title", rule.title},
                                     {"basis", rule.basis}}));
  }
  return list;
}

}  // namespace sayso::audit
