#include "core/cli/verb_audit_theme.h"

#include "core/audit/theme.h"

namespace sayso::cli {
namespace {

Result<audit::ThemeReport> reportOn(const std::string& file) {
  const auto text = readFile(file);
  if (!text) return text.error();
  auto report = audit::lintTheme(text.value());
  if (report) return report;
  Error error = report.error();
  error.at = file + ":" + error.at;
  return error;
}

}  // namespace

int runTheme(const Args& args, Io& io) {
  const std::string format = args.get("format", "json");
  if (args.words.size() < 2 || (format != "json" && format != "markdown")) {
    io.say("say-so audit theme: expected FILE… [--format json|markdown]");
    return kBadUsage;
  }
  bool isFine = true;
  for (std::size_t i = 1; i < args.words.size(); ++i) {
    const std::string& file = args.words[i];
    const auto report = reportOn(file);
    if (!report) {
      io.refuse(report.error());
      continue;
    }
    if (format == "markdown")
      io.write(audit::toMarkdown(report.value(), file));
    else
      io.reply(audit::toJson(report.value(), file));
    isFine &= !report.value().count(audit::Severity::Error);
  }
  return isFine ? io.exitCode() : kRefused;
}

}  // namespace sayso::cli
