#include "core/base/bits.h"

#include <algorithm>
#include <array>

namespace sayso {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kNone = 0xff;
constexpr unsigned kCharacter = 6;  // bits of one character

constexpr std::array<std::uint8_t, 256> makeValues() {
  std::array<std::uint8_t, 256> values{};
  for (auto& value : values) value = kNone;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}
constexpr std::array<std::uint8_t, 256> kValues = makeValues();

std::uint64_t valueOf(char character) { return kValues[static_cast<unsigned char>(character)]; }

constexpr std::size_t roundUp(std::size_t size, std::size_t step) { return (size + step - 1) / step * step; }

}  // namespace

BitReader::BitReader(std::string_view text) : text_(text) {}

std::uint64_t BitReader::take(unsigned count) {
  std::size_t at = position_ / kCharacter;
  const auto skipped = static_cast<unsigned>(position_ % kCharacter);
  position_ += count;
  const auto next = [&] { return at < text_.size() ? valueOf(text_[at++]) : 0; };
  if (count == 0) return 0;

  const unsigned inFirst = kCharacter - skipped;
  std::uint64_t value = next() & ((1U << inFirst) - 1);
  if (count <= inFirst) return value >> (inFirst - count);
  unsigned missing = count - inFirst;
  for (; missing >= kCharacter; missing -= kCharacter) value = value << kCharacter | next();
  return missing ? value << missing | next() >> (kCharacter - missing) : value;
}

bool BitReader::isRestZero() const {
  if (position_ >= size()) return true;
  const std::size_t at = position_ / kCharacter;
  const std::uint64_t mask = (1U << (kCharacter - position_ % kCharacter)) - 1;
  const std::string_view rest = text_.substr(at + 1);
  return (valueOf(text_[at]) & mask) == 0 && rest.find_first_not_of('A') == rest.npos;
}

void BitWriter::put(std::uint64_t value, unsigned count) {
  constexpr unsigned kHalf = 32;  // with up to 5 bits that wait, a whole word would not fit
  if (count > kHalf) {
    put(value >> kHalf, count - kHalf);
    count = kHalf;
  }
  waiting_ = waiting_ << count | (value & ((std::uint64_t{1} << count) - 1));
  bits_ += count;
  constexpr std::size_t kRoom = 64;
  const std::size_t end = bits_ / kCharacter;
  if (end > text_.size()) text_.resize(2 * text_.size() + kRoom);
  for (char* const text = text_.data(); size_ < end; ++size_)
    text[size_] = kAlphabet[waiting_ >> (bits_ - (size_ + 1) * kCharacter) & 63];
  waiting_ &= (std::uint64_t{1} << bits_ % kCharacter) - 1;
}

std::string BitWriter::text(unsigned padding) const {
  std::string text = text_.substr(0, size_);
  if (const auto held = static_cast<unsigned>(bits_ % kCharacter))
    text += kAlphabet[waiting_ << (kCharacter - held) & 63];
  text.resize(std::max(text.size(), roundUp(roundUp(bits_, padding), kCharacter) / kCharacter), kAlphabet[0]);
  return text;
}

std::size_t findNotBase64Url(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (valueOf(text[i]) == kNone) return i;
  return text.npos;
}

}  // namespace sayso
