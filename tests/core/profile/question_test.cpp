#include "core/profile/question.h"

#include <doctest/doctest.h>

using namespace sayso;
using namespace sayso::profile;

namespace {

consent::Config configWith(const std::string& questions) {
  const auto read = consent::parseConfig(R"({
    "schema": "say-so-config/1",
    "site": {"name": "Shop", "controller": {"name": "Shop Ltd"}},
    "purposes": [{"id": "stated", "feeds": "model"}, {"id": "history", "feeds": "model"}],
    "signals": [{"id": "a", "purpose": "stated", "provenance": "stated"},
                {"id": "b", "purpose": "stated", "provenance": "stated"},
                {"id": "viewed", "purpose": "history", "provenance": "observed"}],
    "profile": {"questions": [)" + questions +
                                         "]}}");
  INFO((read ? "" : read.error().message));
  REQUIRE(read);
  return read.value();
}

/// "code place" of each fault of the questions.
std::string faultsOf(const std::string& questions) {
  std::string text;
  for (const Error& error : checkQuestions(configWith(questions)))
    text += (text.empty() ? "" : ", ") + std::string(toText(error.code)) + " " + error.at.substr(19);
  return text;
}

/// "code place" of the first fault of an answer; empty if it is one.
std::string faultOf(const std::string& question, const std::string& answer) {
  const consent::Config config = configWith(question);
  const auto value = json::parse(answer);
  REQUIRE(value);
  std::vector<Error> errors;
  json::Reader reader(value.value(), errors);
  checkAnswer(config.questions[0], reader,
              [](std::string_view each) { return each == "red" || each == "blue" || each.starts_with("c"); });
  return errors.empty() ? "" : std::string(toText(errors[0].code)) + errors[0].at;
}

const std::string kSingle = R"({"signal": "a", "kind": "single", "from": "tag:colour"})";
const std::string kRanked = R"({"signal": "a", "kind": "ranked", "from": "category"})";
const std::string kYesNo = R"({"signal": "a", "kind": "yes-no"})";
const std::string kRange = R"({"signal": "a", "kind": "range", "from": "price", "min": 1, "max": 20})";

}  // namespace

TEST_CASE("question: every kind is read, and written as it was") {
  const std::string all =
      kSingle + R"(, {"signal": "b", "kind": "tags", "from": "tag:motif", "proposeAfter": 5})";
  const consent::Config config = configWith(all);
  CHECK(checkQuestions(config).empty());
  CHECK(consent::parseConfig(json::dump(consent::toJson(config))).value() == config);
  CHECK(config.questions[1].proposeAfter == 5);
  for (const std::string& each : {kRanked, kYesNo, kRange}) CHECK(faultsOf(each) == "");
}

TEST_CASE("question: an unknown kind is refused with its place") {
  const auto read = consent::parseConfig(R"({
    "schema": "say-so-config/1", "site": {"name": "S", "controller": {"name": "S"}},
    "purposes": [{"id": "stated", "feeds": "model"}],
    "signals": [{"id": "a", "purpose": "stated", "provenance": "stated"}],
    "profile": {"questions": [{"signal": "a", "kind": "essay", "from": "category"}]}})");
  REQUIRE_FALSE(read);
  CHECK(read.error().at == "/profile/questions/0/kind");
}

TEST_CASE("question: what cannot be asked is told with its place") {
  CHECK(faultsOf(R"({"signal": "a", "kind": "multiple"})") == "missing-key 0/from");
  CHECK(faultsOf(R"({"signal": "a", "kind": "multiple", "from": "shape"})") == "bad-value 0/from");
  CHECK(faultsOf(R"({"signal": "a", "kind": "ranked", "from": "price"})") == "bad-value 0/from");
  CHECK(faultsOf(R"({"signal": "a", "kind": "range", "from": "category"})") == "bad-value 0/from");
  CHECK(faultsOf(R"({"signal": "a", "kind": "yes-no", "from": "category"})") == "bad-value 0/from");
  CHECK(faultsOf(R"({"signal": "viewed", "kind": "yes-no"})") == "bad-value 0/signal");
  CHECK(faultsOf(R"({"signal": "shoes", "kind": "yes-no"})") == "unknown-signal 0/signal");
  CHECK(faultsOf(R"({"signal": "a", "kind": "tags", "from": "category", "proposeAfter": 1})") ==
        "bad-value 0/proposeAfter");
  CHECK(faultsOf(R"({"signal": "a", "kind": "tags", "from": "category", "proposeAfter": -4.5})") ==
        "bad-value 0/proposeAfter");
  CHECK(faultsOf(kYesNo + "," + kSingle) == "duplicate-id 1/signal");
  CHECK(faultsOf(R"({"signal": "a", "kind": "single", "from": "category", "max": 3})") == "bad-value 0/kind");
  CHECK(faultsOf(R"({"signal": "a", "kind": "range", "from": "price", "min": 3, "max": 1})") ==
        "out-of-range 0/max");
  CHECK(faultsOf(R"({"signal": "a", "kind": "range", "from": "price", "step": 0})") == "out-of-range 0/step");
  CHECK(faultsOf(R"({"signal": "a", "kind": "ranked", "from": "category", "proposeAfter": 5})") ==
        "bad-value 0/proposeAfter");
}

TEST_CASE("question: an answer is one of those offered, and only once") {
  CHECK(faultOf(kSingle, R"(["red"])") == "");
  CHECK(faultOf(kSingle, R"(["red", "blue"])") == "too-large");
  CHECK(faultOf(kSingle, R"(["ultraviolet"])") == "bad-value/0");
  CHECK(faultOf(kSingle, "[]") == "out-of-range");
  CHECK(faultOf(kSingle, R"("red")") == "wrong-type");
  CHECK(faultOf(kRanked, R"(["blue", "red"])") == "");
  CHECK(faultOf(kRanked, R"(["red", "blue", "red"])") == "duplicate-id/2");
  CHECK(faultOf(kRanked, R"(["c1","c2","c3","c4","c5","c6","c7","c8","c9","ca","cb"])") == "too-large");
  CHECK(faultOf(kYesNo, R"(["yes"])") == "");
  CHECK(faultOf(kYesNo, R"(["red"])") == "bad-value/0");
}

TEST_CASE("question: a range stays within its ends") {
  CHECK(faultOf(kRange, R"({"min": 1, "max": 20})") == "");
  CHECK(faultOf(kRange, R"({"min": 0, "max": 20})") == "out-of-range/min");
  CHECK(faultOf(kRange, R"({"min": 5, "max": 21})") == "out-of-range/max");
  CHECK(faultOf(kRange, R"({"min": 5, "max": 4})") == "out-of-range/max");
  CHECK(faultOf(kRange, R"(["red"])") == "wrong-type");
}
