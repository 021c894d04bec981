#pragma once

#include <cstdint>
#include <string>

namespace sayso {

/// Follows the bytes of one character after another (RFC 3629: no overlong forms, no surrogates).
class Utf8Check {
 public:
  enum State : unsigned char { Whole, Inside, Bad };

  /// `Bad`: this byte cannot follow; the next one begins anew.
  State take(unsigned char byte);

 private:
  unsigned char left_ = 0;    // bytes still to come
  unsigned char low_ = 0x80;  // what the next one may be
  unsigned char high_ = 0xBF;
};

/// Appends a code point below 0x110000 that is no surrogate.
void appendUtf8(std::string& text, std::uint32_t point);

}  // namespace sayso
