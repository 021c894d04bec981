#include "core/consent/config.h"

#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

std::vector<Error> faultsOf(std::string_view from, std::string_view to) {
  auto errors = readConfigText(configTextWith(from, to)).errors;
  for (Error& error : errors) error.message.clear();
  return errors;
}

}  // namespace

TEST_CASE("config: a signal of an unknown purpose is refused at that purpose") {
  CHECK(faultsOf(R"("id": "bought", "purpose": "history")", R"("id": "bought", "purpose": "nowhere")") ==
        std::vector<Error>{{ErrorCode::UnknownPurpose, "", "/signals/1/purpose"}});
  CHECK(faultsOf(R"("id": "bought", "purpose": "history")", R"("id": "bought", "purpose": "")") ==
        std::vector<Error>{{ErrorCode::UnknownPurpose, "", "/signals/1/purpose"}});
}

TEST_CASE("config: a service of an unknown purpose is refused at that element") {
  CHECK(faultsOf(R"(["analytics", "ads"])", R"(["analytics", "adz"])") ==
        std::vector<Error>{{ErrorCode::UnknownPurpose, "", "/services/2/purposes/1"}});
}

TEST_CASE("config: a purpose has exactly one of required, class and feeds") {
  CHECK(faultsOf(R"("class": "marketing")", R"("class": "marketing", "feeds": "model")").front().at ==
        "/purposes/3");
  CHECK(faultsOf(R"(, "class": "marketing")", "").front().at == "/purposes/3");
  CHECK(faultsOf(R"("required": true)", R"("required": true, "class": "marketing")").front().at ==
        "/purposes/0");
}

TEST_CASE("config: unknown keys, two of one id and ids in capitals are refused where they stand") {
  CHECK(faultsOf(R"("id": "media")", R"("id": "media", "colour": 1)") ==
        std::vector<Error>{{ErrorCode::UnknownKey, "", "/purposes/4/colour"}});
  CHECK(faultsOf(R"("id": "basket")", R"("id": "films")") ==
        std::vector<Error>{{ErrorCode::DuplicateId, "", "/services/3/id"}});
  CHECK(faultsOf(R"("id": "basket")", R"("id": "Basket")") ==
        std::vector<Error>{{ErrorCode::BadId, "", "/services/0/id"}});
}

TEST_CASE("config: a service has no purpose's id, as a tag is held by the id of either") {
  CHECK(faultsOf(R"("id": "basket")", R"("id": "ads")") ==
        std::vector<Error>{{ErrorCode::DuplicateId, "", "/services/0/id"}});
}

TEST_CASE("config: what advertises or measures cannot hide under what is required") {
  const std::string basket = R"("name": "Basket", "purposes": ["necessary"])";
  const auto refused = [&](const std::string& purposes, const std::string& more = "") {
    return faultsOf(basket, R"("name": "Basket", "purposes": [)" + purposes + "]" + more);
  };
  const std::vector<Error> fault{{ErrorCode::NotNecessary, "", "/services/0/purposes"}};
  CHECK(refused(R"("necessary", "ads")") == fault);
  CHECK(refused(R"("analytics", "necessary")") == fault);
  for (std::string type : {"ad_storage", "ad_user_data", "ad_personalization", "analytics_storage"})
    CHECK(refused(R"("necessary")", R"(, "consentMode": [")" + type + "\"]") == fault);
  CHECK(refused(R"("necessary", "media")", R"(, "consentMode": ["functionality_storage"])").empty());
  CHECK(refused(R"("ads")", R"(, "consentMode": ["ad_storage"])").empty());
}

TEST_CASE("config: every fault is found in one pass") {
  std::string text = configTextWith(R"("retention": "P90D")", R"("retention": "soon")");
  text.replace(text.find(R"("fallback": "strictest")"), 23, R"("fallback": "nowhere"  )");
  text.replace(text.find(R"("consentMode": ["analytics_storage"])"), 36, R"("consentMode": ["analytics"])");
  std::vector<std::string> places;
  for (const Error& error : readConfigText(text).errors) places.push_back(error.at);
  CHECK(places == std::vector<std::string>{"/jurisdiction/fallback", "/purposes/1/retention",
                                           "/services/1/consentMode/0"});
}

TEST_CASE("config: the normalized form reads back as the same config, and stays itself") {
  const Config first = config();
  const std::string text = json::dump(toJson(first));
  const Config second = config(text);
  CHECK(second == first);
  CHECK(json::dump(toJson(second)) == text);
  const Config empty = config(configTextWith(R"("signals": [)", R"("text": {}, "signals": [)"));
  CHECK(config(json::dump(toJson(empty))) == empty);
}

TEST_CASE("config: what a build adds changes nothing") {
  Json built = toJson(config());
  built["built"] = {{"meaning", "sha256:0"}, {"plan", Json::object()}};
  CHECK(config(json::dump(built)) == config());
}

TEST_CASE("config: records are sent over TLS, or stay on the machine or the page's own origin") {
  const auto reads = [](const std::string& url) {
    return readConfigText(
               configTextWith(R"("signals": [)", R"("sink": {"url": ")" + url + R"("}, "signals": [)"))
        .config;
  };
  for (const char* url : {"https://consent.shop.example/records", "/records", "http://localhost:8788/records",
                          "http://127.0.0.1/records"}) {
    REQUIRE_MESSAGE(reads(url), url);
    CHECK(reads(url)->sink->url == url);
    CHECK(config(json::dump(toJson(*reads(url)))) == *reads(url));
  }
  for (const char* url : {"http://shop.example/records", "//elsewhere.example", "records", "", "https://",
                          "https:///x", "http://localhost.elsewhere.example/", "https://user@shop.example/",
                          "https://a b", "javascript:alert(1)", "https://shop.example/#x"})
    CHECK_FALSE_MESSAGE(reads(url), url);
  CHECK(faultsOf(R"("signals": [)", R"("sink": {"url": "/x", "key": 1}, "signals": [)") ==
        std::vector<Error>{{ErrorCode::UnknownKey, "", "/sink/key"}});
}

TEST_CASE("config: a cookie's domain is one, and changes nothing of the meaning") {
  const auto with = [](const std::string& domain) {
    return readConfigText(configTextWith(R"("notice": "/privacy")",
                                         R"("notice": "/", "cookieDomain": ")" + domain + R"(")"))
        .config;
  };
  REQUIRE(with("shop.example"));
  CHECK(with("shop.example")->site.cookieDomain == "shop.example");
  CHECK(config(json::dump(toJson(*with("shop.example")))) == *with("shop.example"));
  CHECK(meaningHash(*with("shop.example")) == meaningHash(config()));
  for (const char* domain :
       {"", "example", ".shop.example", "shop.example.", "shop..example", "-shop.example", "shop-.example",
        "Shop.example", "shop.example; Path=/x", "shop.example:80"})
    CHECK_FALSE_MESSAGE(with(domain), domain);
}

TEST_CASE("config: a signal's own retention goes before its purpose's") {
  const Config shop = config();
  CHECK(shop.retentionOf(*shop.signal("viewed")) == parseDuration("P90D").value());
  CHECK(shop.retentionOf(*shop.signal("bought")) == parseDuration("P12M").value());
}

TEST_CASE("config: every prefix of the text is refused, never half read") {
  for (std::size_t length = 0; length < kConfigText.size(); length += 7) {
    const ConfigReading reading = readConfigText(kConfigText.substr(0, length));
    CHECK_FALSE(reading.config);
    CHECK_FALSE(reading.errors.empty());
  }
}
