// `say-so audit`: `lint` says what in a site's config and words may mislead, with what mends it; the
// others are in files of their own.
#include <ctime>
#include <optional>

#include "core/audit/lint.h"
#include "core/cli/config_file.h"
#include "core/cli/kit.h"
#include "core/cli/verb_audit_bubble.h"
#include "core/cli/verb_audit_exploration.h"
#include "core/cli/verb_audit_exposure.h"
#include "core/cli/verb_audit_fairness.h"
#include "core/cli/verb_audit_minimize.h"
#include "core/cli/verb_audit_model_card.h"
#include "core/cli/verb_audit_pack.h"
#include "core/cli/verb_audit_price.h"
#include "core/cli/verb_audit_review.h"
#include "core/cli/verb_audit_theme.h"
#include "core/cli/verbs.h"

namespace sayso::cli {
namespace {

/// The words of each language of the site; English where it names none.
Result<audit::WordsByLanguage> allWords(const std::string& kit, const consent::Config& config) {
  std::vector<std::string> languages = config.languages;
  if (languages.empty()) languages.push_back("en");
  audit::WordsByLanguage all;
  for (const std::string& language : languages) {
    auto spoken = wordsOf(kit, config, language);
    if (!spoken) return spoken.error();
    all[language] = std::move(spoken).value();
  }
  return all;
}

Result<Time> timeOf(const Args& args) {
  if (args.has("now")) return parseTime(args.get("now"));
  return Time{static_cast<std::int64_t>(std::time(nullptr))};
}

Result<audit::Report> lintOf(const Args& args, const consent::Config& config) {
  const auto kit = findKit(args);
  if (!kit) return kit.error();
  const auto now = timeOf(args);
  if (!now) return now.error();
  const auto words = allWords(kit.value(), config);
  if (!words) return words.error();
  return audit::lint(config, words.value(), now.value());
}

int runLint(const Args& args, Io& io) {
  const std::string format = args.get("format", "json");
  const bool wantsRules = args.has("rules");
  if (args.words.size() != (wantsRules ? 1 : 2) || (format != "json" && format != "markdown")) {
    io.say("say-so audit lint: expected CONFIG [--format json|markdown], or --rules");
    return kBadUsage;
  }
  if (wantsRules) {
    io.reply(audit::rulesJson());
    return io.exitCode();
  }
  const auto config = readConfigFile(args.words[1], io);
  if (!config) return io.exitCode();
  const auto report = lintOf(args, *config);
  if (!report) {
    io.refuse(report.error());
    return io.exitCode();
  }
  if (format == "markdown")
    io.write(audit::toMarkdown(report.value()));
  else
    io.reply(audit::toJson(report.value()));
  return report.value().count(audit::Severity::Error) ? kRefused : kFine;
}

}  // namespace

int runAudit(const Args& args, Io& io) {
  constexpr struct {
    std::string_view name;
    int (*run)(const Args&, Io&);
  } kKinds[] = {{"lint", runLint},
                {"theme", runTheme},
                {"bubble", runBubble},
                {"exploration", runExploration},
                {"fairness", runFairness},
                {"exposure", runExposure},
                {"price", runPrice},
                {"minimize", runMinimize},
                {"model-card", runModelCard},
                {"review", runReview},
                {"trial", runTrial},
                {"pack", runPack}};
  std::string names;
  for (const auto& kind : kKinds) {
    if (!args.words.empty() && args.words[0] == kind.name) return kind.run(args, io);
    names += (names.empty() ? "" : ", ") + std::string(kind.name);
  }
  io.say("say-so audit: expected one of " + names);
  return kBadUsage;
}

}  // namespace sayso::cli
