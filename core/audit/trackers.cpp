#include "core/audit/trackers.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace sayso::audit {
namespace {

// Only domains that serve nothing but advertising or measuring.
constexpr std::string_view kTrackers[] = {"2mdn.net",
                                          "adnxs.com",
                                          "ads-twitter.com",
                                          "adsrvr.org",
                                          "amazon-adsystem.com",
                                          "amplitude.com",
                                          "analytics.tiktok.com",
                                          "bat.bing.com",
                                          "clarity.ms",
                                          "connect.facebook.net",
                                          "criteo.com",
                                          "criteo.net",
                                          "doubleclick.net",
                                          "google-analytics.com",
                                          "googleadservices.com",
                                          "googlesyndication.com",
                                          "heapanalytics.com",
                                          "hotjar.com",
                                          "matomo.cloud",
                                          "mixpanel.com",
                                          "mouseflow.com",
                                          "omtrdc.net",
                                          "outbrain.com",
                                          "plausible.io",
                                          "px.ads.linkedin.com",
                                          "quantserve.com",
                                          "rubiconproject.com",
                                          "sc-static.net",
                                          "scorecardresearch.com",
                                          "snap.licdn.com",
                                          "taboola.com",
                                          "usefathom.com"};

}  // namespace

bool isTracker(std::string_view domain) {
  if (domain.starts_with("*.")) domain.remove_prefix(2);
  return std::any_of(std::begin(kTrackers), std::end(kTrackers), [&](std::string_view known) {
    return domain == known || (domain.ends_with(known) && domain[domain.size() - known.size() - 1] == '.');
  });
}

std::vector<Error> trackersUnderRequired(const consent::Config& config) {
  std::vector<Error> errors;
  for (std::size_t i = 0; i < config.services.size(); ++i) {
    const consent::Service& service = config.services[i];
    const bool isRequired = std::any_of(service.purposes.begin(), service.purposes.end(),
                                        [&](const std::string& id) { return config.purpose(id)->required; });
    for (std::size_t k = 0; isRequired && k < service.domains.size(); ++k)
      if (isTracker(service.domains[k]))
        errors.push_back({ErrorCode::NotNecessary,
                          service.domains[k] + " advertises or measures, which is never required",
                          "/services/" + std::to_string(i) + "/domains/" + std::to_string(k)});
  }
  return errors;
}

}  // namespace sayso::audit
