#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bits.h"
#include "core/base/function_ref.h"
#include "core/base/result.h"

namespace sayso::tcf {

constexpr unsigned kMaxId = 65535;  // ids are written in 16 bits

/// A set of vendor ids, 1 to 65535. Kept as the bits of a string's bit field, so that one is read and written
/// by words.
class IdSet {
 public:
  bool operator==(const IdSet&) const = default;

  bool has(unsigned id) const;
  bool isEmpty() const { return words_.empty(); }
  /// The highest id; 0 if there is none.
  unsigned max() const;
  std::size_t count() const;

  void add(unsigned id) { add(id, id); }
  /// Adds the ids `first` to `last`; both are 1 to 65535, `first` is not above `last`.
  void add(unsigned first, unsigned last);
  void remove(unsigned id);
  void unite(const IdSet& other);
  void intersect(const IdSet& other);
  void subtract(const IdSet& other);

  /// How many runs of ids without a gap there are, and how many of them are a single id.
  struct Runs {
    std::size_t count = 0;
    std::size_t singles = 0;
  };
  Runs runs() const;
  /// Calls `use(first, last)` for each run of ids without a gap, in ascending order.
  void eachRun(FunctionRef<void(unsigned, unsigned)> use) const;

  /// `count` bits of a bit field: the first is id 1. What runs out is left out.
  static IdSet readField(BitReader& bits, unsigned count);
  /// The bits of ids 1 to `max()`.
  void writeField(BitWriter& bits) const;

 private:
  void trim();

  std::vector<std::uint64_t> words_;  // id 1 is the top bit of the first; the last is not zero
};

/// "1-5,9,12-40": ascending runs without overlap; "" is the empty set.
std::string toText(const IdSet& set);
/// The same back. Refuses (`bad-value`, with the byte) what is not ascending or not within 1 to 65535.
Result<IdSet> parseIdSet(std::string_view text);

/// A few ids, 1 to 64: purposes, features, custom purposes. Kept as in a string: id 1 is the top bit.
class SmallSet {
 public:
  static constexpr unsigned kMax = 64;

  bool operator==(const SmallSet&) const = default;

  bool has(unsigned id) const { return id >= 1 && id <= kMax && (bits_ >> (kMax - id) & 1) != 0; }
  bool isEmpty() const { return bits_ == 0; }
  /// `id` is 1 to 64.
  void add(unsigned id) { bits_ |= std::uint64_t{1} << (kMax - id); }
  void remove(unsigned id) { bits_ &= ~(std::uint64_t{1} << (kMax - id)); }
  void intersect(SmallSet other) { bits_ &= other.bits_; }
  void subtract(SmallSet other) { bits_ &= ~other.bits_; }
  bool meets(SmallSet other) const { return (bits_ & other.bits_) != 0; }
  /// The highest id; 0 if there is none.
  unsigned max() const;

  static SmallSet read(BitReader& bits, unsigned width);
  /// The bits of ids 1 to `width`.
  void write(BitWriter& bits, unsigned width) const;

 private:
  std::uint64_t bits_ = 0;
};

}  // namespace sayso::tcf
