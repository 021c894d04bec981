#include "core/iab/options.h"

#include "core/base/number.h"
#include "core/tcf/layout.h"

namespace sayso::iab {
namespace {

void readPurposeIds(json::Reader& reader, const consent::Config& config, std::vector<std::string>& ids) {
  if (!reader.expectArray()) return;
  reader.elements([&](json::Reader& element) {
    ids.push_back(element.asText());
    if (element.isText() && !config.purpose(ids.back()))
      element.fail(ErrorCode::UnknownPurpose, "no purpose has the id " + ids.back());
  });
  // All of none would always be given.
  if (ids.empty()) reader.fail(ErrorCode::BadValue, "expected a purpose");
}

/// `{"1": ["ads"]}`, the keys from 1 to `max`.
std::vector<Mapped> readMapped(json::Reader& reader, std::string_view key, unsigned max,
                               const consent::Config& config) {
  std::vector<Mapped> all;
  reader.inIf(key, [&](json::Reader& object) {
    object.members([&](std::string_view name, json::Reader& purposes) {
      unsigned id = 1;
      while (id <= max && name != formatInteger(id)) ++id;
      if (id > max) return purposes.fail(ErrorCode::BadValue, "expected an id, 1 to " + formatInteger(max));
      readPurposeIds(purposes, config, all.emplace_back(Mapped{static_cast<std::uint8_t>(id), {}}).purposes);
    });
  });
  return all;
}

std::vector<MappedVendor> readVendors(json::Reader& reader, const consent::Config& config) {
  std::vector<MappedVendor> all;
  reader.in("vendors", [&](json::Reader& object) {
    object.members([&](std::string_view service, json::Reader& id) {
      if (!config.service(service))
        id.fail(ErrorCode::UnknownService, "no service has the id " + std::string(service));
      all.push_back({std::string(service), static_cast<std::uint16_t>(id.asInteger(1, tcf::kMaxId))});
    });
    if (object.isObject() && all.empty()) object.fail(ErrorCode::BadValue, "expected a vendor");
  });
  return all;
}

tcf::IdSet readIdSet(json::Reader& reader) {
  auto set = tcf::parseIdSet(reader.asText());
  if (set) return std::move(set).value();
  if (reader.isText()) reader.fail(ErrorCode::BadValue, set.error().message);
  return {};
}

/// "all", or ids.
tcf::IdSet readDisclosed(json::Reader& reader) {
  if (!reader.isText() || reader.asText() != "all") return readIdSet(reader);
  tcf::IdSet all;
  all.add(1, tcf::kMaxId);
  return all;
}

std::vector<tcf::Restriction> readRestrictions(json::Reader& reader) {
  std::vector<tcf::Restriction> all;
  reader.eachIf("restrictions", [&](json::Reader& element) {
    tcf::Restriction each;
    each.purposeId = static_cast<std::uint8_t>(element.integer("purposeId", 1, tcf::kPurposes));
    each.type = static_cast<tcf::RestrictionType>(
        element.oneOf("type", {"not-allowed", "require-consent", "require-legitimate-interest"}));
    element.in("vendors", [&](json::Reader& vendors) { each.vendors = readIdSet(vendors); });
    element.finish();
    all.push_back(std::move(each));
  });
  return all;
}

std::string readCountry(json::Reader& reader) {
  std::string code = reader.textIf("publisherCountry", "AA");
  if (!tcf::isTwoLetters(code))
    reader.fail(ErrorCode::BadValue, "expected two letters A-Z", "publisherCountry");
  return code;
}

TcfOptions readTcf(json::Reader& reader, const consent::Config& config) {
  TcfOptions options;
  options.cmpId =
      static_cast<std::uint16_t>(reader.integer("cmpId", tcf::kFirstCmpId, tcf::largest(tcf::kCmpId)));
  options.cmpVersion =
      static_cast<std::uint16_t>(reader.integerIf("cmpVersion", 1, 0, tcf::largest(tcf::kCmpVersion)));
  options.publisherCC = readCountry(reader);
  options.useNonStandardTexts = reader.flagIf("useNonStandardTexts", true);
  options.purposeOneTreatment = reader.flagIf("purposeOneTreatment");
  options.purposes = readMapped(reader, "purposes", tcf::kPurposes, config);
  options.specialFeatures = readMapped(reader, "specialFeatures", tcf::kSpecialFeatures, config);
  options.vendors = readVendors(reader, config);
  options.restrictions = readRestrictions(reader);
  options.vendorList = reader.textIf("vendorList");
  reader.inIf("disclosedVendors", [&](json::Reader& vendors) {
    options.disclosedVendors = readDisclosed(vendors);
    if (!options.offersChoices())
      vendors.fail(ErrorCode::BadValue, "vendors that nobody can look at are not disclosed: set vendorList");
  });
  // Of the list's texts in other languages the page knows.
  reader.inIf("translations", [&](json::Reader& object) {
    object.members([](std::string_view, json::Reader& url) { (void)url.asText(); });
  });
  reader.inIf("list", [&](json::Reader& list) { options.list = tcf::readVendorList(list); });
  reader.finish();
  return options;
}

void readSensitiveKinds(json::Reader& reader, gpp::UsOptions& us) {
  reader.eachIf("sensitive", [&](json::Reader& element) {
    const std::string name = element.asText();
    for (std::size_t kind = 0; kind < gpp::kSensitiveKinds; ++kind)
      if (name == toText(static_cast<gpp::SensitiveKind>(kind))) {
        us.sensitiveKinds = static_cast<std::uint16_t>(us.sensitiveKinds | 1U << kind);
        return;
      }
    if (element.isText()) element.fail(ErrorCode::BadValue, "no kind of sensitive data is named " + name);
  });
}

GppOptions readGpp(json::Reader& reader) {
  GppOptions options;
  options.cmpId = static_cast<std::uint16_t>(reader.integerIf("cmpId", 1, 1, tcf::largest(tcf::kCmpId)));
  if (reader.has("mspa"))
    options.us.mspa =
        static_cast<gpp::Mspa>(reader.oneOf("mspa", {"not-covered", "opt-out-option", "service-provider"}));
  readSensitiveKinds(reader, options.us);
  options.us.addUsPrivacy = reader.flagIf("usPrivacy");
  options.us.allowExperimental = reader.flagIf("experimental");
  reader.finish();
  return options;
}

}  // namespace

Options readOptions(const Json& settings, const consent::Config& config, std::vector<Error>& errors,
                    const std::string& at) {
  json::Reader reader(settings, errors, at);
  Options options;
  if (!reader.expectObject()) return options;
  reader.inIf("tcf", [&](json::Reader& tcf) {
    if (tcf.expectObject()) options.tcf = readTcf(tcf, config);
  });
  reader.inIf("gpp", [&](json::Reader& gpp) {
    if (gpp.expectObject()) options.gpp = readGpp(gpp);
  });
  return options;
}

Options readOptions(const consent::Config& config, std::vector<Error>& errors) {
  if (!config.page.is_object()) return {};
  const auto found = config.page.find("integrations");
  if (found == config.page.end() || !found->is_object()) return {};
  return readOptions(*found, config, errors, "/page/integrations");
}

}  // namespace sayso::iab
