#include "core/iab/iab.h"

#include "core/base/number.h"
#include "core/iab/gpp_data.h"
#include "core/iab/tc_choice.h"
#include "core/iab/tc_of.h"
#include "core/tcf/tc_json.h"

namespace sayso::iab {
namespace {

constexpr int kNoSection = -1, kNotYet = 0;  // of `applicableSections`

/// "7:usnat".
void appendApi(Json& apis, std::uint16_t id) {
  json::append(apis, formatInteger(id) + ":" + std::string(gpp::sectionName(id)));
}

Json supportedApis(const Options& options) {
  const gpp::UsOptions& us = options.gpp->us;
  Json apis = Json::array();
  if (options.tcf) appendApi(apis, gpp::kTcfEuV2);
  if (us.addUsPrivacy) appendApi(apis, gpp::kUspV1);
  std::uint16_t last = 0;
  for (const gpp::Layout& layout : gpp::layouts()) {
    const bool isSpoken = layout.id == gpp::kUsNat || (us.mspa == gpp::Mspa::NotCovered &&
                                                       (!layout.isExperimental() || us.allowExperimental));
    if (isSpoken && layout.id != last) appendApi(apis, layout.id);
    last = layout.id;
  }
  return apis;
}

Json loadedTcf(const TcfOptions& tcf) {
  Json loaded = json::object({{"cmpId", tcf.cmpId},
                              {"cmpVersion", tcf.cmpVersion},
                              {"tcfPolicyVersion", tcf.list->policyVersion},
                              {"gvlVersion", tcf.list->version}});
  if (!tcf.vendorList.empty()) json::set(loaded, "vendorList", tcf.vendorList);
  return loaded;
}

}  // namespace

Result<Json> Speaker::load(const consent::Engine& engine, std::string_view settings) {
  options_ = {};
  if (!engine.config()) return Error{ErrorCode::NotLoaded, "no config is loaded", ""};
  const auto json = json::parse(settings);
  if (!json) return json.error();
  std::vector<Error> errors;
  Options options = readOptions(json.value(), *engine.config(), errors, "");
  if (!errors.empty()) return errors.front();
  if (options.tcf && !options.tcf->list)
    return Error{ErrorCode::MissingKey, "expected the vendor list", "/tcf/list"};
  options_ = std::move(options);
  Json loaded = Json::object();
  if (options_.tcf) json::set(loaded, "tcf", loadedTcf(*options_.tcf));
  if (options_.gpp)
    json::set(loaded, "gpp",
              json::object({{"cmpId", options_.gpp->cmpId}, {"supportedAPIs", supportedApis(options_)}}));
  return loaded;
}

Result<Json> Speaker::say(const consent::Engine& engine, std::string_view state, std::string_view environment,
                          std::string_view kept) const {
  const auto situation = engine.situation(state, environment);
  if (!situation) return situation.error();
  const auto& [now, chosen, decision] = situation.value();
  const std::optional<bool> gdpr = gdprApplies(*engine.config(), decision, now);
  Json said = json::object({{"isAsked", decision.prompt == consent::Prompt::Ask}});

  std::string tcString;
  if (options_.tcf) {
    Json tcf = Json::object();
    if (gdpr) json::set(tcf, "gdprApplies", *gdpr);
    if (gdpr && *gdpr) {
      const tcf::TcString tc = tcOf(*options_.tcf, chosen, now, decision, tcf::readKeptChoice(kept));
      auto written = tcf::writeTcString(tc);
      if (!written) return written.error();
      tcString = std::move(written).value();
      json::set(tcf, "tc", json::object({{"tcString", tcString}, {"model", toJson(tc)}}));
    }
    json::set(said, "tcf", std::move(tcf));
  }
  if (options_.gpp) {
    gpp::GppString gpp = gpp::gppOf(*engine.config(), decision, now, options_.gpp->us);
    int applicable = !gdpr ? kNotYet : gpp.sections.empty() ? kNoSection : idOf(gpp.sections.back());
    if (!tcString.empty()) {
      gpp.sections.insert(gpp.sections.begin(), gpp::CarriedSection{gpp::kTcfEuV2, tcString});
      applicable = gpp::kTcfEuV2;
    }
    auto written = gpp::writeGppString(gpp, {options_.gpp->us.allowExperimental});
    if (!written) return written.error();
    Json sections = Json::array();
    json::append(sections, applicable);
    Json data = gppData(gpp);
    json::set(data, "gppString", written.value());
    json::set(data, "applicableSections", std::move(sections));
    json::set(said, "gpp", std::move(data));
  }
  return said;
}

Result<Json> Speaker::choose(const consent::Engine& engine, std::string_view state,
                             std::string_view environment, std::string_view choices, std::string_view how,
                             std::string_view kept, std::string_view wish) const {
  const auto situation = engine.situation(state, environment);
  if (!situation) return situation.error();
  const auto& [now, old, before] = situation.value();
  const bool isAll = wish == "all", isWished = !wish.empty() && !isAll;
  auto chosen = engine.choice(state, now, choices, how, isWished);
  if (!chosen) return chosen.error();
  const consent::Decision& after = chosen.value().decision;

  std::string tcString;
  if (options_.tcf && options_.tcf->offersChoices() &&
      gdprApplies(*engine.config(), after, now).value_or(true)) {
    const TcfOptions& tcf = *options_.tcf;
    const auto last = tcf::readKeptChoice(kept);
    const tcf::TcString given = givenBy(tcf, after);
    // Whoever chooses about everything leaves nothing of what was refused before.
    tcf::KeptChoice next{
        carryOver(isAll ? tcf::TcString() : givenBy(tcf, before), given, last ? *last : tcf::KeptChoice()),
        dayOf(now.now), tcf.list->version, *given.disclosedVendors};
    if (isWished) {
      auto wished = tcf::parseTcChoice(wish);
      if (!wished) return Error{ErrorCode::BadValue, "expected five sets of ids", "/how/tcf"};
      static_cast<tcf::TcChoice&>(next) = *std::move(wished);
    }
    const tcf::TcString tc = tcOf(tcf, chosen.value().state, now, after, next);
    auto written = tcf::writeTcString(tc);
    if (!written) return written.error();
    tcString = std::move(written).value();
    json::set(chosen.value().record, "tcf", recordOf(tcOf(tcf, old, now, before, last), tc, isWished));
  }
  Json json = toJson(*engine.config(), now, chosen.value());
  json::set(json, "tcString", tcString);
  return json;
}

}  // namespace sayso::iab
