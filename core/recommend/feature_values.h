#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/recommend/features.h"
#include "core/recommend/visit.h"

namespace sayso::recommend {

/// The value that one feature has for each item of the catalog.
class FeatureValue {
 public:
  static FeatureValue ofItems(const Feature& feature, const Catalog& catalog);
  /// Of a signal of this visit. Where no datum of it passed the gate the value is not known: denied and never
  /// given are the same.
  static FeatureValue ofVisit(const Feature& feature, const Visit& visit);

  bool isKnown() const { return isKnown_; }
  /// `popularity` is one number each item.
  double of(std::uint32_t item, const std::vector<double>& popularity) const;

 private:
  enum class By : unsigned char { Nothing, Category, AnyTag, EachTag, Price, PriceRange, Popularity };

  void count(const Feature& feature, const std::vector<Seen>& seen);
  void match(const Feature& feature, const Attribute& attribute);

  bool isKnown_ = false;
  By by_ = By::Nothing;
  double same_ = 0;            // for every item
  std::vector<double> table_;  // by the number of a category or tag
  Attribute::Range range_;
  const Catalog* catalog_ = nullptr;
};

/// The data of one signal that a part reads, to say in a reason what counted.
struct SignalData {
  std::string signal;
  std::vector<Seen> seen;
  const Attribute* attribute = nullptr;

  SignalData(const std::string& signal, const Visit& visit)
      : signal(signal), seen(visit.seen(signal)), attribute(visit.attribute(signal)) {}
  std::size_t count() const { return seen.size() + (attribute ? 1 : 0); }
  /// What all of them together add to `item`. The contribution names one: what is most like the item, of
  /// equals the newest.
  explain::Contribution contribution(const Visit& visit, std::uint32_t item, const std::string& part,
                                     double value) const;
};

/// How many data of `signal` are among them.
std::size_t countOf(const std::vector<SignalData>& data, std::string_view signal);

}  // namespace sayso::recommend
