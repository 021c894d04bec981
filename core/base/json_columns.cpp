#include "core/base/json_columns.h"

#include <cmath>
#include <cstring>

#include "core/base/json_parser.h"

namespace sayso::json {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int kExactPower = 22;
constexpr int kExactDigits = 15;

/// Reads the plain numbers that a comma follows: of few digits, so that one operation on exact factors rounds
/// once (Clinger 1990). Everything else, faults among it, is left to the lexer.
class PlainNumbers {
 public:
  explicit PlainNumbers(std::string_view text) : start_(text.data()), end_(text.data() + text.size()) {}

  /// How many bytes were read.
  std::size_t read(std::vector<double>& numbers) {
    double some[64];  // a vector takes one number after the other as slowly as they are read
    const char* at = start_;
    for (std::size_t count = std::size(some); count == std::size(some);) {
      count = 0;
      while (count < std::size(some) && readOne(at, some[count])) ++count;
      numbers.insert(numbers.end(), some, some + count);
    }
    return static_cast<std::size_t>(at - start_);
  }

 private:
  /// Moves `at` behind the number and its comma.
  bool readOne(const char*& at, double& number) const {
    const char* c = skipSpace(at);
    const bool isNegative = c != end_ && *c == '-';
    if (isNegative) ++c;
    std::uint64_t digits = 0;
    const char* const first = c;
    for (; c != end_ && isDigit(*c); ++c) digits = digits * 10 + static_cast<std::uint64_t>(*c - '0');
    auto count = c - first;
    if (count == 0 || count > kExactDigits || (*first == '0' && count > 1)) return false;
    std::ptrdiff_t power = 0;
    if (c != end_ && *c == '.') {
      const char* const point = ++c;
      for (; c != end_ && isDigit(*c) && c - point < kExactDigits; ++c)
        digits = digits * 10 + static_cast<std::uint64_t>(*c - '0');
      power = point - c;
      count -= power;
      if (power == 0 || count > kExactDigits) return false;
    }
    if (c != end_ && (*c == 'e' || *c == 'E') && !readPower(c, power)) return false;
    c = skipSpace(c);
    if (c == end_ || *c != ',' || power < -kExactPower || power > kExactPower) return false;
    at = c + 1;
    const auto whole = static_cast<double>(digits);
    number = power < 0 ? whole / kPowers[-power] : whole * kPowers[power];
    if (isNegative) number = -number;
    return true;
  }

  bool readPower(const char*& c, std::ptrdiff_t& power) const {
    ++c;
    const bool isSmall = c != end_ && *c == '-';
    if (c != end_ && (*c == '-' || *c == '+')) ++c;
    const char* const first = c;
    std::ptrdiff_t written = 0;
    for (; c != end_ && isDigit(*c) && c - first < 3; ++c) written = written * 10 + (*c - '0');
    power += isSmall ? -written : written;
    return c != first && (c == end_ || !isDigit(*c));
  }

  const char* skipSpace(const char* c) const {
    while (c != end_ && isSpace(*c)) ++c;
    return c;
  }

  const char* start_;
  const char* end_;
};

bool has(std::span<const std::string_view> keys, std::string_view key) {
  for (const std::string_view each : keys)
    if (each == key) return true;
  return false;
}

class NumberArrays final : public ArrayUse {
 public:
  explicit NumberArrays(const Columns& columns) : columns_(columns) {}

  bool takes(std::string_view key, std::size_t) const override {
    return has(columns_.read, key) || has(columns_.dropped, key);
  }

  bool read(Parser& parser, std::string_view key, Json& place) override {
    const bool isDropped = has(columns_.dropped, key);
    numbers_.clear();
    place = Json::array();
    Lexer& lexer = parser.lexer;
    lexer.skip(PlainNumbers(lexer.rest()).read(numbers_));
    Token token = lexer.next();
    bool isColumn = true;
    if (token == Token::CloseArray && numbers_.empty()) return true;
    for (;;) {
      const bool isNumber = token == Token::Value && lexer.value.kind >= Scalar::Kind::Natural;
      if (isColumn && !isNumber) {
        isColumn = false;
        for (const double number : numbers_) place.push_back(number);
      }
      if (isColumn)
        numbers_.push_back(lexer.value.json().get<double>());
      else if (!parser.readValue(token, place.emplace_back()))
        return false;
      token = lexer.next();
      if (token == Token::CloseArray) break;
      if (token != Token::Comma) return parser.unexpected(token);
      if (isColumn) lexer.skip(PlainNumbers(lexer.rest()).read(numbers_));
      token = lexer.next();
    }
    if (isDropped) {
      place.clear();
    } else if (isColumn) {
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(numbers_.data());
      place = Json::binary({bytes, bytes + numbers_.size() * sizeof(double)});
    }
    return true;
  }

 private:
  const Columns& columns_;
  std::vector<double> numbers_;
};

}  // namespace

Result<Json> parseColumns(std::string_view text, const Columns& columns, std::size_t maxBytes) {
  NumberArrays arrays(columns);
  return parse(text, maxBytes, &arrays);
}

bool readColumn(const Json& value, std::vector<double>& numbers) {
  numbers.clear();
  if (value.is_binary()) {
    const auto& bytes = value.get_binary();
    numbers.resize(bytes.size() / sizeof(double));
    std::memcpy(numbers.data(), bytes.data(), bytes.size());
    return true;
  }
  if (!value.is_array()) return false;
  for (const Json& each : value) numbers.push_back(each.is_number() ? each.get<double>() : NAN);
  return true;
}

}  // namespace sayso::json
