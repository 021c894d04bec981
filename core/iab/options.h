#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/consent/config.h"
#include "core/gpp/applicable.h"
#include "core/tcf/tc_string.h"
#include "core/tcf/vendor_list.h"

/// What a decision says in the words of IAB's frameworks: TC strings in Europe, GPP strings in the US.
namespace sayso::iab {

/// A purpose or special feature of the TCF, and the purposes of the config that stand behind it: it has
/// consent if each of them has been given.
struct Mapped {
  std::uint8_t id = 0;
  std::vector<std::string> purposes;
  bool operator==(const Mapped&) const = default;
};

/// A service of the config that is a vendor of the Global Vendor List.
struct MappedVendor {
  std::string service;
  std::uint16_t id = 0;
  bool operator==(const MappedVendor&) const = default;
};

/// `page.integrations.tcf`.
struct TcfOptions {
  std::uint16_t cmpId = 0;  // the integrator's own, registered with IAB Europe: without one nothing is said
  std::uint16_t cmpVersion = 1;
  std::string publisherCC = "AA";
  bool useNonStandardTexts = true;  // our words are the site's, not the framework's
  bool purposeOneTreatment = false;
  std::vector<Mapped> purposes;         // 1 to 24
  std::vector<Mapped> specialFeatures;  // 1 to 12
  std::vector<MappedVendor> vendors;
  std::vector<tcf::Restriction> restrictions;
  std::string vendorList;       // where the site serves the list; empty: nowhere
  tcf::IdSet disclosedVendors;  // shown beside those of the services, as far as the list has them
  /// What of the Global Vendor List these vendors are; `say-so build --gvl` puts it there.
  std::optional<tcf::VendorList> list;

  /// Whether visitors can look into the list, and choose about its purposes and vendors one by one.
  bool offersChoices() const { return !vendorList.empty(); }
};

/// `page.integrations.gpp`.
struct GppOptions {
  std::uint16_t cmpId = 1;  // 1: registered with nobody, as the US sections allow
  gpp::UsOptions us;
};

struct Options {
  std::optional<TcfOptions> tcf;
  std::optional<GppOptions> gpp;
};

/// What stands under the keys `tcf` and `gpp` of `settings`; other keys are other integrations'. Notes every
/// fault with its place, `at` being that of `settings`.
Options readOptions(const Json& settings, const consent::Config& config, std::vector<Error>& errors,
                    const std::string& at);

/// The options of a site's config: what `say-so build` and `say-so validate` read.
Options readOptions(const consent::Config& config, std::vector<Error>& errors);

}  // namespace sayso::iab
