#include "core/tcf/id_set.h"

#include <algorithm>
#include <bit>

#include "core/base/number.h"

namespace sayso::tcf {
namespace {

constexpr unsigned kWord = 64;
constexpr std::uint64_t kAll = ~std::uint64_t{0};

constexpr std::size_t wordOf(unsigned id) { return (id - 1) / kWord; }
/// The bit of `id` and those of higher ids in its word; and of lower ones.
constexpr std::uint64_t from(unsigned id) { return kAll >> (id - 1) % kWord; }
constexpr std::uint64_t upTo(unsigned id) { return kAll << (kWord - 1 - (id - 1) % kWord); }

/// Reads the digits at `at` and moves past them; 0 if there are none, or a zero leads, or they exceed an id.
unsigned readId(std::string_view text, std::size_t& at) {
  unsigned id = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    id = id * 10 + static_cast<unsigned>(text[at] - '0');
    if (id == 0 || id > kMaxId) return 0;
  }
  return id;
}

/// Writes the digits of `id` at `at`; gives the place behind them.
char* writeId(unsigned id, char* at) {
  const auto digit = [&](unsigned step) { *at++ = static_cast<char>('0' + id / step % 10); };
  if (id >= 10000) digit(10000);
  if (id >= 1000) digit(1000);
  if (id >= 100) digit(100);
  if (id >= 10) digit(10);
  digit(1);
  return at;
}

}  // namespace

bool IdSet::has(unsigned id) const {
  return id >= 1 && id <= kMaxId && wordOf(id) < words_.size() &&
         (words_[wordOf(id)] & from(id) & upTo(id)) != 0;
}

unsigned IdSet::max() const {
  if (words_.empty()) return 0;
  return static_cast<unsigned>(words_.size()) * kWord -
         static_cast<unsigned>(std::countr_zero(words_.back()));
}

std::size_t IdSet::count() const {
  std::size_t count = 0;
  for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

void IdSet::add(unsigned first, unsigned last) {
  const std::size_t low = wordOf(first), high = wordOf(last);
  if (high >= words_.size()) words_.resize(high + 1);
  if (low == high) {
    words_[low] |= from(first) & upTo(last);
    return;
  }
  words_[low] |= from(first);
  std::fill(words_.begin() + static_cast<std::ptrdiff_t>(low) + 1,
            words_.begin() + static_cast<std::ptrdiff_t>(high), kAll);
  words_[high] |= upTo(last);
}

void IdSet::remove(unsigned id) {
  if (!has(id)) return;
  words_[wordOf(id)] &= ~(from(id) & upTo(id));
  trim();
}

void IdSet::unite(const IdSet& other) {
  if (other.words_.size() > words_.size()) words_.resize(other.words_.size());
  for (std::size_t i = 0; i < other.words_.size(); ++i) words_[i] |= other.words_[i];
}

void IdSet::intersect(const IdSet& other) {
  if (words_.size() > other.words_.size()) words_.resize(other.words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  trim();
}

void IdSet::subtract(const IdSet& other) {
  const std::size_t shared = std::min(words_.size(), other.words_.size());
  for (std::size_t i = 0; i < shared; ++i) words_[i] &= ~other.words_[i];
  trim();
}

IdSet::Runs IdSet::runs() const {
  Runs runs;
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::uint64_t word = words_[i];
    const std::uint64_t after = i + 1 < words_.size() ? words_[i + 1] : 0;
    const std::uint64_t first = word & ~(word >> 1 | before << (kWord - 1));
    const std::uint64_t last = word & ~(word << 1 | after >> (kWord - 1));
    runs.count += static_cast<std::size_t>(std::popcount(first));
    runs.singles += static_cast<std::size_t>(std::popcount(first & last));
    before = word;
  }
  return runs;
}

void IdSet::eachRun(FunctionRef<void(unsigned, unsigned)> use) const {
  unsigned first = 0;  // of the run that goes on; 0 if none does
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::uint64_t word = words_[i];
    const auto before = static_cast<unsigned>(i) * kWord;
    for (unsigned at = 0; at < kWord;) {
      const std::uint64_t rest = word << at;
      if (first == 0) {
        if (rest == 0) break;
        at += static_cast<unsigned>(std::countl_zero(rest));
        first = before + at + 1;
      } else {
        at += static_cast<unsigned>(std::countl_one(rest));
        if (at >= kWord) break;
        use(first, before + at);
        first = 0;
      }
    }
  }
  if (first != 0) use(first, max());
}

IdSet IdSet::readField(BitReader& bits, unsigned count) {
  IdSet set;
  const auto left = bits.size() > bits.position() ? bits.size() - bits.position() : 0;
  const auto here = static_cast<unsigned>(std::min<std::size_t>(count, left));
  set.words_.reserve((here + kWord - 1) / kWord);
  unsigned at = 0;
  for (; at + kWord <= here; at += kWord) set.words_.push_back(bits.take(kWord));
  if (at < here) set.words_.push_back(bits.take(here - at) << (kWord - (here - at)));
  for (at = here; at < count; at += kWord) bits.take(std::min(kWord, count - at));
  set.trim();
  return set;
}

void IdSet::writeField(BitWriter& bits) const {
  if (words_.empty()) return;
  for (std::size_t i = 0; i + 1 < words_.size(); ++i) bits.put(words_[i], kWord);
  const unsigned last = (max() - 1) % kWord + 1;
  bits.put(words_.back() >> (kWord - last), last);
}

void IdSet::trim() {
  while (!words_.empty() && words_.back() == 0) words_.pop_back();
}

std::string toText(const IdSet& set) {
  constexpr std::size_t kLongest = 12;  // ",12345-12346"
  std::string text(set.runs().count * kLongest, '\0');
  char* end = text.data();
  set.eachRun([&](unsigned first, unsigned last) {
    if (end != text.data()) *end++ = ',';
    end = writeId(first, end);
    if (last == first) return;
    *end++ = '-';
    end = writeId(last, end);
  });
  text.resize(static_cast<std::size_t>(end - text.data()));
  return text;
}

Result<IdSet> parseIdSet(std::string_view text) {
  IdSet set;
  std::size_t at = 0;
  unsigned before = 0;
  const auto refuse = [&](std::string_view why) {
    return Error{ErrorCode::BadValue, std::string(why), "byte " + formatInteger(at)};
  };
  while (at < text.size()) {
    if (before != 0 && text[at++] != ',') return refuse("expected a comma");
    const std::size_t start = at;
    const unsigned first = readId(text, at);
    unsigned last = first;
    if (first != 0 && at < text.size() && text[at] == '-') last = readId(text, ++at);
    if (first <= before || last < first) {
      at = start;
      return refuse("expected ids from 1 to 65535, ascending, like 1-5,9,12-40");
    }
    set.add(first, last);
    before = last;
    if (at + 1 == text.size()) return refuse("expected an id after the comma");
  }
  return set;
}

unsigned SmallSet::max() const {
  return bits_ == 0 ? 0 : kMax - static_cast<unsigned>(std::countr_zero(bits_));
}

SmallSet SmallSet::read(BitReader& bits, unsigned width) {
  SmallSet set;
  if (width != 0) set.bits_ = bits.take(width) << (kMax - width);
  return set;
}

void SmallSet::write(BitWriter& bits, unsigned width) const {
  if (width != 0) bits.put(bits_ >> (kMax - width), width);
}

}  // namespace sayso::tcf
