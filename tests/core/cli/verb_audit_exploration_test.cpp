#include "core/cli/verb_audit_exploration.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

using namespace sayso;
using namespace sayso::cli;

namespace {

struct Run {
  int code;
  std::string out;
  Json answer() const { return json::parse(out).value(); }
};

Run explore(const std::string& file, std::map<std::string, std::string, std::less<>> options) {
  Args args;
  args.words = {"exploration", file};
  args.options = std::move(options);
  std::istringstream in;
  std::ostringstream out, err;
  Io io(in, out, err);
  const int code = runExploration(args, io);
  return {code, out.str()};
}

Run exploreText(const std::string& csv, std::map<std::string, std::string, std::less<>> options = {}) {
  char name[] = "/tmp/say-so-exploration-XXXXXX";
  const std::string folder = mkdtemp(name);
  REQUIRE(writeFile(folder + "/log.csv", csv));
  Run run = explore(folder + "/log.csv", std::move(options));
  std::system(("rm -rf '" + folder + "'").c_str());
  return run;
}

std::string faultOf(const Run& run) {
  CHECK(run.code == kRefused);
  const Json error = run.answer()["error"];
  return error["code"].get<std::string>() + " " + error["at"].get<std::string>();
}

}  // namespace

TEST_CASE(
    "audit exploration: replayed on real shopping sessions, learning misses far less than an even choice") {
  const Run run = explore("demo/data/sessions/sessions.csv",
                          {{"shown", "traffic"}, {"chosen", "bought"}, {"least", "100"}, {"repeats", "3"}});
  CHECK(run.code == kFine);
  const Json value = run.answer()["value"];
  CHECK(value["outcomes"] == 12330);
  CHECK(value["rounds"] == 12330);
  CHECK(value["arms"].size() == 11);
  CHECK(value["evenRegret"].get<double>() == doctest::Approx(1309.7).epsilon(0.0001));
  CHECK(value["regret"]["most"].get<double>() < 0.4 * value["evenRegret"].get<double>());
  double share = 0;
  for (const Json& arm : value["arms"]) share += arm["share"].get<double>();
  CHECK(share == doctest::Approx(1));
}

TEST_CASE("audit exploration: another seed is another play, the same seed the same bytes") {
  const std::string log = "shown,chosen\na,1\na,0\nb,0\nb,0\n";
  const Run one = exploreText(log, {{"rounds", "200"}});
  CHECK(one.code == kFine);
  CHECK(one.answer()["value"]["arms"][0]["posterior"] ==
        json::parse(R"({"alpha":2,"beta":2,"mean":0.5})").value());
  CHECK(one.out == exploreText(log, {{"rounds", "200"}}).out);
  CHECK(one.out != exploreText(log, {{"rounds", "200"}, {"seed", "2"}}).out);
}

TEST_CASE("audit exploration: a log that does not say what it must is refused with its place") {
  CHECK(faultOf(exploreText("")) == "missing-key line 1");
  CHECK(faultOf(exploreText("shown,bought\na,1\n")) == "missing-key line 1");
  CHECK(faultOf(exploreText("shown,chosen\na,1\nb,2\n")) == "bad-number line 3");
  CHECK(faultOf(exploreText("shown,chosen\na\n")).ends_with("line 2"));
  CHECK(faultOf(exploreText("shown,chosen\na,1\n")).starts_with("bad-value"));
  CHECK(faultOf(exploreText("shown,chosen\na,1\nb,1\n", {{"rounds", "20001"}})) == "bad-usage --rounds");
  CHECK(faultOf(exploreText("shown,chosen\na,1\nb,1\n", {{"repeats", "0"}})) == "bad-usage --repeats");
  CHECK(faultOf(explore("/nowhere.csv", {})) == "cannot-read /nowhere.csv");
}
