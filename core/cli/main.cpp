// The program `say-so`, natively and for Node. Verbs are the rows of one table.
#include <iostream>
#include <string_view>
#include <vector>

#include "core/cli/program.h"
#include "core/cli/verb_audit_options.h"
#include "core/cli/verbs.h"

using namespace sayso::cli;

namespace {

constexpr Option kBuildOptions[] = {
    {"language", "L", "language of the file, e.g. en"},
    {"out", "DIR", "folder to write to"},
    {"kit", "DIR", "folder of loader.js and the modules (default: beside the program)"},
    {"now", "TIME", "time of the build, e.g. 2026-11-22T01:17:56Z (default: the clock)"},
    {"gvl", "FILE", "with page.integrations.tcf: the Global Vendor List"},
    {"gvl-texts", "FILE", "its texts in another language, for the first layer"},
};
constexpr Option kDecideOptions[] = {{"config", "FILE", "the site's config"}};

constexpr Option kRankOptions[] = {
    {"config", "FILE", "the site's config"},
    {"catalog", "FILE", "what can be recommended"},
    {"model", "FILE", "what scores it"},
    {"sources", "FILE", "where the features of a model of rows come from, if it is no blend"},
    {"no-counterfactuals", "", "the list alone, without what would change it"},
    {"compare", "ITEM", "instead of the slate: why ITEM stands above another one …"},
    {"with", "ITEM", "… and this is the other one"},
    {"export", "ITEM", "instead of the slate: why ITEM is in it, with all that this was made of"},
    {"replay", "FILE", "makes the rationale of such a file again: the same to the byte, or replay-differs"},
};
constexpr Option kScoreOptions[] = {
    {"model", "FILE", "XGBoost's JSON (1.7 to 3.x), or a linear, logistic, additive or kmeans model"},
    {"counterfactual", "MARGIN",
     "the smallest set of values without which the margin of trees is at most so much"},
    {"interactions", "", "also what pairs of features do together, as a matrix with the bias last"},
    {"interventional", "FILE", "contributions against the rows of this file (one JSON array a line)"},
};
constexpr Option kTrainOptions[] = {
    {"baskets", "FILE", "CSV: shopper, day, items (separated by spaces)"},
    {"items", "FILE", "CSV: id (as in the baskets), code (the catalog's id), in the catalog's order"},
    {"counts", "FILE", "CSV: item, other, shoppers, as a database counts them, in place of baskets"},
    {"rows", "FILE", "kmeans, logistic: CSV of numbers, a title each column; shopper says whose row it is"},
    {"label", "COLUMN", "logistic: what is to be learnt, 0 or 1"},
    {"penalty", "NUMBER", "logistic: of the squared coefficients (default 1)"},
    {"segments", "COUNT", "kmeans: how many (default: tells up to 12, takes where more stop paying)"},
    {"out", "FILE", "model file to write"},
    {"recipe", "FILE", "blend: a model file whose parts say what to train"},
    {"ridge", "NUMBER", "ease: penalty (default 1000)"},
    {"momentum-days", "DAYS", "ease: what sells in the last days counts more; 0 is off (default 14)"},
    {"neighbours", "COUNT", "ease: how many an item keeps (default 60)"},
    {"days", "DAYS", "popularity: of the last days; 0 is all (default 0)"},
    {"tune", "", "choose the settings on the last days of the baskets first"},
    {"validate-days", "DAYS", "how many days --tune scores on (default 30)"},
    {"coverage", "SHARE", "how much of the items --tune must show somebody, e.g. 0.3 (default 0)"},
    {"test", "FILE", "CSV of later baskets: score the model on them once"},
    {"seed", "NUMBER", "of what is drawn: intervals, where kmeans starts (default 1)"},
};
constexpr std::string_view kPrivacyHelp =
    "statistics under local differential privacy, and learning on devices\n\n"
    "randomize  {answers, epsilon, answer} a line, or with --config {now, budget?, question, answer}: "
    "reports\n"
    "estimate   reports: how frequent each answer is among those who share statistics, with intervals\n"
    "budget     {now, budget?} a line: what is spent and left of each purpose's budget\n"
    "update     {weights, rows, labels, …} a line: the step of one device\n"
    "aggregate  updates: their mean, with --noise-multiplier also noise and what it costs\n"
    "account    {of: mechanisms|noise|rounds|composition, …} a line: what noise is needed, what answers "
    "cost\n"
    "simulate   how far estimates are from the truth\n"
    "federate   plays learning on the devices that the column shopper of a CSV names";
constexpr Option kPrivacyOptions[] = {
    {"config", "FILE", "randomize, estimate, budget: the site's config"},
    {"views", "N|FILE", "estimate: page views counted by the own server, or {period: count}"},
    {"seed", "NUMBER", "draws that can be repeated; without it they are the system's"},
    {"shares", "LIST", "simulate: how frequent the answers are, e.g. 0.5,0.3,0.2"},
    {"consumers", "LIST", "simulate: how many answer (default 1000,10000,100000,1000000)"},
    {"epsilon", "LIST", "simulate: (default 0.5,1,2,4); federate: of the noise that a device adds"},
    {"repeats", "COUNT", "simulate: (default 10)"},
    {"weights", "FILE", "aggregate: {weights: […]} before the round"},
    {"weighting", "FORM", "aggregate, federate: equal or examples"},
    {"clip", "LENGTH", "aggregate, federate: no update is longer"},
    {"noise-multiplier", "Z", "aggregate, federate: noise of the server, times the clip"},
    {"normals", "FILE", "aggregate: {normals: […]} in place of drawn noise"},
    {"expected", "COUNT", "aggregate: divide by so many, where how many came is to stay hidden"},
    {"rate", "SHARE", "aggregate, federate: how likely a device takes part in a round (default 1)"},
    {"rounds", "COUNT", "aggregate, federate: rounds until now, or in all"},
    {"delta", "NUMBER", "aggregate, federate: of the epsilon that is told"},
    {"rows", "FILE", "federate: CSV of numbers; shopper says whose device a row is on"},
    {"test", "FILE", "federate: CSV of rows that no device has"},
    {"label", "COLUMN", "federate: what is to be learnt, 0 or 1"},
    {"epochs", "COUNT", "federate: steps of a device in a round (default 1)"},
    {"learning-rate", "NUMBER", "federate: (default 0.5)"},
    {"l2", "NUMBER", "federate: penalty (default 0.01)"},
    {"dropout", "SHARE", "federate: how many of those asked never answer (default 0)"},
    {"every", "COUNT", "federate: tells each so many rounds"},
};

constexpr Option kTcOptions[] = {
    {"gvl", "FILE", "encode: a Global Vendor List; what it does not allow is left out"},
};
constexpr Option kGppOptions[] = {
    {"experimental", "", "encode: also usmd, usin, usky and usri, whose texts are not final"},
};

constexpr Verb kVerbs[] = {
    {"validate", "CONFIG", "the normalized config, or every error with its place", {}, runValidate},
    {"build", "CONFIG", "writes the one-language file of a site, say-so.L.js, and its config", kBuildOptions,
     runBuild},
    {"decide", "", "the decision for each line {environment, state?, choices?, how?}", kDecideOptions,
     runDecide},
    {"rank", "", "the slate and its reasons for each line {environment, state, profile, signals, …}",
     kRankOptions, runRank},
    {"score", "", "margin, prediction, bias and contributions of each line [number or null, …]",
     kScoreOptions, runScore},
    {"train", "KIND", "a model file of KIND ease, popularity, blend, kmeans or logistic", kTrainOptions,
     runTrain},
    {"audit", "KIND", kAuditHelp, kAuditOptions, runAudit},
    {"privacy", "PART", kPrivacyHelp, kPrivacyOptions, runPrivacy},
    {"tc", "decode|encode", "IAB TC strings to models with flags, or models to strings, line by line",
     kTcOptions, runTc},
    {"gpp", "decode|encode", "IAB GPP strings to models with flags, or models to strings, line by line",
     kGppOptions, runGpp},
};

}  // namespace

int main(int count, char** words) {
  std::ios::sync_with_stdio(false);
  const std::vector<std::string_view> given(words + 1, words + count);
  Io io(std::cin, std::cout, std::cerr);
  return runProgram(kVerbs, words[0], given, io);
}
