#include "core/cli/verb_privacy.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "core/cli/verbs.h"

using namespace sayso;
using namespace sayso::cli;

namespace {

struct Run {
  int code;
  std::vector<Json> lines;
};

Run run(const char* part, const std::string& input,
        std::map<std::string, std::string, std::less<>> options = {}) {
  Args args;
  args.words = {part};
  args.options = std::move(options);
  std::istringstream in(input);
  std::ostringstream out, err;
  Io io(in, out, err);
  Run done{runPrivacy(args, io), {}};
  std::istringstream text(out.str());
  for (std::string line; std::getline(text, line);) done.lines.push_back(json::parse(line).value());
  return done;
}

std::string repeated(const std::string& line, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += line + "\n";
  return all;
}

std::string valuesOf(const Run& done) {
  std::string all;
  for (const Json& line : done.lines) all += json::dump(line["value"]) + "\n";
  return all;
}

}  // namespace

TEST_CASE("privacy: what is randomized can be estimated, and a bad line stops nothing") {
  const Run reports = run(
      "randomize", repeated(R"({"answers":4,"epsilon":2,"answer":2,"question":"q","period":"2026"})", 3000),
      {{"seed", "7"}});
  REQUIRE(reports.code == kFine);
  const Run found =
      run("estimate", valuesOf(reports) + "{\"schema\":\"say-so-report/1\"}\n", {{"views", "60000"}});
  CHECK(found.code == kRefused);
  REQUIRE(found.lines.size() == 2);
  CHECK(found.lines[0]["error"]["code"] == "missing-key");
  CHECK(found.lines[0]["error"]["at"] == "line 3001");
  const Json& value = found.lines[1]["value"];
  CHECK(value["of"] == "those who share statistics");
  CHECK(value["reports"] == 3000);
  CHECK(value["acceptance"]["atLeast"] == 0.05);
  CHECK(value["answers"][2]["interval"][0].get<double>() > 0.9);
  CHECK(value["answers"][0]["interval"][1].get<double>() < 0.1);
}

TEST_CASE("privacy: without a seed no two devices draw alike") {
  const std::string line = R"({"answers":100,"epsilon":0.5,"answer":2})";
  const Run one = run("randomize", line);
  CHECK(one.code == kFine);
  CHECK(one.lines[0]["value"]["bits"] != run("randomize", line).lines[0]["value"]["bits"]);
  CHECK(run("randomize", line, {{"seed", "1"}}).lines == run("randomize", line, {{"seed", "1"}}).lines);
}

TEST_CASE("privacy: a mean without a server's noise is exact, with it is told what it costs") {
  const std::string updates =
      R"({"schema":"say-so-update/1","model":"m","period":"2026","change":[1,0],"examples":1})"
      "\n"
      R"({"schema":"say-so-update/1","model":"m","period":"2026","change":[0,2],"examples":3})"
      "\n";
  const Run plain = run("aggregate", updates, {{"weighting", "examples"}});
  CHECK(plain.code == kFine);
  CHECK(plain.lines[0]["value"]["change"] == json::parse("[0.25,1.5]").value());
  CHECK_FALSE(plain.lines[0]["value"].contains("epsilon"));
  const Run clipped = run("aggregate", updates, {{"clip", "1"}});
  CHECK(clipped.lines[0]["value"]["change"] == json::parse("[0.5,0.5]").value());
  CHECK(clipped.lines[0]["value"]["clipped"] == 1);
  const Run noisy = run("aggregate", updates, {{"clip", "1"}, {"noise-multiplier", "2"}, {"seed", "3"}});
  CHECK(noisy.lines[0]["value"]["change"] != clipped.lines[0]["value"]["change"]);
  CHECK(noisy.lines[0]["value"]["epsilon"].get<double>() > 1);
  CHECK(run("aggregate", updates, {{"noise-multiplier", "2"}}).code == kBadUsage);
}

TEST_CASE("privacy: updates that do not belong together are refused with their line") {
  const std::string first = R"({"schema":"say-so-update/1","model":"m","period":"2026","change":[1,0]})";
  const auto fault = [&](const char* second) {
    const Run done = run("aggregate", first + "\n" + second + "\n");
    CHECK(done.code == kRefused);
    CHECK(done.lines.back()["value"]["updates"] == 1);
    return done.lines[0]["error"]["code"].get<std::string>() + " " +
           done.lines[0]["error"]["at"].get<std::string>();
  };
  CHECK(fault(R"({"schema":"say-so-update/1","model":"m","period":"2026","change":[1,0,3]})") ==
        "out-of-range line 2 /change");
  CHECK(fault(R"({"schema":"say-so-update/1","model":"n","period":"2026","change":[1,0]})") ==
        "bad-value line 2 /model");
  CHECK(fault(R"({"schema":"say-so-update/1","model":"m","period":"2026","change":[1,1e9]})") ==
        "out-of-range line 2 /change/1");
}

TEST_CASE("privacy: a simulation is as far from the truth as the formula says") {
  const Run done =
      run("simulate", "",
          {{"shares", "5,3,2"}, {"consumers", "2000"}, {"epsilon", "1"}, {"repeats", "40"}, {"seed", "1"}});
  REQUIRE(done.lines.size() == 1);
  const Json& value = done.lines[0]["value"];
  CHECK(value["error"].get<double>() == doctest::Approx(value["expectedError"].get<double>()).epsilon(0.2));
  CHECK(value["errorOnSimplex"].get<double>() <= 1.000001 * value["error"].get<double>());
}

TEST_CASE("privacy: learnt on devices, the model ranks as one that was given all rows") {
  std::string csv = "shopper,x,y,bought\n";
  std::uint64_t state = 1;
  const auto draw = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 33) / 4294967296.0 * 4 - 1;
  };
  for (int row = 0; row < 600; ++row) {
    const double x = draw(), y = draw();
    const bool isBought = 2 * x - y + draw() > 0.5;
    csv += std::to_string(row % 60) + "," + std::to_string(x) + "," + std::to_string(y) + "," +
           (isBought ? "1" : "0") + "\n";
  }
  char name[] = "/tmp/say-so-federate-XXXXXX";
  const std::string folder = mkdtemp(name);
  REQUIRE(writeFile(folder + "/rows.csv", csv));
  const std::string rows = folder + "/rows.csv";
  const auto federate = [&](std::map<std::string, std::string, std::less<>> options) {
    options.insert({{"rows", rows}, {"test", rows}, {"label", "bought"}, {"seed", "1"}});
    return run("federate", "", std::move(options));
  };
  const Run plain = federate({{"rounds", "30"}, {"epochs", "3"}, {"dropout", "0.3"}});
  REQUIRE(plain.code == kFine);
  CHECK(plain.lines[0]["value"]["ofCentral"].get<double>() > 0.97);
  const Run noisy =
      federate({{"rounds", "30"}, {"clip", "0.5"}, {"noise-multiplier", "40"}, {"weighting", "equal"}});
  REQUIRE(noisy.code == kFine);
  CHECK(noisy.lines[0]["value"]["auc"].get<double>() < plain.lines[0]["value"]["auc"].get<double>());
  CHECK(noisy.lines[0]["value"]["epsilon"].get<double>() < 1);
  CHECK(federate({{"noise-multiplier", "1"}}).code == kBadUsage);
  std::system(("rm -rf '" + folder + "'").c_str());
}
