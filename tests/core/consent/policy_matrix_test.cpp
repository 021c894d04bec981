// The policy table held against the law's digest, cell by cell: what is expected stands here, written down
// from it and not from policy_table.json, and a second, plain way of deciding says what every combination
// must give.
#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <sstream>
#include <utility>

#include "core/consent/snapshot.h"
#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

// clang-format off
/// One row of the digest. `cells` are N F A P M S: on, 0 denied until chosen, 1 allowed until refused, x never;
/// 0* allowed where own audience measurement is declared exempt, 0** that or appearance.
struct Row {
  const char* codes;
  const char* id;
  const char* model;
  const char* cells;
  const char* gpc;
  int askAgain;     // months after a refusal
  int lives;        // months; 0 until changed
  int age;          // of consent
  int noAdsUnder;   // age below which no choice allows marketing; 0 none
  const char* links;
};
constexpr Row kRows[] = {
  {"ZZ JP US CA US-PR", "default", "opt-in",  "on 0 0 0 0 0",     "honour",   6,  6,  16, 18, ""},
  {"HR HU LU NL PL RO SK IS LI NO", "EU", "opt-in", "on 0 0 0 0 0", "advisory", 6, 12, 16, 18, ""},
  {"CZ DK GR SI",           "EU",    "opt-in",  "on 0 0 0 0 0",     "advisory", 6,  12, 15, 18, ""},
  {"AT BG CY LT",           "EU",    "opt-in",  "on 0 0 0 0 0",     "advisory", 6,  12, 14, 18, ""},
  {"BE EE FI LV MT PT SE",  "EU",    "opt-in",  "on 0 0 0 0 0",     "advisory", 6,  12, 13, 18, ""},
  {"FR FR-75",              "EU-FR", "opt-in",  "on 0 0* 0 0 0",    "advisory", 6,  6,  15, 18, ""},
  {"IT",                    "EU-IT", "opt-in",  "on 0 0* 0 0 0",    "advisory", 6,  6,  14, 18, ""},
  {"IE",                    "EU-IE", "opt-in",  "on 0 0 0 0 0",     "advisory", 6,  6,  16, 18, ""},
  {"ES",                    "EU-ES", "opt-in",  "on 0 0 0 0 0",     "advisory", 6,  24, 14, 18, ""},
  {"DE",                    "EU-DE", "opt-in",  "on 0 0 0 0 0",     "advisory", 6,  12, 16, 18, ""},
  {"GB UK GB-SCT",          "UK",    "opt-in",  "on 0** 0** 0 0 0", "advisory", 6,  12, 13, 18, ""},
  {"CH",                    "CH",    "opt-out", "on 1 1 1 0 0",     "advisory", 6,  12, 16, 0,  ""},
  {"US-CA",                 "US-CA", "opt-out", "on 1 1 1 1 1",     "binding",  12, 0,  13, 0,  "your-privacy-choices notice-at-collection"},
  {"US-CO",                 "US-CO", "opt-out", "on 1 1 1 1 0",     "binding",  12, 24, 13, 18, "opt-out"},
  {"US-CT",                 "US-CT", "opt-out", "on 1 1 1 1 0",     "binding",  12, 0,  13, 18, "opt-out"},
  {"US-TX",                 "US-gpc", "opt-out", "on 1 1 1 1 0",    "binding",  12, 0,  13, 0,  "opt-out sensitive-sale-notice"},
  {"US-NE US-MT US-NH US-MN", "US-gpc", "opt-out", "on 1 1 1 1 0",  "binding",  12, 0,  13, 0,  "opt-out"},
  {"US-DE US-NJ",           "US-gpc", "opt-out", "on 1 1 1 1 0",    "binding",  12, 0,  13, 18, "opt-out"},
  {"US-OR",                 "US-gpc", "opt-out", "on 1 1 1 1 0",    "binding",  12, 0,  13, 16, "opt-out"},
  {"US-MD",                 "US-MD", "opt-out", "on 1 1 1 1 x",     "binding",  12, 0,  13, 18, "opt-out"},
  {"US-VA US-TN US-KY US-IN US-RI US-FL", "US-opt-out", "opt-out", "on 1 1 1 1 0", "honour", 12, 0, 13, 0, "opt-out"},
  {"US-UT US-IA",           "US-UT-IA", "opt-out", "on 1 1 1 1 1",  "honour",   12, 0,  13, 0,  "opt-out sensitive-notice"},
  {"US-AK US-AR US-AZ US-DC US-GA US-HI US-ID US-IL US-KS US-MA US-ME US-MI US-MO US-MS US-NC US-ND US-NM US-NV "
   "US-NY US-OH US-PA US-SC US-SD US-WA US-WI US-WV US-WY",
                            "US-other", "notice", "on 1 1 1 1 0",   "honour",   12, 0,  13, 0,  "privacy-link"},
  {"CA-QC",                 "CA-QC", "opt-in",  "on 0 0 0 0 0",     "advisory", 6,  12, 14, 18, ""},
  {"CA-AB CA-BC CA-MB CA-NB CA-NL CA-NS CA-NT CA-NU CA-ON CA-PE CA-SK CA-YT",
                            "CA",    "opt-out", "on 1 1 1 1 0",     "advisory", 12, 12, 13, 0,  "opt-out"},
  {"BR",                    "BR",    "opt-in",  "on 0 0 0 0 0",     "advisory", 6,  12, 12, 18, ""},
  {"IN",                    "IN",    "opt-in",  "on 0 0 0 0 0",     "advisory", 6,  12, 18, 18, "complaint"},
};
/// Laws that hold later: what these states say from 2028 on. Before, they are other states.
constexpr Row kLaterRows[] = {
  {"US-LA US-OK US-VT",     "US-opt-out", "opt-out", "on 1 1 1 1 0", "honour",  12, 0,  13, 0,  "opt-out"},
  {"US-AL",                 "US-gpc", "opt-out", "on 1 1 1 1 0",    "binding",  12, 0,  13, 18, "opt-out"},
};
// clang-format on

/// A purpose of each class, in the order of the cells; `style` profiles as `history` does, but feeds no
/// model.
constexpr std::array<const char*, 7> kIds = {"necessary", "media",  "analytics", "history",
                                             "ads",       "health", "style"};
constexpr std::array<std::size_t, 7> kCellOf = {0, 1, 2, 3, 4, 5, 3};

Config matrixConfig(bool isExempt = false, const std::string& controller = "Shop Ltd",
                    const std::string& policies = "{}") {
  const std::string declared =
      R"("solePurpose": true, "notShared": true, "informed": true, "objection": true})";
  const std::string measures =
      R"(, "exempt": {"kind": "audience-measurement", "ownStatistics": true, "aggregate": true, )" + declared;
  const std::string appears = R"(, "exempt": {"kind": "appearance", "byPreference": true, )" + declared;
  return config(R"({"schema": "say-so-config/1", "site": {"name": "Shop", "controller": {"name": ")" +
                controller + R"("}}, "policies": )" + policies + R"(,
    "purposes": [{"id": "necessary", "required": true}, {"id": "media", "class": "functional"},
                 {"id": "analytics", "class": "analytics"}, {"id": "history", "feeds": "model"},
                 {"id": "ads", "class": "marketing"}, {"id": "health", "class": "sensitive"},
                 {"id": "style", "class": "personalization"}],
    "services": [{"id": "count", "name": "C", "purposes": ["analytics"])" +
                (isExempt ? measures : "") + R"(},
                 {"id": "theme", "name": "T", "purposes": ["media"])" +
                (isExempt ? appears : "") + R"(}],
    "signals": [{"id": "viewed", "purpose": "history", "provenance": "observed"}]})");
}

std::vector<std::string> words(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> list;
  for (std::string word; stream >> word;) list.push_back(word);
  return list;
}

struct Band {
  std::optional<AgeBand> band;
  int youngest;  // who may be in it; unknown counts as adult
};
constexpr Band kBands[] = {{std::nullopt, 18},
                           {AgeBand::Under13, 0},
                           {AgeBand::From13To15, 13},
                           {AgeBand::From16To17, 16},
                           {AgeBand::Adult, 18}};

enum class Story {
  Nothing,
  Accept,
  Reject,
  Partial,
  Specific,
  LastSecond,
  Expired,
  Changed,
  ClockBack,
  Rested
};
constexpr Story kStories[] = {Story::Nothing,   Story::Accept,     Story::Reject,  Story::Partial,
                              Story::Specific,  Story::LastSecond, Story::Expired, Story::Changed,
                              Story::ClockBack, Story::Rested};

enum class Answer { None, Yes, No };

/// What was said about each purpose.
Answer answerOf(Story story, std::size_t purpose) {
  if (story == Story::Nothing || kCellOf[purpose] == 0) return Answer::None;
  if (story == Story::Reject || story == Story::Rested) return Answer::No;
  if (story == Story::Partial)  // media is left open
    return purpose == 1 ? Answer::None : purpose == 2 || purpose == 4 ? Answer::Yes : Answer::No;
  return Answer::Yes;
}

/// The case at hand: all that an outcome may depend on.
struct Case {
  const Row* row;
  const std::vector<std::string>* cells;  // of the row
  std::string code;
  Band band;
  bool gpcThen, gpcNow, isExempt;
  Story story;
};

struct Base {
  std::string_view now;
  std::string_view after[5];  // 6, 12, 13, 24 months later, and long after
};
constexpr Base kToday = {"2026-11-22T10:00:00Z",
                         {"2027-05-22T10:00:00Z", "2027-11-22T10:00:00Z", "2027-12-22T10:00:00Z",
                          "2028-11-22T10:00:00Z", "2046-11-22T10:00:00Z"}};
constexpr Base kLater = {"2028-06-01T00:00:00Z",
                         {"2028-12-01T00:00:00Z", "2029-06-01T00:00:00Z", "2029-07-01T00:00:00Z",
                          "2030-06-01T00:00:00Z", "2048-06-01T00:00:00Z"}};

/// The cookie of a choice lives 13 months at most, so where consent comes first it counts no longer.
int keptMonths(const Row& row) {
  return row.model == std::string_view("opt-in") ? std::min(row.lives, 13) : row.lives;
}

std::string_view textAfter(const Base& base, int months) {
  switch (months) {
    case 6:
      return base.after[0];
    case 12:
      return base.after[1];
    case 13:
      return base.after[2];
    case 24:
      return base.after[3];
    default:
      return base.after[4];
  }
}

Time nowOf(const Case& at, const Base& base) {
  switch (at.story) {
    case Story::LastSecond:
      return Time{time(textAfter(base, keptMonths(*at.row))).seconds - 1};
    case Story::Expired:
      return time(textAfter(base, keptMonths(*at.row)));
    case Story::Rested:
      return time(textAfter(base, at.row->askAgain));
    case Story::ClockBack:
      return Time{time(base.now).seconds - 1};
    default:
      return time(base.now);
  }
}

// The second way of deciding.

struct Verdict {
  bool granted;
  std::string basis;
};

bool isMinor(const Case& at) { return at.band.youngest < 18; }
bool isProfiling(std::size_t purpose) { return kCellOf[purpose] == 3 || kCellOf[purpose] == 4; }
/// The signal speaks of sale and advertising, and in California we let it speak of what is sensitive too.
bool signalConcerns(const Case& at, std::size_t purpose) {
  return kCellOf[purpose] == 4 || (kCellOf[purpose] == 5 && at.code == "US-CA");
}

Verdict expected(const Case& at, std::size_t purpose) {
  const std::string& cell = (*at.cells)[kCellOf[purpose]];
  if (cell == "on") return {true, "required"};
  Answer answer = answerOf(at.story, purpose);
  if (answer == Answer::No) return {false, "choice"};
  // A yes after a no takes two steps in California, and the signal is a no: "Accept all" is not heard as one.
  const bool isByAll = at.story != Story::Specific && at.story != Story::Partial;
  if (isByAll && at.gpcThen && at.code == "US-CA" && signalConcerns(at, purpose)) answer = Answer::None;
  if (at.band.youngest < at.row->age) return {false, "age"};
  if (kCellOf[purpose] == 4 && at.band.youngest < at.row->noAdsUnder) return {false, "age"};
  // A grant of what is never allowed is not even kept.
  if (answer == Answer::Yes && cell != "x") {
    if (at.story == Story::Changed) return {false, "meaning-changed"};
    if (at.story == Story::ClockBack) return {false, "clock"};
    if (at.story == Story::Expired && at.row->lives) return {false, "expired"};
    const bool counts = at.row->gpc != std::string_view("advisory");
    const bool isSpecific = at.story == Story::Specific || at.story == Story::Partial;
    if (at.gpcNow && counts && signalConcerns(at, purpose) && !(isSpecific && at.gpcThen))
      return {false, "gpc"};
    return {true, "choice"};
  }
  if (at.gpcNow && signalConcerns(at, purpose)) return {false, "gpc"};
  const bool isExempt = at.isExempt && ((cell == "0*" && purpose == 2) || cell == "0**");
  if (isExempt) return {true, "policy-default"};
  if (cell != "1" || (isMinor(at) && isProfiling(purpose))) return {false, "policy-default"};
  return purpose == 3 ? Verdict{false, "off-until-chosen"} : Verdict{true, "policy-default"};
}

std::string expectedPrompt(const Case& at) {
  if (at.band.youngest < at.row->age) return "none";
  bool asks = false, hasDied = false, runs = false;
  for (std::size_t i = 1; i < kIds.size(); ++i) {
    if (isMinor(at) && isProfiling(i)) continue;
    const Verdict verdict = expected(at, i);
    const bool isDead =
        verdict.basis == "expired" || verdict.basis == "meaning-changed" || verdict.basis == "clock";
    const bool isOpen = !verdict.granted && verdict.basis == "policy-default";
    const bool isRested = answerOf(at.story, i) == Answer::No && at.story == Story::Rested;
    hasDied |= isDead;
    asks |= isDead || isOpen || isRested || verdict.basis == "off-until-chosen";
    runs |= verdict.granted && verdict.basis == "policy-default";
  }
  const bool isFirst = at.story == Story::Nothing;
  if (at.row->model == std::string_view("opt-in")) return asks ? "ask" : runs && isFirst ? "notice" : "none";
  return isFirst || hasDied ? "notice" : "none";
}

// Making the case happen.

struct Shops {
  Config plain = matrixConfig(), exempt = matrixConfig(true);
  std::string meaning = meaningHash(plain);
  std::string changedMeaning = meaningHash(matrixConfig(false, "Shop Inc"));
  const Config& of(const Case& at) const { return at.isExempt ? exempt : plain; }
};
const Shops& shops() {
  static const Shops shops;
  return shops;
}

Environment environmentAt(const Case& at, Time now, bool gpc, std::optional<AgeBand> band) {
  Environment environment = in(at.code, gpc);
  environment.now = now;
  environment.ageBand = band;
  return environment;
}

/// The state that the story leaves: chosen at the base time by somebody who was old enough.
std::optional<State> stateOf(const Case& at, const Base& base) {
  if (at.story == Story::Nothing) return std::nullopt;
  std::vector<Wish> wishes;
  for (std::size_t i = 1; i < kIds.size(); ++i)
    if (const Answer answer = answerOf(at.story, i); answer != Answer::None)
      wishes.push_back(purpose(kIds[i], answer == Answer::Yes));
  Control control = Control::AcceptAll;
  if (at.story == Story::Reject || at.story == Story::Rested) control = Control::RejectAll;
  if (at.story == Story::Partial) control = Control::Save;
  if (at.story == Story::Specific) control = Control::Switch;
  const auto result =
      choose(shops().of(at), shops().meaning, std::nullopt,
             environmentAt(at, time(base.now), at.gpcThen, std::nullopt), wishes, by(control));
  REQUIRE(result);
  return result.value().state;
}

Decision decideAt(const Case& at, const std::optional<State>& state, Time now) {
  const std::string& meaning = at.story == Story::Changed ? shops().changedMeaning : shops().meaning;
  return evaluate(shops().of(at), meaning, state, environmentAt(at, now, at.gpcNow, at.band.band));
}

std::string told(const Case& at) {
  return at.code + " story " + std::to_string(static_cast<int>(at.story)) + " youngest " +
         std::to_string(at.band.youngest) + " gpc " + std::to_string(at.gpcThen) + std::to_string(at.gpcNow) +
         (at.isExempt ? " exempt" : "");
}

/// Calls `use(case, state, base)` for every combination; gives how many there are.
template <class Use>
int forEach(Use use) {
  int count = 0;
  const auto over = [&](const Row& row, const Base& base) {
    const std::vector<std::string> cells = words(row.cells);
    for (const std::string& code : words(row.codes))
      for (const Story story : kStories)
        for (bool isExempt : {false, true})
          for (bool gpcThen : {false, true}) {
            Case at{&row, &cells, code == "ZZ" ? "" : code, kBands[0], gpcThen, false, isExempt, story};
            const auto state = stateOf(at, base);
            for (const Band& band : kBands)
              for (bool gpcNow : {false, true}) {
                at.band = band;
                at.gpcNow = gpcNow;
                use(std::as_const(at), state, base);
                ++count;
              }
          }
  };
  for (const Row& row : kRows) {
    over(row, kToday);
    over(row, kLater);
  }
  for (const Row& row : kLaterRows) over(row, kLater);
  return count;
}

std::set<std::string> grantedIn(const Decision& decision) {
  std::set<std::string> granted;
  for (const PurposeDecision& purpose : decision.purposes)
    if (purpose.granted) granted.emplace(purpose.id);
  return granted;
}
bool isWithin(const std::set<std::string>& few, const std::set<std::string>& many) {
  return std::includes(many.begin(), many.end(), few.begin(), few.end());
}

}  // namespace

TEST_CASE("matrix: every row says what the digest says") {
  const auto check = [](const Row& row, const Base& base) {
    for (const std::string& code : words(row.codes)) {
      CAPTURE(code);
      const Policy& policy = policyFor(code, time(base.now));
      CHECK(policy.id == row.id);
      CHECK(toText(policy.model) == row.model);
      const GpcForce forces[] = {GpcForce::Advisory, GpcForce::Honour, GpcForce::Binding};
      const char* const names[] = {"advisory", "honour", "binding"};
      for (int i = 0; i < 3; ++i)
        CHECK((policy.gpcForce == forces[i]) == (row.gpc == std::string_view(names[i])));
      CHECK(policy.showGpcStatus == (code == "US-CA"));
      CHECK(policy.askAgainMonths == row.askAgain);
      CHECK(policy.lifetimeMonths == keptMonths(row));
      CHECK(policy.consentAge == row.age);
      std::string links;
      for (std::string_view link : policy.links) links += (links.empty() ? "" : " ") + std::string(link);
      CHECK(links == row.links);
      const auto has = [&](std::string_view control) {
        return std::find(policy.controls.begin(), policy.controls.end(), control) != policy.controls.end();
      };
      CHECK(has("accept-all") == (policy.model == Model::OptIn));
      CHECK(has("reject-all"));
      CHECK(has("choose"));
      CHECK(has("close-refuses") == (code == "IT"));
    }
  };
  std::set<std::string> told;
  for (const Row& row : kRows) {
    check(row, kToday);
    for (const std::string& code : words(row.codes)) told.insert(code);
  }
  for (const Row& row : kLaterRows) {
    check(row, kLater);
    for (const std::string& code : words(row.codes)) {
      CHECK(policyFor(code, time(kToday.now)).id == "US-other");
      told.insert(code);
    }
  }
  for (const Policy& policy : policies())
    for (std::string_view code : policy.codes) CHECK_MESSAGE(told.contains(std::string(code)), code);
}

TEST_CASE("matrix: every combination is decided as the plain way decides it") {
  int outcomes = 0;
  const int cases = forEach([&](const Case& at, const std::optional<State>& state, const Base& base) {
    const Decision decision = decideAt(at, state, nowOf(at, base));
    for (std::size_t i = 0; i < kIds.size(); ++i, ++outcomes) {
      const PurposeDecision& purpose = decision.purposes[i];
      const Verdict verdict = expected(at, i);
      if (purpose.id == kIds[i] && purpose.granted == verdict.granted &&
          toText(purpose.basis) == verdict.basis)
        continue;
      FAIL_CHECK(told(at) << ": " << purpose.id << " is " << purpose.granted << " by "
                          << toText(purpose.basis) << ", not " << verdict.granted << " by " << verdict.basis);
    }
    if (toText(decision.prompt) != expectedPrompt(at))
      FAIL_CHECK(told(at) << ": prompt " << toText(decision.prompt) << ", not " << expectedPrompt(at));
  });
  MESSAGE(cases << " combinations, " << outcomes << " outcomes");
  CHECK(cases > 50000);
}

TEST_CASE("matrix: deciding twice is deciding once, and a snapshot is never laxer while it holds") {
  forEach([&](const Case& at, const std::optional<State>& state, const Base& base) {
    if (base.now != kToday.now) return;  // nothing new
    const Time now = nowOf(at, base);
    const Decision decision = decideAt(at, state, now);
    if (!(decideAt(at, state, now) == decision)) FAIL_CHECK(told(at) << ": decided twice, differently");
    const Json snapshot =
        makeSnapshot(shops().of(at), state, environmentAt(at, now, at.gpcNow, at.band.band), decision);
    const Decision last = decideAt(at, state, Time{decision.validUntil.seconds - 1});
    for (const char* list : {"granted", "defaults"})
      for (const Json& id :
           list == std::string_view("granted") ? snapshot[list] : snapshot[list]["purposes"]) {
        const std::string name = id.get<std::string>();
        const bool byChoice = list == std::string_view("granted");
        for (const Decision* later : {&decision, &last}) {
          const PurposeDecision* truth = later->purpose(name);
          if (!truth->granted || (truth->basis == Basis::Choice) != byChoice)
            FAIL_CHECK(told(at) << ": the snapshot grants " << name);
        }
      }
  });
}

TEST_CASE("matrix: a refusal always wins, and the signal never grants") {
  forEach([&](const Case& at, const std::optional<State>& state, const Base& base) {
    if (at.gpcNow || base.now != kToday.now) return;  // compared below
    Case with = at;
    with.gpcNow = true;
    for (std::string_view now : {"1999-01-01T00:00:00Z", "2026-12-24T00:00:00Z", "2060-01-01T00:00:00Z"}) {
      const auto without = grantedIn(decideAt(at, state, time(now)));
      if (!isWithin(grantedIn(decideAt(with, state, time(now))), without))
        FAIL_CHECK(told(at) << ": the signal grants");
      if (at.story == Story::Reject && without.size() != 1)
        FAIL_CHECK(told(at) << ": granted after a refusal");
    }
  });
}

TEST_CASE("matrix: what was granted by choice only ends as time goes on, and not before it was given") {
  forEach([&](const Case& at, const std::optional<State>& state, const Base& base) {
    if (at.story == Story::Nothing || at.isExempt || base.now != kToday.now) return;
    std::set<std::string> before;
    for (const PurposeDecision& purpose : decideAt(at, state, Time{time(base.now).seconds - 1}).purposes)
      if (purpose.granted && purpose.basis == Basis::Choice)
        FAIL_CHECK(told(at) << ": granted before it was given: " << purpose.id);
    for (const char* id : kIds) before.insert(id);
    for (int months : {0, 6, 12, 13, 24, 240}) {
      const std::string_view now = months ? textAfter(base, months) : base.now;
      std::set<std::string> after;
      for (const PurposeDecision& purpose : decideAt(at, state, time(now)).purposes)
        if (purpose.granted && purpose.basis == Basis::Choice) after.emplace(purpose.id);
      if (!isWithin(after, before)) FAIL_CHECK(told(at) << ": a grant came back to life");
      before = after;
    }
  });
}

TEST_CASE("matrix: tightening never grants") {
  // A fixed sequence: the same overrides every time.
  std::uint32_t seed = 20261122;
  const auto pick = [&](std::uint32_t below) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 16) % below;
  };
  const std::string kValues[][5] = {
      {R"("model": "opt-in")", R"("model": "opt-out")", R"("model": "notice")", "", ""},
      {R"("lifetime": "P1M")", R"("lifetime": "P6M")", R"("lifetime": "P12M")", R"("lifetime": null)", ""},
      {R"("askAgain": "P6M")", R"("askAgain": "P12M")", R"("askAgain": "P24M")", "", ""},
      {R"("age": 13)", R"("age": 16)", R"("age": 18)", "", ""},
      {R"("gpc": "honour")", R"("gpc": "binding")", "", "", ""}};
  const char* const kClassNames[] = {"functional", "analytics", "personalization", "marketing", "sensitive"};
  int tightened = 0, refused = 0;
  for (int round = 0; round < 600; ++round) {
    const Row& row = kRows[pick(std::size(kRows))];
    std::string fields;
    const auto add = [&](const std::string& field) {
      if (!field.empty()) fields += (fields.empty() ? "" : ", ") + field;
    };
    for (const auto& values : kValues) add(values[pick(5)]);
    std::string rules;
    for (const char* name : kClassNames)
      if (const auto rule = pick(6); rule < 3)
        rules += (rules.empty() ? "\"" : ", \"") + std::string(name) + "\": " +
                 (rule == 0   ? "\"off\""
                  : rule == 1 ? "\"blocked\""
                              : "\"on\"");
    add("\"rules\": {" + rules + "}");
    const std::string id = pick(2) ? "*" : row.id;
    const std::string text = json::dump(toJson(matrixConfig()));
    std::string with = text;
    with.insert(with.size() - 1, ",\"policies\":{\"" + id + "\":{" + fields + "}}");
    const ConfigReading reading = readConfigText(with);
    if (!reading.config) {
      for (const Error& error : reading.errors) CHECK(error.code == ErrorCode::PolicyLoosened);
      ++refused;
      continue;
    }
    ++tightened;
    const std::string code = words(row.codes)[0];
    const std::vector<std::string> cells = words(row.cells);
    for (const Band& band : kBands)
      for (const Story story : kStories)
        for (bool gpc : {false, true}) {
          const Case at{&row, &cells, code == "ZZ" ? "" : code, band, gpc, gpc, false, story};
          const auto state = stateOf(at, kToday);
          const Time now = nowOf(at, kToday);
          const Decision loose = decideAt(at, state, now);
          const Decision tight =
              evaluate(*reading.config, story == Story::Changed ? shops().changedMeaning : shops().meaning,
                       state, environmentAt(at, now, gpc, band.band));
          if (!isWithin(grantedIn(tight), grantedIn(loose)))
            FAIL_CHECK(told(at) << ": tightening grants, with " << id << " " << fields);
        }
  }
  MESSAGE(tightened << " overrides tighten, " << refused << " refused as looser");
  CHECK(tightened > 100);
  CHECK(refused > 100);
}
