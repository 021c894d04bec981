#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sayso {

/// Reads big-endian bits of base64url text (A-Z a-z 0-9 - _, no padding) without decoding it first. Never
/// throws and never reads past the end: what runs out reads as zero bits and is remembered.
class BitReader {
 public:
  /// `text` must outlive the reader and hold base64url only (`findNotBase64Url`).
  explicit BitReader(std::string_view text);

  /// The next `count` bits, at most 64, as a number.
  std::uint64_t take(unsigned count);
  bool flag() { return take(1) != 0; }

  /// Bits taken so far, also those that were not there.
  std::size_t position() const { return position_; }
  std::size_t size() const { return text_.size() * 6; }
  /// Whether more bits were asked for than there are.
  bool ranOut() const { return position_ > size(); }
  /// Whether all bits from here on are zero.
  bool isRestZero() const;

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

/// Writes big-endian bits as base64url text.
class BitWriter {
 public:
  /// The lowest `count` bits of `value`, at most 64.
  void put(std::uint64_t value, unsigned count);
  void flag(bool value) { put(value, 1); }
  std::size_t size() const { return bits_; }
  /// The text, with zero bits up to a multiple of `padding` (of 6 or 24; or of 8 and then of 6).
  std::string text(unsigned padding) const;

 private:
  std::string text_;           // whole characters, and room behind them
  std::size_t size_ = 0;       // how many there are
  std::uint64_t waiting_ = 0;  // the bits since, fewer than one character
  std::size_t bits_ = 0;
};

/// The first character that is not of the base64url alphabet; npos if all are.
std::size_t findNotBase64Url(std::string_view text);

}  // namespace sayso
