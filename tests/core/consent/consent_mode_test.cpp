#include "core/consent/consent_mode.h"

#include "tests/core/cases.h"
#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

/// What `rule` says of a decision, as the page reads it.
bool isGranted(const Json& rule, const Decision& decision) {
  const auto grants = [&](const Json& id) {
    const auto& name = id.get_ref<const std::string&>();
    if (const Outcome* service = decision.service(name)) return service->granted;
    return decision.purpose(name)->granted;
  };
  if (rule.contains("all")) return std::all_of(rule["all"].begin(), rule["all"].end(), grants);
  return std::any_of(rule["any"].begin(), rule["any"].end(), grants);
}

/// The shop with two services for one type, and none of the class functional.
Config otherShop() {
  std::string text(kConfigText);
  const auto replace = [&](std::string_view from, std::string_view to) {
    text.replace(text.find(from), from.size(), to);
  };
  replace(R"("name": "Adcount", )",
          R"("name": "Adcount", "consentMode": ["analytics_storage", "ad_storage"], )");
  replace(R"({"id": "media", "class": "functional"})", R"({"id": "media", "class": "marketing"})");
  return config(text);
}

}  // namespace

TEST_CASE("consent mode: a named type follows its services, any other the purposes of its class") {
  CHECK(json::dump(consentModeRules(config())) ==
        R"({"ad_storage":{"all":["ads"]},"analytics_storage":{"all":["plaincount"]},)"
        R"("ad_user_data":{"all":["ads"]},"ad_personalization":{"all":["ads"]},)"
        R"("functionality_storage":{"any":["media"]},"personalization_storage":{"any":["history"]},)"
        R"("security_storage":{"all":[]}})");
  const Json other = consentModeRules(otherShop());
  CHECK(json::dump(other["analytics_storage"]) == R"({"all":["plaincount","adcount"]})");
  CHECK(json::dump(other["ad_user_data"]) == R"({"all":["ads","media"]})");
  // Nothing stands for it, so nothing grants it.
  CHECK(json::dump(other["functionality_storage"]) == R"({"any":[]})");
}

TEST_CASE("consent mode: the rules say what the decision says, whatever was chosen") {
  std::uint32_t seed = 5;
  const auto draw = [&](std::uint32_t below) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
  };
  const Config shops[] = {config(), otherShop()};
  constexpr const char* kPlaces[] = {"FR", "US-CA", "US-CO", "CH", "BR", ""};
  int differences = 0;
  for (int i = 0; i < caseCount(400); ++i) {
    const Config& shop = shops[draw(2)];
    const Environment environment = in(kPlaces[draw(6)], draw(3) == 0);
    std::vector<Wish> wishes;
    for (const Purpose& each : shop.purposes)
      if (!each.required && draw(2)) wishes.push_back(purpose(each.id, draw(2)));
    for (const Service& each : shop.services)
      if (!draw(3)) wishes.push_back(service(each.id, draw(2)));
    std::optional<State> state;
    if (!wishes.empty()) state = chosen(shop, std::nullopt, environment, wishes, by(Control::Save)).state;
    const Decision decision = evaluate(shop, state, environment);
    const Json values = toJson(shop, decision)["actions"]["consentMode"];
    const Json rules = consentModeRules(shop);
    REQUIRE(values.size() == rules.size());
    for (const auto& [type, rule] : rules.items())
      differences += isGranted(rule, decision) != (values.at(type) == "granted");
  }
  CHECK(differences == 0);
}

namespace {

ConsentModeReading readMode(const std::string& mode) {
  const Config shop =
      config(configTextWith(R"("signals": [)", R"("consentMode": )" + mode + R"(, "signals": [)"));
  return readConsentMode(shop);
}

}  // namespace

TEST_CASE("consent mode: without a mode it is basic, and every fault has its place") {
  CHECK_FALSE(readConsentMode(config()).mode);
  const ConsentModeReading basic = readMode(R"({"adsDataRedaction": true})");
  REQUIRE(basic.mode);
  CHECK(basic.errors.empty());
  CHECK(basic.mode->waitForUpdate == 500);
  CHECK(basic.mode->adsDataRedaction);
  CHECK(advancedServices(config(), *basic.mode).empty());
  const ConsentModeReading advanced = readMode(R"({"mode": "advanced"})");
  CHECK(advancedServices(config(), *advanced.mode) == std::vector<std::string_view>{"plaincount"});
  std::vector<std::string> faults;
  const ConsentModeReading faulty = readMode(R"({"mode": "loose", "waitForUpdate": -1, "wait": 1})");
  CHECK_FALSE(faulty.mode);  // a fault is no advanced mode
  for (const Error& error : faulty.errors) faults.push_back(std::string(toText(error.code)) + " " + error.at);
  CHECK(faults == std::vector<std::string>{"out-of-range /consentMode/waitForUpdate",
                                           "bad-value /consentMode/mode", "unknown-key /consentMode/wait"});
  CHECK(readMode("7").errors.at(0).at == "/consentMode");
}
