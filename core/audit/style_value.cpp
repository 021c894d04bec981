#include "core/audit/style_value.h"

#include <algorithm>
#include <vector>

#include "core/audit/style_sheet.h"
#include "core/base/number.h"

namespace sayso::audit {
namespace {

constexpr double kMost = 1e9;
constexpr unsigned kMostDepth = 16;
constexpr double kRem = 16;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// How many bytes of `text` are a number as CSS writes it.
std::size_t numberEnd(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && isDigit(text[at])) ++at;
    return at - begin;
  };
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  std::size_t count = digits();
  if (at + 1 < text.size() && text[at] == '.' && isDigit(text[at + 1])) {
    ++at;
    count += digits();
  }
  if (!count) return 0;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const std::size_t before = at++;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!digits()) at = before;
  }
  return at;
}

/// The same number as JSON writes it.
std::string asJson(std::string_view text) {
  std::string result;
  if (text.front() == '-') result += '-';
  if (text.front() == '-' || text.front() == '+') text.remove_prefix(1);
  if (text.front() == '.') result += '0';
  while (text.size() > 1 && text[0] == '0' && isDigit(text[1])) text.remove_prefix(1);
  return result + std::string(text);
}

/// A value of a sum: a length in px, or a plain number.
struct Quantity {
  double number = 0;
  bool isLength = false;
};

std::optional<Quantity> asQuantity(const Measure& measure) {
  if (measure.unit.empty()) return Quantity{measure.number, false};
  if (measure.unit == "px") return Quantity{measure.number, true};
  if (measure.unit == "rem" || measure.unit == "em") return Quantity{measure.number * kRem, true};
  if (measure.unit == "pt") return Quantity{measure.number * 4 / 3, true};
  return std::nullopt;
}

/// Works out calc() and its kin, from left to right in one pass.
class Sum {
 public:
  explicit Sum(std::string_view text) : text_(text) {}

  std::optional<Quantity> whole() {
    auto value = sum(0);
    skip();
    return at_ == text_.size() ? value : std::nullopt;
  }

 private:
  void skip() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::optional<Quantity> sum(unsigned depth) {
    auto left = product(depth);
    while (left) {
      const bool adds = take('+');
      if (!adds && !take('-')) return left;
      const auto right = product(depth);
      if (!right || right->isLength != left->isLength) return std::nullopt;
      left->number += adds ? right->number : -right->number;
    }
    return left;
  }

  std::optional<Quantity> product(unsigned depth) {
    auto left = value(depth);
    while (left) {
      const bool times = take('*');
      if (!times && !take('/')) return left;
      const auto right = value(depth);
      if (!right || (right->isLength && (left->isLength || !times))) return std::nullopt;
      if (!times && right->number == 0) return std::nullopt;
      left->number = times ? left->number * right->number : left->number / right->number;
      left->isLength |= right->isLength;
    }
    return left;
  }

  std::optional<Quantity> value(unsigned depth) {
    if (depth > kMostDepth) return std::nullopt;
    skip();
    const std::size_t begin = at_;
    at_ += numberEnd(text_.substr(at_));
    const std::size_t number = at_;
    while (at_ < text_.size() && ((text_[at_] >= 'a' && text_[at_] <= 'z') || text_[at_] == '%')) ++at_;
    if (number > begin) {
      const auto measure = readMeasure(text_.substr(begin, at_ - begin));
      return measure ? asQuantity(*measure) : std::nullopt;
    }
    const std::string_view name = text_.substr(begin, at_ - begin);
    if (!take('(')) return std::nullopt;
    std::vector<Quantity> given;
    do {
      const auto one = sum(depth + 1);
      if (!one || (!given.empty() && given[0].isLength != one->isLength)) return std::nullopt;
      given.push_back(*one);
    } while (take(','));
    if (!take(')')) return std::nullopt;
    return called(name, given);
  }

  static std::optional<Quantity> called(std::string_view name, const std::vector<Quantity>& given) {
    const auto less = [](const Quantity& a, const Quantity& b) { return a.number < b.number; };
    if ((name.empty() || name == "calc") && given.size() == 1) return given[0];
    if (name == "min") return *std::min_element(given.begin(), given.end(), less);
    if (name == "max") return *std::max_element(given.begin(), given.end(), less);
    if (name == "clamp" && given.size() == 3)
      return std::max(given[0], std::min(given[1], given[2], less), less);
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Measure> readMeasure(std::string_view text) {
  const std::size_t end = numberEnd(text);
  if (!end) return std::nullopt;
  const double number = parseDouble(asJson(text.substr(0, end)));
  if (!(number >= -kMost && number <= kMost)) return std::nullopt;
  std::string unit = lowered(text.substr(end));
  for (char c : unit)
    if ((c < 'a' || c > 'z') && c != '%') return std::nullopt;
  return Measure{number, std::move(unit)};
}

std::optional<double> readLength(std::string_view text) {
  const auto value = Sum(lowered(text)).whole();
  if (!value || (!value->isLength && value->number != 0)) return std::nullopt;
  return value->number;
}

std::optional<double> readTime(std::string_view text) {
  const auto measure = readMeasure(text);
  if (!measure) return std::nullopt;
  if (measure->unit == "ms") return measure->number;
  if (measure->unit == "s") return measure->number * 1000;
  return std::nullopt;
}

}  // namespace sayso::audit
