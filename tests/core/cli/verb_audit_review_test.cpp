#include "core/cli/verb_audit_review.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace sayso;
using namespace sayso::cli;

namespace {

struct Run {
  int code;
  std::string out, err;
};

Run run(int (*verb)(const Args&, Io&), const Args& args, const std::string& input) {
  std::istringstream in(input);
  std::ostringstream out, err;
  Io io(in, out, err);
  const int code = verb(args, io);
  return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("audit trial: a bad question does not stop the next") {
  Args args;
  args.words = {"trial"};
  const Run trial = run(runTrial, args, "{\"base\":2,\"lift\":0.1}\n{\"base\":0.1,\"lift\":0.2}\n");
  CHECK(trial.code == kRefused);
  CHECK(trial.out.find("\"out-of-range\"") != std::string::npos);
  CHECK(trial.out.find("\"visitors\":3841.0") != std::string::npos);
}

TEST_CASE("audit review: says what it needs, and which file cannot be read") {
  Args args;
  args.words = {"review"};
  CHECK(run(runReview, args, "").code == kBadUsage);
  args.options = {{"config", "no-such"}, {"catalog", "b"}, {"model", "c"}, {"shoppers", "d"}};
  const Run review = run(runReview, args, "");
  CHECK(review.code == kRefused);
  CHECK(review.out.find("\"at\":\"no-such\"") != std::string::npos);
}
