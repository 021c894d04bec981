#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/audit/group_rates.h"
#include "core/audit/matrix.h"

/// How well the other features tell the attribute: what leaving the attribute out of a model is worth.
namespace sayso::audit {

struct Proxy {
  std::string group;       // against all others
  std::optional<Auc> auc;  // nullopt: `why`
  std::string why;
  std::vector<std::string> strongest;  // the columns that tell most, at most five
};

struct ProxyTest {
  std::size_t learnt = 0, tested = 0;  // rows
  std::vector<Proxy> groups;
};

/// Learns a plain logistic model of each group against the rest on one half of the rows, drawn by `seed`, and
/// measures it on the other. `rows` are the features without those of the attribute.
ProxyTest testProxies(const Matrix& rows, const Grouping& grouping, double quantile, std::uint64_t seed);

}  // namespace sayso::audit
