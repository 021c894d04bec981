#include "core/audit/list_metrics.h"

#include <algorithm>

#include "core/base/math.h"

namespace sayso::audit {
namespace {

double discounted(double grade, std::size_t place) {
  return (math::pow(2, grade) - 1) / math::log2(static_cast<double>(place) + 2);
}

/// The grade of an item; 0 if it is not relevant.
double gradeOf(std::uint32_t item, std::span<const Relevant> relevant) {
  for (const Relevant& each : relevant)
    if (each.item == item) return each.grade;
  return 0;
}

double sumOf(std::span<const std::size_t> exposures) {
  double sum = 0;
  for (const std::size_t each : exposures) sum += static_cast<double>(each);
  return sum;
}

}  // namespace

std::optional<double> ndcg(ItemList list, std::span<const Relevant> relevant, std::size_t k) {
  if (relevant.empty() || k == 0) return std::nullopt;
  std::vector<double> grades;
  for (const Relevant& each : relevant) grades.push_back(each.grade);
  std::sort(grades.begin(), grades.end(), [](double a, double b) { return a > b; });
  double ideal = 0, gain = 0;
  for (std::size_t place = 0; place < grades.size() && place < k; ++place)
    ideal += discounted(grades[place], place);
  for (std::size_t place = 0; place < list.size() && place < k; ++place)
    gain += discounted(gradeOf(list[place], relevant), place);
  return gain / ideal;
}

std::optional<double> recall(ItemList list, std::span<const Relevant> relevant) {
  if (relevant.empty()) return std::nullopt;
  double hits = 0;
  for (const std::uint32_t item : list) hits += gradeOf(item, relevant) > 0 ? 1 : 0;
  return hits / static_cast<double>(relevant.size());
}

std::optional<double> averagePrecision(ItemList list, std::span<const Relevant> relevant, std::size_t k) {
  if (relevant.empty() || k == 0) return std::nullopt;
  double hits = 0, sum = 0;
  for (std::size_t place = 0; place < list.size() && place < k; ++place) {
    if (gradeOf(list[place], relevant) <= 0) continue;
    hits += 1;
    sum += hits / static_cast<double>(place + 1);
  }
  return sum / static_cast<double>(std::min(k, relevant.size()));
}

std::optional<double> intraListDiversity(ItemList list, Similarity similarity) {
  if (list.size() < 2) return std::nullopt;
  double sum = 0;
  for (std::size_t a = 0; a < list.size(); ++a)
    for (std::size_t b = a + 1; b < list.size(); ++b) sum += 1 - similarity(list[a], list[b]);
  return sum / (static_cast<double>(list.size()) * static_cast<double>(list.size() - 1) / 2);
}

std::optional<double> novelty(ItemList list, std::span<const double> counts, double total) {
  double sum = 0, known = 0;
  for (const std::uint32_t item : list) {
    if (!(counts[item] > 0)) continue;
    sum -= math::log2(counts[item] / total);
    known += 1;
  }
  if (known == 0) return std::nullopt;
  return sum / known;
}

std::optional<double> serendipity(ItemList list, std::span<const Relevant> relevant, ItemList baseline) {
  if (list.empty()) return std::nullopt;
  double found = 0;
  for (const std::uint32_t item : list) {
    const bool expected = std::find(baseline.begin(), baseline.end(), item) != baseline.end();
    found += !expected && gradeOf(item, relevant) > 0 ? 1 : 0;
  }
  return found / static_cast<double>(list.size());
}

std::vector<std::size_t> exposures(std::span<const std::vector<std::uint32_t>> lists, std::size_t items) {
  std::vector<std::size_t> counts(items, 0);
  for (const std::vector<std::uint32_t>& list : lists)
    for (const std::uint32_t item : list) ++counts[item];
  return counts;
}

std::optional<double> coverage(std::span<const std::size_t> exposures) {
  if (exposures.empty()) return std::nullopt;
  const auto never = std::count(exposures.begin(), exposures.end(), std::size_t{0});
  return 1 - static_cast<double>(never) / static_cast<double>(exposures.size());
}

std::optional<double> gini(std::span<const std::size_t> exposures) {
  const double sum = sumOf(exposures);
  if (sum == 0) return std::nullopt;
  std::vector<std::size_t> ascending(exposures.begin(), exposures.end());
  std::sort(ascending.begin(), ascending.end());
  const auto n = static_cast<double>(ascending.size());
  double weighted = 0;
  for (std::size_t at = 0; at < ascending.size(); ++at)
    weighted += static_cast<double>(at + 1) * static_cast<double>(ascending[at]);
  return 2 * weighted / (n * sum) - (n + 1) / n;
}

std::optional<double> entropyBits(std::span<const std::size_t> exposures) {
  const double sum = sumOf(exposures);
  if (sum == 0) return std::nullopt;
  double bits = 0;
  for (const std::size_t each : exposures) {
    if (each == 0) continue;
    const double share = static_cast<double>(each) / sum;
    bits -= share * math::log2(share);
  }
  return bits;
}

}  // namespace sayso::audit
