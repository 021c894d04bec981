#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/consent/config.h"

namespace sayso::consent {

/// A Google Consent Mode type and the class of purpose it follows where no service names it.
struct ConsentModeType {
  std::string_view name;
  PurposeClass purposeClass;
};

/// All but `security_storage`, which needs no consent.
inline constexpr ConsentModeType kConsentModeTypes[] = {
    {"ad_storage", PurposeClass::Marketing},
    {"analytics_storage", PurposeClass::Analytics},
    {"ad_user_data", PurposeClass::Marketing},
    {"ad_personalization", PurposeClass::Marketing},
    {"functionality_storage", PurposeClass::Functional},
    {"personalization_storage", PurposeClass::Personalization}};

/// What decides on a type: the services that name it, all of them; else the purposes of its class, for
/// advertising all of them, for the rest any. Calls `visit(isService, index)` for each; gives whether all of
/// them have to be granted. Nothing visited: nothing grants the type.
template <class Visit>
bool eachBehind(const ConsentModeType& type, const Config& config, Visit visit) {
  bool isNamed = false;
  for (std::size_t i = 0; i < config.services.size(); ++i) {
    const auto& named = config.services[i].consentMode;
    if (std::find(named.begin(), named.end(), type.name) == named.end()) continue;
    isNamed = true;
    visit(true, i);
  }
  if (isNamed) return true;
  for (std::size_t i = 0; i < config.purposes.size(); ++i)
    if (const Purpose& purpose = config.purposes[i];
        !purpose.required && purpose.purposeClass == type.purposeClass)
      visit(false, i);
  return type.purposeClass == PurposeClass::Marketing;
}

/// The same as data, for the page: type -> `{"all": ids}` or `{"any": ids}`, of services or purposes.
Json consentModeRules(const Config& config);

/// A config's `consentMode`: that Google's tags are told, and how.
struct ConsentMode {
  std::int64_t waitForUpdate = 500;  // milliseconds
  bool adsDataRedaction = false;
  bool urlPassthrough = false;
  /// Basic: tags wait for a yes. Advanced: tags of services that name a type run from the start, told that it
  /// is denied.
  bool isAdvanced = false;
};

/// What the config says of it, nullopt if nothing, or every fault with its place.
struct ConsentModeReading {
  std::optional<ConsentMode> mode;
  std::vector<Error> errors;
};
ConsentModeReading readConsentMode(const Config& config);

/// The services whose tags run before any consent because of the mode: those that name a type, if it is
/// advanced.
std::vector<std::string_view> advancedServices(const Config& config, const ConsentMode& mode);

}  // namespace sayso::consent
