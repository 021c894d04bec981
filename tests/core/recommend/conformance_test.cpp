#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "tests/core/recommend/store.h"

// The cases of tests/conformance/recommend: the same bytes are expected natively, in Node and in every
// browser. With SAY_SO_WRITE_CASES set, the expected answers are written anew; read the difference before you
// commit it.
namespace sayso::recommend {
namespace {

void check(const std::string& store, const std::string& cases) {
  const Json files = testing::parsed(testing::readFile("tests/conformance/recommend/" + store));
  const std::string path = "tests/conformance/recommend/" + cases;
  Engine engine = testing::loaded(files);
  const bool isWriting = std::getenv("SAY_SO_WRITE_CASES") != nullptr;
  std::istringstream lines(testing::readFile(path));
  std::string written;
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    Json each = testing::parsed(line);
    REQUIRE(each.is_object());
    CAPTURE(each["name"]);
    const std::string answer = json::dump(json::toJson(engine.rank(each["request"])));
    if (isWriting)
      each["expected"] = testing::parsed(answer);
    else
      CHECK(answer == json::dump(each["expected"]));
    written += json::dump(each) + "\n";
  }
  CHECK(count >= 20);
  if (isWriting) std::ofstream(path, std::ios::binary) << written;
}

}  // namespace

TEST_CASE("conformance: every case gives its bytes") {
  check("store.json", "cases.jsonl");
  check("kinds.store.json", "kinds.cases.jsonl");
  check("places.store.json", "places.cases.jsonl");
}

}  // namespace sayso::recommend
