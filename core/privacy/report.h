#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/privacy/estimate.h"
#include "core/privacy/mechanism.h"

namespace sayso::privacy {

/// One answer made uncertain, as it leaves the device: `say-so-report/1`. All of it; there is no id in it.
struct Report {
  std::string question;
  std::string period;
  Mechanism mechanism;
  Reported reported;
  bool operator==(const Report&) const = default;
};

/// `{"schema","question","period","epsilon","answers", "value": 3 | "bits": "0110…"}`: a value where
/// randomized response is the better of the two, a bit for each answer where unary encoding is.
Json toJson(const Report& report);

/// Reads a report strictly: what fits neither is refused with its place.
Result<Report> readReport(const Json& json);

/// Reports of one question in one period, counted.
class Tally {
 public:
  explicit Tally(const Report& first)
      : question_(first.question),
        period_(first.period),
        mechanism_(first.mechanism),
        counts_(first.mechanism.answers) {}

  /// Whether it counts such reports: the same question, period, epsilon and number of answers.
  bool takes(const Report& report) const {
    return report.question == question_ && report.period == period_ && report.mechanism == mechanism_;
  }
  void add(const Report& report);

  const std::string& question() const { return question_; }
  const std::string& period() const { return period_; }
  const Mechanism& mechanism() const { return mechanism_; }
  std::uint64_t reports() const { return reports_; }
  const std::vector<std::uint64_t>& counts() const { return counts_; }

 private:
  std::string question_, period_;
  Mechanism mechanism_;
  std::uint64_t reports_ = 0;
  std::vector<std::uint64_t> counts_;
};

/// What is known of those who answered, `say-so-statistics/1`. `names` are the answers' ids (may be empty).
/// With `views`, page views that the brand's own server counted in the period: at least so large a share of
/// visitors shares, as nobody has less than one view.
Json toJson(const Tally& tally, const std::vector<std::string>& names, std::uint64_t views = 0);

}  // namespace sayso::privacy
