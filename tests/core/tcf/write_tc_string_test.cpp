#include <doctest/doctest.h>

#include "core/tcf/tc_string.h"

using namespace sayso;
using namespace sayso::tcf;

namespace {

TcString usual() {
  TcString tc;
  tc.createdDs = tc.lastUpdatedDs = 17884800000;
  tc.cmpId = 300;
  tc.vendorListVersion = 120;
  tc.policyVersion = 5;
  tc.disclosedVendors.emplace();
  return tc;
}
IdSet ids(std::string_view text) { return parseIdSet(text).value(); }

void checkRefusal(const TcString& tc, ErrorCode code, std::string_view at) {
  const auto written = writeTcString(tc);
  REQUIRE_MESSAGE(!written, at);
  CHECK(toText(written.error().code) == toText(code));
  CHECK(written.error().at == at);
}

/// Whether the disclosed vendors were written as ranges: the bit after type and highest id.
bool asRanges(const IdSet& vendors) {
  TcString tc = usual();
  tc.disclosedVendors = vendors;
  const std::string text = writeTcString(tc).value();
  BitReader bits(std::string_view(text).substr(text.find('.') + 1));
  bits.take(3 + 16);
  return bits.flag();
}

}  // namespace

TEST_CASE("writing: core and disclosed vendors always, the publisher's segment if there is one") {
  TcString tc = usual();
  CHECK(writeTcString(tc).value().ends_with(".IAAA"));
  tc.publisher.emplace();
  CHECK(writeTcString(tc).value().ends_with(".IAAA.YAAAAAAAAAAA"));
}

TEST_CASE("writing: vendors take the shorter form, the bit field where they tie") {
  CHECK(!asRanges(ids("")));
  CHECK(!asRanges(ids("29")));  // 29 bits either way: 12 + 17
  CHECK(asRanges(ids("30")));
  CHECK(!asRanges(ids("2-45")));  // 12 + 33
  CHECK(asRanges(ids("2-46")));
  CHECK(asRanges(ids("1-65535")));
  IdSet odd;  // 32768 entries, more than ranges count
  for (unsigned id = 1; id <= kMaxId; id += 2) odd.add(id);
  CHECK(!asRanges(odd));
}

TEST_CASE("writing: the largest sets are read again") {
  TcString tc = usual();
  for (unsigned id = 1; id <= kMaxId; id += 2) tc.vendorConsents.add(id);
  tc.vendorLegitimateInterests = ids("1-65535");
  tc.disclosedVendors = ids("65535");
  tc.publisherRestrictions = {{63, RestrictionType::RequireConsent, ids("1-65535")}};
  PublisherTc& publisher = tc.publisher.emplace();
  publisher.numCustomPurposes = 63;
  publisher.customConsents.add(63);
  publisher.consents.add(24);
  CHECK(readTcString(writeTcString(tc).value()).value().value == tc);
}

TEST_CASE("writing: what no string may say is refused where it stands") {
  const auto with = [](auto change) {
    TcString tc = usual();
    change(tc);
    return tc;
  };
  checkRefusal(with([](TcString& tc) { tc.version = 1; }), ErrorCode::UnknownVersion, "/version");
  for (const bool isOne : {false, true})
    checkRefusal(with([&](TcString& tc) { tc.cmpId = isOne ? 1 : 0; }), ErrorCode::BadValue, "/cmpId");
  checkRefusal(with([](TcString& tc) { tc.cmpId = 4096; }), ErrorCode::OutOfRange, "/cmpId");
  for (const char* language : {"", "E", "en", "ENG", "E1"})
    checkRefusal(with([&](TcString& tc) { tc.consentLanguage = language; }), ErrorCode::BadValue,
                 "/consentLanguage");
  checkRefusal(with([](TcString& tc) { tc.publisherCC = "D["; }), ErrorCode::BadValue, "/publisherCC");
  checkRefusal(with([](TcString& tc) { tc.isServiceSpecific = false; }), ErrorCode::BadValue,
               "/isServiceSpecific");
  for (const unsigned purpose : {1U, 3U, 4U, 5U, 6U})
    checkRefusal(with([&](TcString& tc) { tc.purposeLegitimateInterests.add(purpose); }), ErrorCode::BadValue,
                 "/purposeLegitimateInterests");
  checkRefusal(with([](TcString& tc) { tc.disclosedVendors.reset(); }), ErrorCode::MissingKey,
               "/disclosedVendors");
  checkRefusal(with([](TcString& tc) { tc.allowedVendors.emplace(); }), ErrorCode::BadValue,
               "/allowedVendors");
  checkRefusal(with([](TcString& tc) { tc.createdDs = std::uint64_t{1} << 36; }), ErrorCode::OutOfRange,
               "/createdDs");
  checkRefusal(with([](TcString& tc) { tc.specialFeatureOptins.add(13); }), ErrorCode::OutOfRange,
               "/specialFeatureOptins");
  checkRefusal(with([](TcString& tc) { tc.purposeConsents.add(25); }), ErrorCode::OutOfRange,
               "/purposeConsents");
  checkRefusal(with([](TcString& tc) { tc.publisher.emplace().customConsents.add(1); }),
               ErrorCode::OutOfRange, "/publisher/customConsents");
  checkRefusal(with([](TcString& tc) {
                 tc.publisherRestrictions = {{0, RestrictionType::NotAllowed, {}}};
               }),
               ErrorCode::OutOfRange, "/publisherRestrictions/0/purposeId");
  checkRefusal(with([](TcString& tc) {
                 Restriction odd{2, RestrictionType::NotAllowed, {}};
                 for (unsigned id = 1; id <= 2 * 4096; id += 2) odd.vendors.add(id);
                 tc.publisherRestrictions = {odd};
               }),
               ErrorCode::TooLarge, "/publisherRestrictions/0/vendors");
}

TEST_CASE("writing: a string longer than what is read is refused") {
  TcString tc = usual();
  for (std::uint8_t purpose = 1; purpose <= 12; ++purpose) {
    Restriction odd{purpose, RestrictionType::NotAllowed, {}};
    for (unsigned id = 1; id <= 2 * 4095; id += 2) odd.vendors.add(id);
    tc.publisherRestrictions.push_back(std::move(odd));
  }
  CHECK(writeTcString(tc).error().code == ErrorCode::TooLarge);
  tc.publisherRestrictions.resize(4);
  CHECK(writeTcString(tc));
}
