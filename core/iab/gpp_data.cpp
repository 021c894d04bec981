#include "core/iab/gpp_data.h"

#include "core/gpp/gpp_json.h"

namespace sayso::iab {
Json gppData(const gpp::GppString& gpp) {
  Json all = Json::object();
  const Json read = gpp::toJson(gpp);
  for (const auto& [name, section] : read["sections"].items()) {
    if (!section.is_object()) continue;
    Json parts = Json::array();
    if (!section.contains("core")) {
      json::append(parts, section);
    } else {
      json::append(parts, section["core"]);
      if (section.contains("gpc") && !section["gpc"].is_null())
        json::append(parts, json::object({{"SubsectionType", 1}, {"Gpc", section["gpc"]}}));
      if (section.contains("sensitive") && !section["sensitive"].is_null())
        json::append(parts, json::object({{"SensitiveDataProcessing", section["sensitive"]}}));
    }
    json::set(all, name, std::move(parts));
  }
  return json::object({{"sectionList", read["sectionIds"]}, {"parsedSections", std::move(all)}});
}

}  // namespace sayso::iab
