#include "core/base/utf8.h"

namespace sayso {

Utf8Check::State Utf8Check::take(unsigned char byte) {
  if (left_ > 0) {
    const bool fits = byte >= low_ && byte <= high_;
    low_ = 0x80;
    high_ = 0xBF;
    left_ = fits ? left_ - 1 : 0;
    return !fits ? Bad : left_ > 0 ? Inside : Whole;
  }
  if (byte < 0x80) return Whole;
  if (byte < 0xC2 || byte > 0xF4) return Bad;
  left_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
  if (byte == 0xE0) low_ = 0xA0;   // less would be overlong
  if (byte == 0xED) high_ = 0x9F;  // more would be a surrogate
  if (byte == 0xF0) low_ = 0x90;   // less would be overlong
  if (byte == 0xF4) high_ = 0x8F;  // more would be past U+10FFFF
  return Inside;
}

void appendUtf8(std::string& text, std::uint32_t point) {
  const auto add = [&](std::uint32_t bits) { text += static_cast<char>(bits); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xC0 | point >> 6);
  } else {
    if (point < 0x10000) {
      add(0xE0 | point >> 12);
    } else {
      add(0xF0 | point >> 18);
      add(0x80 | (point >> 12 & 0x3F));
    }
    add(0x80 | (point >> 6 & 0x3F));
  }
  add(0x80 | (point & 0x3F));
}

}  // namespace sayso
