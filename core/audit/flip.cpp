#include "core/audit/flip.h"

#include <algorithm>
#include <cmath>

namespace sayso::audit {

Flip flip(const Matrix& rows, const Grouping& grouping, std::span<const Setting> settings, double threshold,
          Score score) {
  Flip found;
  found.rows = rows.rows();
  found.into.resize(settings.size());
  double sum = 0, count = 0;
  std::vector<double> other;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const double before = score(rows.row(row));
    bool isChanged = false;
    for (std::size_t group = 0; group < settings.size(); ++group) {
      if (group == grouping.of[row]) continue;
      other.assign(rows.row(row).begin(), rows.row(row).end());
      for (const auto& [column, number] : settings[group]) other[column] = number;
      const double after = score(other);
      Flip::Into& into = found.into[group];
      ++into.rows;
      into.gained += before < threshold && after >= threshold ? 1 : 0;
      into.lost += before >= threshold && after < threshold ? 1 : 0;
      isChanged |= (before >= threshold) != (after >= threshold);
      sum += std::fabs(after - before);
      count += 1;
      found.maxChange = std::max(found.maxChange, std::fabs(after - before));
    }
    found.changed += isChanged ? 1 : 0;
  }
  if (count > 0) found.meanChange = sum / count;
  return found;
}

}  // namespace sayso::audit
