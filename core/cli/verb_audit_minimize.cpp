#include "core/cli/verb_audit_minimize.h"

#include <cmath>
#include <limits>

#include "core/audit/minimize.h"
#include "core/audit/what_if.h"
#include "core/cli/decisions_file.h"
#include "core/cli/verb_audit_report.h"

namespace sayso::cli {
namespace {

constexpr double kMostScores = 5e7;  // rows times features, twice each

Result<audit::Tolerance> toleranceOf(const Args& args) {
  const auto most = numberWithin(args, "tolerance", 0, 0, std::numeric_limits<double>::max());
  if (!most) return most.error();
  const std::string keep = args.get("keep", "decision");
  using By = audit::Tolerance::By;
  for (const auto& [name, by] :
       {std::pair{"score", By::Score}, {"decision", By::Decision}, {"rank", By::Rank}})
    if (keep == name) return audit::Tolerance{by, most.value()};
  return Error{ErrorCode::BadUsage, "expected score, decision or rank", "--keep"};
}

std::vector<double> scoresOf(const recommend::RowModel& model, const audit::Matrix& rows) {
  std::vector<double> scores;
  for (std::size_t row = 0; row < rows.rows(); ++row)
    scores.push_back(model.predict(model.margin(rows.row(row))));
  return scores;
}

Result<double> thresholdOf(const Args& args, const std::vector<double>& scores) {
  constexpr double kAny = std::numeric_limits<double>::max();
  if (!args.has("select")) return numberWithin(args, "threshold", 0.5, -kAny, kAny);
  const auto share = numberWithin(args, "select", 0.5, 0, 1);
  if (!share) return share;
  return audit::thresholdFor(scores, std::vector<char>(scores.size(), 1), share.value());
}

Result<audit::Minimize> minimizeOf(const Args& args) {
  const auto tolerance = toleranceOf(args);
  if (!tolerance) return tolerance.error();
  const auto model = modelOf(args);
  if (!model) return model.error();
  const recommend::RowModel& whole = *model.value();
  const std::string& path = args.words[1];
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto file = readDecisions(text.value(), {{}, whole.features(), "", "", ""}, &whole);
  if (!file) return inFile(path, file.error());
  const audit::Matrix& rows = file.value().features;
  if (static_cast<double>(rows.rows()) * static_cast<double>(rows.width()) > kMostScores)
    return Error{ErrorCode::TooLarge, "more rows and features than can be tried", path};
  const auto threshold = thresholdOf(args, file.value().scores);
  if (!threshold) return threshold.error();
  return audit::minimize(audit::dataOf(whole.features()), whole.features().size(), threshold.value(),
                         tolerance.value(),
                         [&](std::span<const char> denied) { return scoresOf(whole.without(denied), rows); });
}

}  // namespace

int runMinimize(const Args& args, Io& io) {
  if (args.words.size() != 2 || !args.has("model") || !knowsFormat(args) ||
      (args.has("threshold") && args.has("select"))) {
    io.say(
        "say-so audit minimize: expected ROWS.csv --model FILE [--threshold NUMBER | --select SHARE] [--keep "
        "score|decision|rank] [--tolerance NUMBER]");
    return kBadUsage;
  }
  return answer(args, minimizeOf(args), io);
}

}  // namespace sayso::cli
