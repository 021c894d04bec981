#include "core/cli/verb_audit_review.h"

#include "core/audit/review.h"
#include "core/audit/trial.h"
#include "core/recommend/row_part.h"

namespace sayso::cli {
namespace {

using audit::Review;

struct Input {
  const char* option;
  Result<Json> (Review::*load)(std::string_view);
};

constexpr Input kInputs[] = {{"config", &Review::loadConfig},
                             {"catalog", &Review::loadCatalog},
                             {"model", &Review::loadModel},
                             {"shoppers", &Review::loadShoppers}};

/// Reads a file into the review; an error's place starts with the file's name.
std::optional<Error> load(Review& review, const Input& input, const Args& args) {
  const std::string path = args.get(input.option);
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto loaded = (review.*input.load)(text.value());
  if (loaded) return std::nullopt;
  return inFile(path, loaded.error());
}

}  // namespace

int runReview(const Args& args, Io& io) {
  bool isComplete = args.words.size() == 1;
  for (const Input& input : kInputs) isComplete = isComplete && args.has(input.option);
  if (!isComplete) {
    io.say(
        "say-so audit review: expected --config FILE --catalog FILE --model FILE --shoppers FILE and "
        "settings "
        "on the input");
    return kBadUsage;
  }
  recommend::useRowModels();
  Review review;
  for (const Input& input : kInputs)
    if (const auto error = load(review, input, args)) {
      io.refuse(*error);
      return io.exitCode();
    }
  io.eachLine([&](const Json& setting) { return review.measure(setting); });
  return io.exitCode();
}

int runTrial(const Args& args, Io& io) {
  if (args.words.size() != 1) {
    io.say("say-so audit trial: expected a question a line on the input");
    return kBadUsage;
  }
  io.eachLine([](const Json& question) { return audit::answerTrial(question); });
  return io.exitCode();
}

}  // namespace sayso::cli
