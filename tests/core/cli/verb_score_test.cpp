#include <doctest/doctest.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "core/cli/verbs.h"

using namespace sayso;
using namespace sayso::cli;

namespace {

const std::string kVectors = "tests/conformance/explain/";

struct Run {
  int code;
  std::vector<Json> lines;
  std::string said;
};

Run score(std::map<std::string, std::string, std::less<>> options, const std::string& input) {
  Args args;
  args.options = std::move(options);
  std::istringstream in(input);
  std::ostringstream out, err;
  Io io(in, out, err);
  Run run{runScore(args, io), {}, ""};
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);) run.lines.push_back(json::parse(line).value());
  run.said = err.str();
  return run;
}

Json vectors(const std::string& name) {
  return json::parse(readFile(kVectors + name + ".vectors.json").value(), json::kMaxBytesLarge).value();
}

std::string linesOf(const Json& rows) {
  std::string text;
  for (const Json& row : rows) text += json::dump(row) + "\n";
  return text;
}

/// A file that is gone afterwards.
class File {
 public:
  explicit File(std::string_view bytes) {
    char name[] = "/tmp/say-so-test-XXXXXX";
    close(mkstemp(name));
    path = name;
    REQUIRE(writeFile(path, bytes));
  }
  ~File() { std::remove(path.c_str()); }
  std::string path;
};

void checkClose(const Json& actual, const Json& expected, double tolerance) {
  if (expected.is_array()) {
    REQUIRE(actual.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) checkClose(actual[i], expected[i], tolerance);
    return;
  }
  CHECK(std::fabs(actual.get<double>() - expected.get<double>()) < tolerance);
}

/// Contributions with the bias behind them, as the files have them.
Json withBias(const Json& value) {
  Json list = value["contributions"];
  list.push_back(value["bias"]);
  return list;
}

}  // namespace

TEST_CASE("score: a line each row, with XGBoost's own numbers, also for missing values") {
  const Json file = vectors("m02");
  const Run run = score({{"model", kVectors + "m02.model.json"}}, linesOf(file["rows"]));
  CHECK(run.code == kFine);
  REQUIRE(run.lines.size() == file["rows"].size());
  for (std::size_t r = 0; r < run.lines.size(); ++r) {
    const Json& value = run.lines[r]["value"];
    checkClose(value["margin"], file["margin"][r], 1e-5);
    checkClose(value["prediction"], file["pred"][r], 1e-5);
    checkClose(withBias(value), file["contribs"][r], 1e-5);
    CHECK(value["valueFunction"] == "path-dependent");
    double sum = value["bias"].get<double>();
    for (const Json& each : value["contributions"]) sum += each.get<double>();
    CHECK(sum == value["margin"].get<double>());  // to the last bit
  }
}

TEST_CASE("score: a multi-class model answers a list each class") {
  const Json file = vectors("m14");
  const Run run = score({{"model", kVectors + "m14.model.json"}}, linesOf(file["rows"]));
  for (std::size_t r = 0; r < run.lines.size(); ++r) {
    checkClose(run.lines[r]["value"]["margin"], file["margin"][r], 1e-5);
    checkClose(run.lines[r]["value"]["prediction"], file["pred"][r], 1e-5);
    CHECK(run.lines[r]["value"]["contributions"].size() == 3);
  }
}

TEST_CASE("score: interactions on request") {
  const Json file = vectors("m09");
  const Run run =
      score({{"model", kVectors + "m09.model.json"}, {"interactions", ""}}, linesOf(file["rows"]));
  for (std::size_t r = 0; r < file["interactions"].size(); ++r)
    checkClose(run.lines[r]["value"]["interactions"], file["interactions"][r], 1e-5);
}

TEST_CASE("score: against a background, which is a list of rows or one row a line") {
  const Json file = vectors("b01");
  for (const std::string& text : {json::dump(file["background"]), linesOf(file["background"])}) {
    const File background(text);
    const Run run = score({{"model", kVectors + "b01.model.json"}, {"interventional", background.path}},
                          linesOf(file["rows"]));
    CHECK(run.code == kFine);
    for (std::size_t r = 0; r < run.lines.size(); ++r) {
      const Json& value = run.lines[r]["value"];
      checkClose(withBias(value), file["interventional"][r], 1e-9);
      CHECK(value["valueFunction"] == "interventional");
      if (r < file["interventional_probability"].size())
        checkClose(withBias(value["probability"]), file["interventional_probability"][r], 1e-9);
    }
  }
}

TEST_CASE("score: a bad row is refused with its place, and the next one is scored") {
  const Run run =
      score({{"model", kVectors + "m01.model.json"}}, "[1,2]\n[0,0,\"x\",0,0]\n{}\n[1,\n\n[0,0,0,0,null]\n");
  CHECK(run.code == kRefused);
  REQUIRE(run.lines.size() == 5);
  const auto fault = [&](std::size_t line) {
    const Json& error = run.lines[line]["error"];
    return error["code"].get<std::string>() + " " + error["at"].get<std::string>();
  };
  CHECK(fault(0) == "bad-value ");
  CHECK(fault(1) == "wrong-type /2");
  CHECK(fault(2) == "wrong-type ");
  CHECK(fault(3) == "bad-json byte 3");
  CHECK(run.lines[4]["ok"] == true);
}

TEST_CASE("score: a row too large for the model is refused, not answered with null") {
  const File model(R"({"kind":"linear","coef":[1e300],"intercept":0,"background_mean":[0]})");
  const Run run = score({{"model", model.path}}, "[1e300]\n[2]\n");
  CHECK(run.lines[0]["error"]["code"] == "out-of-range");
  CHECK(run.lines[1]["value"]["margin"] == 2e300);
}

TEST_CASE("score: a model that cannot be read says which file and where") {
  const std::string path = kVectors + "bad-cover.model.json";
  const Run run = score({{"model", path}}, "[0,0,0,0,0]\n");
  CHECK(run.code == kRefused);
  REQUIRE(run.lines.size() == 1);
  CHECK(run.lines[0]["error"]["at"] == path + " /learner/gradient_booster/model/trees/0/sum_hessian/0");
  const Run missing = score({{"model", "no/such/file"}}, "");
  CHECK(missing.lines[0]["error"]["code"] == "cannot-read");
  CHECK(missing.lines[0]["error"]["at"] == "no/such/file");
  const File kind(R"({"kind":"oracle"})");
  CHECK(score({{"model", kind.path}}, "").lines[0]["error"]["code"] == "unknown-kind");
  const File background("[[0,0,0,0,0],[1]]");
  const Run bad = score({{"model", kVectors + "m01.model.json"}, {"interventional", background.path}}, "");
  CHECK(bad.lines[0]["error"]["at"] == background.path + " /1");
}

TEST_CASE("score: segments give the nearest") {
  const File model(R"({"kind":"kmeans","features":["x"],"centers":[[0],[4]],
                       "segments":[{"id":"low","label":"Low"},{"id":"high"}]})");
  const Run run = score({{"model", model.path}}, "[1]\n[3]\n[null]\n");
  CHECK(run.lines[0]["value"]["prediction"] == "low");
  CHECK(run.lines[0]["value"]["label"] == "Low");
  CHECK(run.lines[1]["value"]["prediction"] == "high");
  CHECK(json::dump(run.lines[1]["value"]["squaredDistances"]) == "[9.0,1.0]");
  CHECK(run.lines[2]["value"]["prediction"].is_null());
  CHECK(score({{"model", model.path}, {"interactions", ""}}, "").code == kBadUsage);
}

TEST_CASE("score: wrong usage is said") {
  CHECK(score({}, "").code == kBadUsage);
  CHECK(score({}, "").said.find("--model") != std::string::npos);
  const Run both =
      score({{"model", kVectors + "m01.model.json"}, {"interactions", ""}, {"interventional", "x"}}, "");
  CHECK(both.code == kBadUsage);
}

TEST_CASE("score: the values without which the margin is low enough, and that margin") {
  const Json file = vectors("counterfactual-tree");
  const Json& rows = file["cases"][0]["rows"];
  std::string lines;
  for (const Json& each : rows) lines += json::dump(each["row"]) + "\n";
  const Run run = score({{"model", kVectors + "c01.model.json"}, {"counterfactual", "0"}}, lines);
  REQUIRE(run.lines.size() == rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Json& told = run.lines[r]["value"]["counterfactual"];
    CHECK(told["proven"] == true);
    CHECK(told["missing"].size() == rows[r]["minimal"]["size"].get<std::size_t>());
    CHECK(told["margin"].get<double>() <= 0);
  }
  const Run low = score({{"model", kVectors + "c01.model.json"}, {"counterfactual", "100"}}, lines);
  CHECK(low.lines[0]["value"]["counterfactual"].is_null());
  CHECK(score({{"model", kVectors + "c01.model.json"}, {"counterfactual", "low"}}, "").code == kBadUsage);
  CHECK(score({{"model", kVectors + "m14.model.json"}, {"counterfactual", "0"}}, "").code == kBadUsage);
}
