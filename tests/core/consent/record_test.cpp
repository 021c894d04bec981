#include "core/consent/record.h"

#include <algorithm>

#include "core/consent/engine.h"
#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

/// Three records, each naming the one before.
Json ledger() {
  Json records = Json::array();
  std::optional<State> state;
  How how = by(Control::RejectAll, Surface::FirstLayer);
  const std::vector<std::vector<Wish>> steps = {
      {all(false)}, {purpose("media", true)}, {purpose("media", false)}};
  for (const auto& wishes : steps) {
    const Chosen step = chosen(config(), state, in("FR"), wishes, how);
    state = step.state;
    records.push_back(step.record);
    how = by(Control::Switch);
    how.prevHash = {recordHash(step.record)};
  }
  return records;
}

}  // namespace

TEST_CASE(
    "record: it says what was shown and chosen, how and under which policy, and nothing of the person") {
  const Json record = ledger()[0];
  CHECK(record["jurisdiction"]["policy"] == "EU-FR@2026-11");
  CHECK(record["notice"]["meaning"] == meaningHash(config()));
  CHECK(record["notice"]["surface"] == "first-layer");
  CHECK(record["event"]["control"] == "reject-all");
  CHECK(record["purposes"].size() == 5);
  CHECK(record["purposes"][1]["recipients"] == Json::array_t{"plaincount", "adcount"});
  std::vector<std::string> keys;
  for (const auto& [key, value] : record.items()) keys.push_back(key);
  CHECK(keys == std::vector<std::string>{"schema", "jurisdiction", "notice", "services", "purposes", "event",
                                         "signals", "prevHash"});
}

TEST_CASE("record: giving, refusing, taking back and objecting are told apart") {
  const Json records = ledger();
  CHECK(records[0]["event"]["type"] == "refused");
  CHECK(records[1]["event"]["type"] == "given");
  CHECK(records[2]["event"]["type"] == "withdrawn");
  CHECK(records[2]["purposes"][0]["status"] == "withdrawn");
  const Chosen optOut =
      chosen(config(), std::nullopt, in("US-CA"), {purpose("ads", false)}, by(Control::Switch));
  CHECK(optOut.record["purposes"][0]["status"] == "objected");
  const Chosen mixed = chosen(config(), std::nullopt, in("FR"),
                              {purpose("ads", false), purpose("media", true)}, by(Control::Save));
  CHECK(mixed.record["event"]["type"] == "changed");
}

TEST_CASE("record: a yes that beats the browser's no says that the signal was on and what was pressed") {
  const Chosen step =
      chosen(config(), std::nullopt, in("US-CA", true), {purpose("ads", true)}, by(Control::Switch));
  CHECK(verdict(step.decision, "ads") == "granted by choice");
  CHECK(step.record["signals"]["gpc"] == true);
  CHECK(step.record["event"]["control"] == "switch");
  CHECK(step.record["event"]["steps"] == 2);
  CHECK(step.record["purposes"][0]["status"] == "given");
  CHECK(step.record["purposes"][0]["basis"] == "choice");
  CHECK(step.record["jurisdiction"]["policy"] == "US-CA@2026-11");
}

TEST_CASE("record: where age lets nothing be given, nothing is told as given") {
  Environment young = in("FR");
  young.ageBand = AgeBand::Under13;
  const Json record = chosen(config(), std::nullopt, young, {all(true)}, by(Control::AcceptAll)).record;
  CHECK(record["purposes"].empty());
  CHECK(record["event"]["type"] == "changed");
}

TEST_CASE("ledger: an untouched chain gives its head; a changed byte anywhere is found") {
  const Json records = ledger();
  const std::string head = recordHash(records[2]);
  CHECK(verifyLedger(records).value() == std::vector<std::string>{head});
  const std::string text = json::dump(records);
  int found = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string touched = text;
    touched[at] = touched[at] == 'a' ? 'b' : 'a';
    const auto parsed = json::parse(touched);
    if (!parsed) continue;
    CHECK_FALSE(verifyLedger(parsed.value(), {head}));
    ++found;
  }
  CHECK(found > 500);
}

TEST_CASE("ledger: of an export, any flipped bit is found, unless it says the same") {
  const Json records = ledger();
  const Json exported = {{"records", records}, {"heads", {recordHash(records[2])}}};
  for (const std::string& text : {json::dump(exported), json::dumpPretty(exported)}) {
    REQUIRE(verifyLedgerText(text));
    int missed = 0, same = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
      for (int bit = 0; bit < 8; ++bit) {
        std::string touched = text;
        touched[at] = static_cast<char>(touched[at] ^ 1 << bit);
        if (!verifyLedgerText(touched)) continue;
        const bool saysTheSame = json::parse(touched).value() == exported;
        (saysTheSame ? same : missed)++;
      }
    CHECK(missed == 0);
    CHECK(same == 0);
  }
  std::string spaced = json::dumpPretty(exported);
  std::replace(spaced.begin(), spaced.end(), '\n', ' ');
  CHECK(verifyLedgerText(spaced));
}

TEST_CASE("ledger: a record taken out of the middle is missed") {
  Json records = ledger();
  records.erase(1);
  CHECK(verifyLedger(records).error().code == ErrorCode::BrokenChain);
  CHECK(verifyLedger(records).error().at == "/1");
}

TEST_CASE("ledger: with the heads kept, a record put in is found, and a second beginning is none") {
  Json records = ledger();
  Json stranger = records[0];
  stranger["event"]["steps"] = 7;
  records.push_back(stranger);
  const std::string head = recordHash(records[2]);
  CHECK(verifyLedger(records, {head}).error().code == ErrorCode::BrokenChain);
  CHECK(verifyLedger(records, {head, recordHash(stranger)}));
}

TEST_CASE("ledger: the oldest records may be gone, and racing tabs may fork") {
  Json records = ledger();
  records.erase(0);
  CHECK(verifyLedger(records));
  Json forked = ledger();
  Json rival = forked[1];
  rival["event"]["steps"] = 2;
  forked.push_back(rival);
  CHECK(verifyLedger(forked).value().size() == 2);
}
