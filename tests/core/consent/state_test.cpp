#include "core/consent/state.h"

#include <algorithm>

#include "core/base/base64.h"
#include "core/base/sha256.h"
#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

State someState() {
  State state = accepted(in("FR"));
  const How how = by(Control::Switch);
  state = chosen(config(), state, in("FR", true, "2026-11-23T08:00:00Z"),
                 {purpose("ads", false), service("films", false), signal("viewed", true)}, how)
              .state;
  return state;
}

/// `body` with the check that a cookie's text ends in: base64url of the hash's first three bytes.
std::string withCheck(const std::string& body) {
  const auto hash = sha256(body);
  std::string check = encodeBase64(std::span(hash).first(3));
  std::replace(check.begin(), check.end(), '+', '-');
  std::replace(check.begin(), check.end(), '/', '_');
  return body + "." + check;
}

/// A state of `count` choices, each of its own second; every third a grant.
State largeState(int count) {
  State state;
  state.meaning = "sha256:" + std::string(64, 'b');
  state.policy = "EU@2026-11";
  state.lastSeen = time(kNow);
  for (int i = 0; i < count; ++i) {
    Choice choice;
    choice.target = i % 2 ? Target::Service : Target::Purpose;
    choice.id = "some-purpose-or-service-" + std::to_string(i);
    choice.granted = i % 3 == 0;
    choice.at = {time("2026-01-01T00:00:00Z").seconds + i};
    choice.language = "en";
    state.choices.push_back(choice);
  }
  return state;
}

}  // namespace

TEST_CASE("state: both its forms read back as the same state") {
  const State state = someState();
  CHECK(readState(toJson(state)).value() == state);
  State decoded = decodeState(encodeState(state)).value();
  CHECK(encodeState(decoded) == encodeState(state));
  for (const Choice& choice : state.choices) {
    const Choice* same = decoded.find(choice.target, choice.id);
    REQUIRE(same);
    CHECK(*same == choice);
  }
  CHECK(decoded.choices.size() == state.choices.size());
}

TEST_CASE("state: the cookie's text needs no escaping there") {
  for (char c : encodeState(someState())) {
    CHECK(c > 0x20);
    CHECK(c < 0x7f);
    CHECK(std::string_view("\",;\\").find(c) == std::string_view::npos);
  }
}

TEST_CASE("state: a cookie's text that was cut or touched is no state") {
  const std::string text = encodeState(someState());
  for (std::size_t length = 0; length < text.size(); ++length)
    CHECK_FALSE(decodeState(std::string_view(text).substr(0, length)));
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string touched = text;
    touched[at] = touched[at] == '1' ? '0' : '1';
    CHECK_FALSE(decodeState(touched));
  }
}

TEST_CASE("state: a text of another version says so, a malformed one where it breaks") {
  const std::string text = encodeState(someState());
  CHECK(decodeState("2." + text.substr(2)).error().code == ErrorCode::UnknownVersion);
  CHECK(decodeState("").error().code == ErrorCode::UnknownVersion);
  const std::string body = text.substr(0, text.size() - 5);
  CHECK(decodeState(withCheck("1.!!!")).error().at == "byte 5");
  CHECK(decodeState(withCheck("1.!!!!")).error() == Error{ErrorCode::BadState, "bad meaning", "byte 2"});
  CHECK(decodeState(withCheck(body + "!")).error().code == ErrorCode::BadState);
  CHECK(decodeState(withCheck(body + "*pnew item")).error().code == ErrorCode::BadState);
  CHECK(decodeState(withCheck(body + "*pads")).error().code == ErrorCode::BadState);  // a second one
  CHECK(decodeState(std::string(5000, '1')).error().code == ErrorCode::TooLarge);
}

TEST_CASE("state: one text a state: a second way to write it is refused") {
  // The same choices split into two groups, under a check that holds.
  const std::string text = encodeState(accepted(in("FR")));
  const std::string body = text.substr(0, text.size() - 5);
  const auto star = body.find("*panalytics");
  REQUIRE(star != std::string::npos);
  const std::string head = body.substr(body.rfind('!'), body.rfind(':') + 1 - body.rfind('!'));
  CHECK(decodeState(withCheck(body)));
  CHECK(decodeState(withCheck(body.substr(0, star) + head + body.substr(star + 1))).error() ==
        Error{ErrorCode::BadState, "not in its form", "byte 0"});
}

TEST_CASE("state: two choices about one thing are refused") {
  Json json = toJson(accepted(in("FR")));
  json["choices"].push_back(json["choices"][0]);
  CHECK(readState(json).error().code == ErrorCode::DuplicateId);
}

TEST_CASE("state: no state is no fault, anything malformed is") {
  CHECK(parseState("").value() == std::nullopt);
  CHECK(parseState("null").value() == std::nullopt);
  CHECK_FALSE(parseState("{}"));
  CHECK_FALSE(parseState("hello"));
  CHECK(parseState(R"({"schema":"say-so-state/9"})").error().code == ErrorCode::UnknownVersion);
}

TEST_CASE("state: past 2 KB grants go first, then old refusals, and what went counts as refused") {
  const State large = largeState(300);
  const std::string text = encodeState(large);
  CHECK(text.size() <= kMaxStateText);
  CHECK(text.size() > kMaxStateText - 100);  // no more is lost than must be
  const State kept = decodeState(text).value();
  REQUIRE(kept.rest);
  CHECK(kept.rest->purposes);
  CHECK(kept.rest->services);
  for (const Choice& choice : kept.choices) CHECK_FALSE(choice.granted);
  // The newest refusals are there.
  for (int i = 299; i > 290; --i)
    if (i % 3)
      CHECK(kept.find(i % 2 ? Target::Service : Target::Purpose,
                      "some-purpose-or-service-" + std::to_string(i)));
}

TEST_CASE("state: nothing becomes granted by losing choices, in any row") {
  // Many purposes, so that the cookie cannot hold them all; all were refused.
  Json many = toJson(config());
  for (int i = 0; i < 150; ++i)
    many["purposes"].push_back(
        Json{{"id", "extra-purpose-number-" + std::to_string(i)}, {"class", "analytics"}});
  const Config wide = config(json::dump(many));
  for (std::string code : {"FR", "US-CA", "US-UT", "CH", "JP"}) {
    const Chosen refusal = chosen(wide, std::nullopt, in(code), {all(false)}, by(Control::RejectAll));
    REQUIRE(refusal.state.rest);
    for (const PurposeDecision& decided : refusal.decision.purposes)
      CHECK_MESSAGE(decided.granted == (decided.id == "necessary"), decided.id);
  }
}
