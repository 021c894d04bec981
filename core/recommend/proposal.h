#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/recommend/visit.h"

namespace sayso::recommend {

/// An answer that the visitor is asked to add: "You looked at five garden items: add Garden?".
struct Proposal {
  std::string signal;  // of the question
  std::string value;
  std::size_t count = 0;  // different items of it that were seen
  bool operator==(const Proposal&) const = default;
};

/// What the page knows of earlier proposals.
struct Proposed {
  struct One {
    std::string signal;
    std::string value;
    bool operator==(const One&) const = default;
  };
  std::vector<One> refused;
  bool isSilent = false;  // one was made in this visit, or the visitor wants quiet
};

constexpr std::size_t kMaxRefused = 1000;

/// `{"refused":[{"signal","value"}],"silent"?}`
Proposed readProposed(json::Reader& reader);

/// The one proposal of this visit, if any: for a question with `proposeAfter`, the value with most different
/// items seen, that many at least. From what passed the gate alone, so never from what is denied; of nothing
/// sensitive; only where the question's own purpose is granted, too; not what was refused once, nor what is
/// said already, for or against.
std::optional<Proposal> propose(const Visit& visit, const Proposed& before);

Json toJson(const Proposal& proposal);

}  // namespace sayso::recommend
