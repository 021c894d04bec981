#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/recommend/exposure.h"
#include "core/recommend/reading.h"
#include "core/recommend/request.h"
#include "core/recommend/shop.h"
#include "core/recommend/slate.h"
#include "core/recommend/usual.h"

namespace sayso::recommend {

/// One request at work: the data that pass the gate, and a score for every item. Both arguments outlive it.
class Ranking {
 public:
  Ranking(const Shop& shop, const Request& request);
  /// The same request with other data: fewer than its own, for a counterfactual, where what lists show may be
  /// kept no more.
  Ranking(const Shop& shop, const Request& request, ConsentedSignals consented, bool keepsShown = true);
  Ranking(const Ranking&) = delete;  // readings point into it

  Slate slate() const;
  /// The list that the brand's own server ranked, if all its reasons hold.
  Result<Slate> served() const;
  /// Why the item of the catalog has its score, wherever it stands.
  explain::Rationale rationale(std::uint32_t item) const;

  const ConsentedSignals& consented() const { return consented_; }
  /// Not in the running by its score: left out, pinned, or out of a slow model's candidates.
  bool isLeftOut(std::uint32_t item) const { return isExcluded_[item] != 0; }
  /// The list is in another order than that of scores.
  bool isArranged() const { return variety_ != consent::Variety::Alike || serendipity_ || keepsShown_; }
  /// The place of an item that is not left out, were the list long enough and in the order of scores.
  int place(std::uint32_t item) const;
  /// The place of the list's item `index`, counted from 0 after what is pinned.
  int placeBelowPins(std::size_t index) const { return static_cast<int>(pins_.size() + index + 1); }
  std::uint32_t find(std::string_view id) const { return shop_.catalog->find(id); }

 private:
  /// An item that a rule puts first.
  struct Pin {
    std::uint32_t item = 0;
    bool sponsored = false;
  };

  void score();
  void judgeCandidates();
  void leaveOut();
  void applyFilters(const BrandRules& rules);
  void keepOnly(const char* rule, FunctionRef<bool(const Item&)> isKept);
  void applyPins(const BrandRules& rules);

  std::vector<std::uint32_t> shortlist(std::size_t limit) const;
  std::vector<explain::Rationale> best(std::size_t limit) const;
  std::vector<explain::Rationale> arranged(std::size_t limit) const;
  int rankByScore(std::uint32_t item) const;
  bool isAbove(std::uint32_t other, std::uint32_t item) const;
  bool isPinned(std::uint32_t item) const;

  void complete(Slate& slate) const;
  void disclose(explain::Rationale& rationale, const Slate& slate) const;
  std::vector<Used> used() const;
  std::vector<explain::NotUsed> notUsed() const;
  bool isRead(std::string_view signal) const;

  const Shop& shop_;
  const Request& request_;
  ConsentedSignals consented_;
  Visit visit_;
  const char* valueFunction_;
  std::vector<Reading> readings_;
  std::vector<double> scores_;  // good for a selection only
  std::vector<char> isRough_;   // the score may differ from the rationale's total in its last bits
  std::vector<char> isExcluded_;
  consent::Variety variety_ = consent::Variety::Alike;
  bool serendipity_ = false;
  bool exploration_ = false;
  bool keepsShown_ = false;         // the visitor lets be kept what lists show
  std::size_t candidates_ = 0;      // items that were not left out
  std::size_t judged_ = 0;          // of them those that a part of candidates judged; 0: there is none
  std::vector<std::string> rules_;  // that hold for the whole list
  std::vector<Pin> pins_;           // marked in `isExcluded_`, too
};

}  // namespace sayso::recommend
