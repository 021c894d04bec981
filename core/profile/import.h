#pragma once

#include <string_view>
#include <vector>

#include "core/base/function_ref.h"
#include "core/consent/decision.h"
#include "core/profile/profile.h"

namespace sayso::profile {

/// An exported profile, read to be taken over: nothing is kept before the visitor said so.
struct Import {
  /// Why an entry stays out.
  enum class Reason : unsigned char { Denied, Expired };
  struct Left {
    std::string signal;
    Reason reason;
    bool operator==(const Left&) const = default;
  };
  std::vector<Attribute> add;  // in the order of the file
  std::vector<Left> left;
};

constexpr std::size_t kMaxImportBytes = 65'536;

/// Reads an export (`say-so-profile/1`) as answers given now: each must be one to a question of this site, as
/// if the visitor gave it (`checkAnswer`; `isOffered(question, value)`). What is denied and cannot be chosen,
/// or has run out, is left out and said. One fault refuses the file: its code and place.
Result<Import> readImport(const consent::Config& config, const consent::Decision& decision, Time now,
                          std::string_view text,
                          FunctionRef<bool(const consent::Question&, std::string_view)> isOffered);

Json toJson(const Import& import);

}  // namespace sayso::profile
