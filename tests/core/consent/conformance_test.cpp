#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "core/consent/engine.h"

// The cases of tests/conformance/consent: the same bytes are expected natively, in Node and in every browser.
// With SAY_SO_WRITE_CASES set, the expected answers are written anew; read the difference before you commit
// it.

using namespace sayso;

namespace {

const std::string kFolder = "tests/conformance/consent/";

std::string readText(const std::string& name) {
  std::ifstream file(kFolder + name, std::ios::binary);
  REQUIRE_MESSAGE(file, name);
  return {std::istreambuf_iterator<char>(file), {}};
}

consent::Engine loaded() {
  consent::Engine engine;
  REQUIRE(engine.load(readText("config.json")));
  return engine;
}

bool isWriting() { return std::getenv("SAY_SO_WRITE_CASES") != nullptr; }

}  // namespace

TEST_CASE("conformance: every consent case gives its bytes") {
  const consent::Engine engine = loaded();
  std::istringstream lines(readText("cases.jsonl"));
  std::string written;
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    Json each = json::parse(line).value();
    CAPTURE(each["name"]);
    const std::string answer = json::dump(json::toJson(engine.decide(each["request"])));
    if (isWriting())
      each["expected"] = json::parse(answer).value();
    else
      CHECK(answer == json::dump(each["expected"]));
    written += json::dump(each) + "\n";
  }
  CHECK(count >= 50);
  if (isWriting()) std::ofstream(kFolder + "cases.jsonl", std::ios::binary) << written;
}

TEST_CASE("conformance: the plan gives its bytes") {
  const std::string answer = json::dump(json::toJson(loaded().plan("2026-11-22T10:00:00Z"))) + "\n";
  if (isWriting()) std::ofstream(kFolder + "plan.json", std::ios::binary) << answer;
  CHECK(answer == readText("plan.json"));
}
