#include "core/cli/random_bytes.h"

#include <unistd.h>

#include <algorithm>

#include "core/cli/verb_train_options.h"

namespace sayso::cli {
namespace {

constexpr std::size_t kAtOnce = 256;  // getentropy gives no more

}  // namespace

Result<RandomBytes> RandomBytes::of(const Args& args) {
  if (!args.has("seed")) return RandomBytes();
  const auto seed = wholeOf(args, "seed", 1);
  if (!seed) return seed.error();
  return RandomBytes(static_cast<std::uint64_t>(seed.value()));
}

Result<std::vector<std::uint8_t>> RandomBytes::take(std::size_t count) {
  std::vector<std::uint8_t> bytes(count);
  if (seeded_) {
    for (std::size_t at = 0; at < count; at += 8) {
      std::uint64_t word = seeded_->next();
      for (std::size_t i = at; i < std::min(at + 8, count); ++i, word >>= 8)
        bytes[i] = static_cast<std::uint8_t>(word & 0xff);
    }
    return bytes;
  }
  for (std::size_t at = 0; at < count; at += kAtOnce)
    if (getentropy(bytes.data() + at, std::min(kAtOnce, count - at)) != 0)
      return Error{ErrorCode::CannotRead, "the system gives no random bytes", ""};
  return bytes;
}

}  // namespace sayso::cli
