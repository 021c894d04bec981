#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "core/recommend/engine.h"
#include "tests/core/cases.h"
#include "tests/core/recommend/random_visitors.h"

// A counterfactual, applied as a page would apply it, has the effect that it names.
namespace sayso::recommend {
namespace {

using testing::Visitor;
using Ids = std::vector<std::string>;

constexpr int kDefaultCases = 270;
constexpr std::size_t kMostThings = 7;  // all their subsets are ranked

std::string text(const Json& json) { return json.get<std::string>(); }

Json valueOf(Result<Json> result) {
  INFO((result ? "" : result.error().message));
  REQUIRE(result);
  return std::move(result).value();
}

Ids idsOf(const Json& items) {
  Ids ids;
  for (const Json& each : items) ids.push_back(text(each["item"]));
  return ids;
}

bool has(const Ids& ids, const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

/// The request without these data: what `eraseSignals` and the profile do on a page.
Json without(Json request, const Json& data) {
  for (const Json& datum : data) {
    const std::string signal = text(datum["signal"]), of = text(datum["of"]);
    Json kept = Json::array();
    for (const Json& entry : request["signals"]["entries"])
      if (entry["signal"] != signal || entry["of"] != of) kept.push_back(entry);
    request["signals"]["entries"] = std::move(kept);
    kept = Json::array();
    for (Json attribute : request["profile"]["attributes"]) {
      Json& value = attribute["value"];
      if (attribute["signal"] == signal && value.is_object()) continue;
      if (attribute["signal"] == signal)
        value.erase(std::remove(value.begin(), value.end(), of), value.end());
      if (value.is_object() || !value.empty()) kept.push_back(attribute);
    }
    request["profile"]["attributes"] = std::move(kept);
  }
  return request;
}

/// All that counts as one thing, of the data that were granted: by item, or by a value of an attribute.
std::vector<Json> thingsOf(const Visitor& visitor) {
  const Ids granted = visitor.signals(true);
  std::map<std::string, Json> things;
  for (const Json& entry : visitor.data.entries)
    if (has(granted, text(entry["signal"]))) things[text(entry["of"])].push_back(entry);
  for (const Json& attribute : visitor.data.attributes) {
    if (!has(granted, text(attribute["signal"]))) continue;
    Json values = attribute["value"].is_object() ? Json::array({"range"}) : attribute["value"];
    for (const Json& value : values)
      things[text(attribute["signal"]) + text(value)].push_back(
          {{"signal", attribute["signal"]}, {"of", value}});
  }
  std::vector<Json> list;
  for (auto& [name, data] : things) list.push_back(std::move(data));
  return list;
}

struct Told {
  int found = 0, proven = 0, shown = 0, way = 0;
};

/// Ranks the list without every subset of the visitor's things, to see that no smaller one does.
void checkProof(Visitor& visitor, const Json& request, const Json& told) {
  const std::vector<Json> things = thingsOf(visitor);
  if (things.size() > kMostThings) return;
  std::set<std::string> removed;
  for (const Json& datum : told["remove"].is_null() ? Json::array() : told["remove"]) {
    const bool isSeen = datum["provenance"] == "observed";
    removed.insert(isSeen ? text(datum["of"]) : text(datum["signal"]) + text(datum["of"]));
  }
  const bool isIn = told["rank"] > 0;
  for (std::size_t bits = 1; bits < std::size_t{1} << things.size(); ++bits) {
    Json all = Json::array();
    std::size_t size = 0;
    for (std::size_t thing = 0; thing < things.size(); ++thing)
      if ((bits >> thing & 1) != 0) {
        ++size;
        for (const Json& datum : things[thing]) all.push_back(datum);
      }
    if (!removed.empty() && size >= removed.size()) continue;
    CAPTURE(json::dump(all));
    CHECK(has(idsOf(valueOf(visitor.engine.rank(without(request, all)))["items"]), text(told["item"])) ==
          isIn);
  }
}

void check(Visitor& visitor, const Json& request, const Json& told, Told& sums) {
  CAPTURE(json::dump(told));
  const std::string item = text(told["item"]);
  const int rank = told["rank"].get<int>();
  if (told["proven"] != false) checkProof(visitor, request, told);
  if (told["remove"].is_null()) {
    sums.shown += told["proven"] != false;
    return;
  }
  ++(told["proven"] != false ? sums.proven : sums.way);
  ++sums.found;
  Json then = without(request, told["remove"]);
  const Ids list = idsOf(valueOf(visitor.engine.rank(then))["items"]);
  CHECK(has(list, item) == (rank == 0));
  if (told.contains("insteadInPlace") && rank > 0)
    CHECK(list.at(static_cast<std::size_t>(rank) - 1) == text(told["insteadInPlace"]));
  if (!told.contains("rankThen")) return;
  // A longer list has more candidates judged, so what enters is looked for in the list itself.
  if (rank > 0) then["limit"] = 100;
  const Ids whole = idsOf(valueOf(visitor.engine.rank(then))["items"]);
  const auto place = std::find(whole.begin(), whole.end(), item) - whole.begin() + 1;
  if (has(whole, item)) CHECK(place == told["rankThen"].get<int>());
}

Json loadedRequest(Json controls) {
  Json request =
      testing::request(testing::stateWith(Json::array({testing::choice("purpose", "history", true),
                                                       testing::choice("purpose", "stated", true)})),
                       testing::profileOf(Json::array()), testing::signalsOf(Json::array()));
  for (const auto& [key, value] : controls.items()) request[key] = value;
  return request;
}

}  // namespace

TEST_CASE("counterfactual: applied, it has the effect it names, and no smaller one has where it says so") {
  std::map<std::string, Told> sums;
  const int cases = caseCount(kDefaultCases);
  for (int number = 0; number < cases; ++number) {
    Visitor visitor(static_cast<std::uint64_t>(number));
    const char* kind = testing::kKinds[static_cast<std::size_t>(number) % std::size(testing::kKinds)];
    CAPTURE(number);
    CAPTURE(std::string(kind));
    Json request = visitor.request(visitor.data);
    request["limit"] = 1 + number % 4;
    const Ids list = idsOf(valueOf(visitor.engine.rank(request))["items"]);
    for (const std::string& item : {list.empty() ? "i0" : list.back(), std::string("i1")})
      check(visitor, request, valueOf(visitor.engine.counterfactuals(request, item))["items"][0], sums[kind]);
  }
  for (const auto& [kind, sum] : sums) {
    CAPTURE(kind);
    CHECK((sum.found > 0) == (kind != "context"));  // the moment is not the visitor's to take back
    CHECK(sum.shown > 0);
    MESSAGE(kind << ": " << sum.found << " found, " << sum.proven << " proven, " << sum.shown
                 << " shown whatever is removed");
  }
}

TEST_CASE("counterfactual: a purpose switched off changes the list as foretold") {
  int changed = 0;
  const int cases = caseCount(kDefaultCases);
  for (int number = 0; number < cases; ++number) {
    Visitor visitor(static_cast<std::uint64_t>(number));
    CAPTURE(number);
    Json request = visitor.request(visitor.data);
    const Ids now = idsOf(valueOf(visitor.engine.rank(request))["items"]);
    const Json answer = valueOf(visitor.engine.counterfactuals(request, "i0"));
    for (const Json& told : answer["purposes"]) {
      if (told["purpose"] == "necessary" || request["state"].is_null()) continue;
      Json off = request;
      Json choices = Json::array();
      for (const Json& choice : request["state"]["choices"])
        if (!choice.contains("purpose") || choice["purpose"] != told["purpose"]) choices.push_back(choice);
      choices.push_back(testing::choice("purpose", text(told["purpose"]).c_str(), false));
      off["state"]["choices"] = std::move(choices);
      const Ids then = idsOf(valueOf(visitor.engine.rank(off))["items"]);
      Ids expected = now;
      for (const Json& item : told["leave"]) std::erase(expected, text(item));
      Ids stays = then;
      for (const Json& item : told["enter"]) std::erase(stays, text(item));
      changed += then != now;
      std::map<std::string, Json> moves;
      for (const Json& move : told["moves"]) moves[text(move["item"])] = move;
      CHECK(expected.size() == stays.size());
      for (std::size_t place = 0; place < now.size(); ++place) {
        const auto at = std::find(then.begin(), then.end(), now[place]);
        CHECK(has(told["leave"].get<Ids>(), now[place]) == (at == then.end()));
        if (at == then.end()) continue;
        const auto to = static_cast<std::size_t>(at - then.begin());
        CHECK(moves.contains(now[place]) == (to != place));
        if (to != place) CHECK(moves[now[place]]["to"].get<std::size_t>() == to + 1);
      }
    }
  }
  CHECK(changed > 50);
}

TEST_CASE("counterfactual: an unknown item and a list of the server's are refused") {
  Engine engine = testing::loaded(testing::store());
  const Json request = loadedRequest({});
  CHECK(engine.counterfactuals(request, "nothing").error().code == ErrorCode::UnknownItem);
  const Json served = loadedRequest({{"served", Json::array()}});
  CHECK(engine.counterfactuals(served, "").error().at == "/served");
}

}  // namespace sayso::recommend
