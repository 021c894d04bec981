#include "core/tcf/tc_json.h"

#include "core/tcf/vendor_list.h"
#include "tests/core/tcf/iab.h"

using namespace sayso;
using namespace sayso::tcf;

namespace {

Json model() { return readIab("tcf_roundtrip.json").at("cases").at(0).at("model"); }

void checkRefusal(const Json& json, ErrorCode code, std::string_view at) {
  const auto tc = tcStringFromJson(json);
  REQUIRE_MESSAGE(!tc, at);
  CHECK(toText(tc.error().code) == toText(code));
  CHECK(tc.error().at == at);
}
void checkRefusal(const char* key, const Json& value, ErrorCode code, std::string_view at) {
  Json json = model();
  json[key] = value;
  checkRefusal(json, code, at);
}

}  // namespace

TEST_CASE("tc json: an answer holds the flags beside the value") {
  const std::string text = "CQqBGQAQqBGQAEsACBENB4EoAPLAAELAAAYgAeOBgABAAABAQAcICAACACEgBAAKAA4A";
  const Json answer = json::parse(jsonOf(readTcString(text))).value();
  CHECK(answer["ok"] == true);
  CHECK(answer["flags"] == Json({"no-disclosed-vendors"}));
  CHECK(answer["value"]["vendorConsents"] == "1-3,10-11,28,52,60");
  CHECK(answer["value"]["disclosedVendors"].is_null());
  CHECK(
      jsonOf(readTcString("C")) ==
      R"({"ok":false,"error":{"code":"truncated","message":"the segment ends before its last field","at":"segment 0 bit 6"}})");
}

TEST_CASE("tc json: a missing, unknown or unfit member is refused where it stands") {
  Json lacking = model();
  lacking.erase("cmpId");
  checkRefusal(lacking, ErrorCode::MissingKey, "");
  checkRefusal("vendorConsent", "1", ErrorCode::UnknownKey, "/vendorConsent");
  checkRefusal("cmpId", 4096, ErrorCode::OutOfRange, "/cmpId");
  checkRefusal("createdDs", -1, ErrorCode::OutOfRange, "/createdDs");
  checkRefusal("consentLanguage", "en", ErrorCode::BadValue, "/consentLanguage");
  checkRefusal("vendorConsents", "2,1", ErrorCode::BadValue, "/vendorConsents");
  checkRefusal("vendorConsents", Json::array({1, 2}), ErrorCode::WrongType, "/vendorConsents");
  checkRefusal("disclosedVendors", "0", ErrorCode::BadValue, "/disclosedVendors");
  checkRefusal("purposeConsents", Json::array({1, 25}), ErrorCode::OutOfRange, "/purposeConsents/1");
  checkRefusal("publisherRestrictions",
               Json::array({json::object({{"purposeId", 1}, {"type", 3}, {"vendors", "1"}})}),
               ErrorCode::OutOfRange, "/publisherRestrictions/0/type");
  Json publisher = model().at("publisher");
  publisher["customConsents"] = Json::array({1});
  checkRefusal("publisher", publisher, ErrorCode::OutOfRange, "/publisher/customConsents/0");
}

TEST_CASE("tc json: version and segments may be absent") {
  Json json = model();
  for (const char* key : {"version", "disclosedVendors", "allowedVendors", "publisher"}) json.erase(key);
  const auto tc = tcStringFromJson(json);
  REQUIRE(tc);
  CHECK(tc.value().version == 2);
  CHECK(!tc.value().disclosedVendors);
  CHECK(!tc.value().publisher);
}

TEST_CASE("tc json: a vendor list gives the versions that the model leaves out") {
  Json json = model();
  VendorList list;
  list.version = 7;
  list.policyVersion = 5;
  CHECK(tcStringFromJson(json, &list).value().vendorListVersion == 2494);
  json.erase("vendorListVersion");
  json.erase("policyVersion");
  CHECK(!tcStringFromJson(json));
  CHECK(tcStringFromJson(json, &list).value().vendorListVersion == 7);
  CHECK(tcStringFromJson(json, &list).value().policyVersion == 5);
}
