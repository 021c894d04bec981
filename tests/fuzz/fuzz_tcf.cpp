#include "core/tcf/tc_choice.h"
#include "core/tcf/tc_json.h"
#include "core/tcf/vendor_list.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

namespace {

/// A page reads back of its own strings what it wrote.
void checkKept(const tcf::TcString& tc, std::string_view written) {
  const auto kept = tcf::readKeptChoice(written);
  expect(kept && kept->purposeConsents == tc.purposeConsents && kept->vendorConsents == tc.vendorConsents &&
             kept->purposeLegitimateInterests == tc.purposeLegitimateInterests &&
             kept->vendorLegitimateInterests == tc.vendorLegitimateInterests &&
             kept->specialFeatureOptins == tc.specialFeatureOptins && kept->createdDs == tc.createdDs &&
             kept->vendorListVersion == tc.vendorListVersion && kept->disclosedVendors == tc.disclosedVendors,
         "what is kept is what was chosen");
}

void checkReading(std::string_view text) {
  const auto reading = tcf::readTcString(text);
  if (!reading) {
    expect(!reading.error().message.empty() && !reading.error().at.empty(), "a refusal says why and where");
    return;
  }
  const tcf::TcString& value = reading.value().value;
  const auto model = tcf::tcStringFromJson(tcf::toJson(value));
  expect(model && model.value() == value, "a model says what the string says");
  const auto written = tcf::writeTcString(value);
  // A string of another maker may be longer than ours, and need not be padded: ours may exceed the limit.
  if (reading.value().flags.empty())
    expect(written || written.error().code == ErrorCode::TooLarge, "what is not doubtful can be written");
  if (!written) return;
  const auto again = tcf::readTcString(written.value());
  expect(again && again.value().value == value, "what is written is read again");
  checkKept(value, written.value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = asText(data, size);
  checkReading(text);
  (void)tcf::readKeptChoice(text);  // whatever it makes of other text, it ends
  if (const auto reading = tcf::readTcString(text)) plant(reading.value().value.consentLanguage[0] == 'Q');
  if (const auto choice = tcf::parseTcChoice(text))
    expect(choice->purposeConsents.max() <= 24 && choice->specialFeatureOptins.max() <= 12,
           "a choice is about what there is");
  if (const auto list = tcf::readVendorList(text)) {
    tcf::TcString tc;
    tc.vendorConsents.add(1, tcf::kMaxId);
    tc.publisherRestrictions = {{2, tcf::RestrictionType::NotAllowed, tc.vendorConsents}};
    const tcf::TcString fitted = tcf::fitToList(tc, list.value());
    expect(tcf::fitToList(fitted, list.value()) == fitted, "what fits a list fits it again");
  }
  return 0;
}
