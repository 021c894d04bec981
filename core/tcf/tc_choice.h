#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/tcf/id_set.h"

namespace sayso::tcf {

/// What somebody chooses of the framework itself.
struct TcChoice {
  SmallSet specialFeatureOptins;                         // 1 to 12
  SmallSet purposeConsents, purposeLegitimateInterests;  // 1 to 24
  IdSet vendorConsents, vendorLegitimateInterests;
  bool operator==(const TcChoice&) const = default;
};

/// A choice as a page says it: "1-4;2;1;1-755;28", the purposes by consent and by legitimate interest,
/// special features, vendors by consent and by legitimate interest. nullopt for what is not of this form.
std::optional<TcChoice> parseTcChoice(std::string_view text);

/// A choice as it was kept: when, of which list, and which vendors were shown.
struct KeptChoice : TcChoice {
  std::uint64_t createdDs = 0;  // tenths of a second since 1970
  std::uint16_t vendorListVersion = 0;
  IdSet disclosedVendors;
};

/// The choice that a string of `writeTcString` holds; nullopt for what is not whole. For pages, which read
/// back what they wrote: whoever judges the strings of others uses `readTcString`.
std::optional<KeptChoice> readKeptChoice(std::string_view text);

}  // namespace sayso::tcf
