#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <vector>

#include "tests/core/cases.h"
#include "tests/core/recommend/random_visitors.h"

// Noninterference: data whose purpose is denied change no byte of a slate or of its reasons. Random configs,
// choices, shops and data; SAY_SO_CASES says how many.
namespace sayso::recommend {
namespace {

using testing::Data, testing::kKinds, testing::Visitor;

constexpr int kDefaultCases = 5000;
constexpr int kLeakCases = 1000;  // within which a leaking gate must be caught
constexpr int kShareAsked = 5;    // one case in so many is asked for counterfactuals: each ranks many lists

std::string bytes(Engine& engine, const Json& request) {
  return json::dump(json::toJson(engine.rank(request)));
}

/// Slate and reasons as the core gives them.
std::string honest(Visitor& of, const Data& data) { return bytes(of.engine, of.request(data)); }

/// What would change the list, for an item that may be in it or not.
std::string whatWouldChange(Visitor& of, const Data& data) {
  return json::dump(json::toJson(of.engine.counterfactuals(of.request(data), "i0")));
}

/// What a gate that lets everything pass would give.
std::string leaking(Visitor& of, const Data& data) {
  Json request = of.request(data);
  request["state"] = of.allGranted;
  return bytes(of.engine, request);
}

using Rank = std::function<std::string(Visitor&, const Data&)>;

bool isUnmovedByDenied(Visitor& of, const Rank& rank, std::uint64_t seed) {
  const std::vector<std::string> denied = of.signals(false);
  return denied.empty() || rank(of, of.data) == rank(of, of.redrawn(denied, seed));
}

}  // namespace

/// What was found of the cases of one kind of model.
struct Found {
  int cases = 0, withDenial = 0, withGrant = 0, moved = 0, leaks = 0;
};

TEST_CASE("noninterference: denied data change no byte, granted data do change slates") {
  const int cases = caseCount(kDefaultCases);
  std::map<std::string, Found> found;
  for (int number = 0; number < cases; ++number) {
    const auto seed = static_cast<std::uint64_t>(number);
    Visitor each(seed);
    Found& of = found[kKinds[seed % std::size(kKinds)]];
    ++of.cases;
    of.withDenial += !each.signals(false).empty();
    const bool unmoved = isUnmovedByDenied(each, honest, seed + 1'000'000);
    if (!unmoved && ++of.leaks == 1) FAIL_CHECK("case " << number << " leaks");
    const std::vector<std::string> granted = each.signals(true);
    if (granted.empty()) continue;
    ++of.withGrant;
    of.moved += honest(each, each.data) != honest(each, each.redrawn(granted, seed + 2'000'000));
  }
  Found all;
  for (const auto& [kind, of] : found) {
    CAPTURE(kind);
    CHECK(of.leaks == 0);
    CHECK(of.withDenial * 2 > of.cases);
    CHECK(of.withGrant * 3 > of.cases);
    CHECK(of.moved * 10 >= of.withGrant * 3);
    all.withDenial += of.withDenial;
    all.withGrant += of.withGrant;
    all.moved += of.moved;
  }
  MESSAGE(cases << " cases of " << found.size() << " kinds, " << all.withDenial << " with a denied signal, "
                << all.withGrant << " with a granted one, of which " << all.moved << " moved");
  CHECK(found.size() == std::size(kKinds));
}

TEST_CASE("noninterference: denied data change no byte of a counterfactual, granted data do") {
  const int cases = caseCount(kDefaultCases) / kShareAsked;
  int asked = 0, granted = 0, moved = 0;
  for (int number = 0; number < cases; ++number) {
    const auto seed = static_cast<std::uint64_t>(number);
    Visitor each(seed);
    CAPTURE(number);
    asked += !each.signals(false).empty();
    CHECK(isUnmovedByDenied(each, whatWouldChange, seed + 1'000'000));
    const std::vector<std::string> allowed = each.signals(true);
    if (allowed.empty()) continue;
    ++granted;
    moved +=
        whatWouldChange(each, each.data) != whatWouldChange(each, each.redrawn(allowed, seed + 2'000'000));
  }
  CHECK(asked * 2 > cases);
  CHECK(moved * 10 >= granted * 3);
}

TEST_CASE("noninterference: a gate that leaks is caught with every kind of model") {
  for (const char* kind : kKinds) {
    int caught = -1;
    for (int number = 0; number < kLeakCases && caught < 0; ++number) {
      const auto seed = static_cast<std::uint64_t>(number);
      Visitor each(seed, kind);
      if (!isUnmovedByDenied(each, leaking, seed + 1'000'000)) caught = number;
    }
    CAPTURE(std::string(kind));
    CHECK(caught >= 0);
  }
}

TEST_CASE(
    "noninterference: what was shown moves lists where it is granted, and a gate that leaks it is caught") {
  int granted = 0, moved = 0, denied = 0, caught = 0;
  for (int number = 0; number < kLeakCases; ++number) {
    const auto seed = static_cast<std::uint64_t>(number);
    Visitor each(seed);
    const Data other = each.redrawn({testing::kShown}, seed + 1'000'000);
    const std::vector<std::string> allowed = each.signals(true);
    if (std::find(allowed.begin(), allowed.end(), testing::kShown) != allowed.end()) {
      ++granted;
      moved += honest(each, each.data) != honest(each, other);
    } else {
      ++denied;
      CHECK(honest(each, each.data) == honest(each, other));
      caught += leaking(each, each.data) != leaking(each, other);
    }
  }
  MESSAGE(granted << " granted, of which " << moved << " moved; " << denied << " denied, of which " << caught
                  << " would leak");
  CHECK(moved * 10 >= granted * 3);
  CHECK(caught * 10 >= denied * 3);
}

}  // namespace sayso::recommend
