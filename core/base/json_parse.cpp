#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/base/json_parser.h"
#include "core/base/number.h"
#include "core/base/sort.h"
#include "core/base/utf8.h"

namespace sayso::json {
namespace {

constexpr int kExactDigits = 15;  // fewer than a double holds
constexpr int kExactPower = 22;   // of ten, in a double

bool isDigit(int c) { return c >= '0' && c <= '9'; }
/// Stands in a text for itself. Long runs of such are taken at once, so that a text of megabytes does not
/// grow bit by bit.
bool isPlain(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

/// Both factors are exact, so that one operation rounds once (Clinger 1990); parseDouble gives the same.
double scaled(std::uint64_t mantissa, int power, bool isNegative) {
  double factor = 1;
  for (int i = std::abs(power); i > 0; --i) factor *= 10;
  const auto whole = static_cast<double>(mantissa);
  const double number = power < 0 ? whole / factor : whole * factor;
  return isNegative ? -number : number;
}

/// A vector that grows by itself copies the values: their keys are constant, and such a pair may not be
/// moved.
void grow(std::vector<Json::object_t::value_type>& members) {
  std::vector<Json::object_t::value_type> larger;
  larger.reserve(2 * members.size() + 2);
  for (auto& [key, value] : members) larger.emplace_back(key, std::move(value));
  members.swap(larger);
}

}  // namespace

Lexer::Lexer(std::string_view text) : text_(text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

Token Lexer::next() {
  int c = get();
  while (c == ' ' || c == '\t' || c == '\n' || c == '\r') c = get();
  switch (c) {
    case '{':
      return Token::OpenObject;
    case '}':
      return Token::CloseObject;
    case '[':
      return Token::OpenArray;
    case ']':
      return Token::CloseArray;
    case ':':
      return Token::Colon;
    case ',':
      return Token::Comma;
    case '"':
      return readText();
    case 't':
      return readWord("true", {Scalar::Kind::Flag, 1});
    case 'f':
      return readWord("false", {Scalar::Kind::Flag, 0});
    case 'n':
      return readWord("null", {});
    case kEnd:
      return Token::End;
    default:
      return c == '-' || isDigit(c) ? readNumber(c) : refuse("invalid literal");
  }
}

/// Notes a fault at the byte read last.
Token Lexer::refuse(const char* message, ErrorCode code) {
  if (!error) error = Error{code, message, "byte " + formatInteger(at_ - 1)};
  return Token::End;
}

/// The next byte, or kEnd, which also counts as read.
int Lexer::get() {
  const std::size_t at = at_++;
  return at < text_.size() ? static_cast<unsigned char>(text_[at]) : kEnd;
}
Token Lexer::readWord(std::string_view word, Scalar meaning) {
  for (char c : word.substr(1))
    if (get() != c) return refuse("invalid literal");
  value = meaning;
  return Token::Value;
}

/// Skips digits after one that must be there, taking them into `digits_`; gives the byte that ends them.
int Lexer::readDigits(int c) {
  if (!isDigit(c)) refuse("invalid number: expected a digit");
  for (; !error && isDigit(c); c = get()) {
    digits_ = digits_ * 10 + static_cast<std::uint64_t>(c - '0');
    ++digitCount_;
  }
  return c;
}

Token Lexer::readNumber(int c) {
  const std::size_t start = at_ - 1;
  const bool isNegative = c == '-';
  digits_ = 0;
  digitCount_ = 0;
  bool isWhole = true;
  if (isNegative) c = get();
  c = c == '0' ? get() : readDigits(c);
  int power = digitCount_;
  if (!error && c == '.') {
    isWhole = false;
    c = readDigits(get());
  }
  const std::uint64_t mantissa = digits_;
  bool isShort = digitCount_ <= kExactDigits;
  power -= digitCount_;
  if (!error && (c == 'e' || c == 'E')) {
    isWhole = false;
    c = get();
    const bool isSmall = c == '-';
    digits_ = 0;
    digitCount_ = 0;
    c = readDigits(isSmall || c == '+' ? get() : c);
    isShort = isShort && digitCount_ <= 2;
    if (isShort) power += isSmall ? -static_cast<int>(digits_) : static_cast<int>(digits_);
  }
  if (error) return Token::End;
  unget();
  const std::string_view written = text_.substr(start, at_ - start);
  if (isWhole && putWhole(written)) return Token::Value;
  isShort = isShort && std::abs(power) <= kExactPower;
  const double number = isShort ? scaled(mantissa, power, isNegative) : parseDouble(written);
  if (!std::isfinite(number)) return refuse("number out of range", ErrorCode::BadNumber);
  value = {Scalar::Kind::Real, 0, number};
  return Token::Value;
}

/// Whole numbers of 64 bits stay whole. False: more than that.
bool Lexer::putWhole(std::string_view written) {
  const bool isNegative = written.starts_with('-');
  if (isNegative) written.remove_prefix(1);
  std::uint64_t whole = 0;
  for (char c : written) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (whole > (UINT64_MAX - digit) / 10) return false;
    whole = whole * 10 + digit;
  }
  if (isNegative && whole > std::uint64_t{1} << 63) return false;
  value = {isNegative ? Scalar::Kind::Negative : Scalar::Kind::Natural, whole};
  return true;
}

Token Lexer::readText() {
  text.clear();
  for (;;) {
    const std::size_t start = at_;
    while (at_ < text_.size() && isPlain(text_[at_])) ++at_;
    text += text_.substr(start, at_ - start);
    const int c = get();
    if (c == '"') return Token::Text;
    if (c == kEnd) return refuse("invalid string: missing closing quote");
    if (c < 0x20) return refuse("invalid string: a control character must be escaped");
    if (c == '\\') {
      if (!readEscape()) return Token::End;
    } else if (!readCharacter(c)) {
      return refuse("invalid string: ill-formed UTF-8 byte", ErrorCode::BadUtf8);
    }
  }
}

bool Lexer::readCharacter(int c) {
  Utf8Check check;
  auto state = check.take(static_cast<unsigned char>(c));
  text += static_cast<char>(c);
  while (state == Utf8Check::Inside) {
    c = get();
    if (c == kEnd) return false;
    state = check.take(static_cast<unsigned char>(c));
    text += static_cast<char>(c);
  }
  return state == Utf8Check::Whole;
}

bool Lexer::readEscape() {
  constexpr std::string_view kEscapes = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const int c = get();
  if (c == 'u') return readCodePoint();
  const std::size_t which = c == kEnd ? kEscapes.npos : kEscapes.find(static_cast<char>(c));
  if (which == kEscapes.npos) {
    refuse("invalid string: forbidden character after backslash");
    return false;
  }
  text += kMeanings[which];
  return true;
}

/// The four digits of a \u escape, or nothing and a noted fault.
std::optional<std::uint32_t> Lexer::readUnit() {
  std::uint32_t unit = 0;
  for (int i = 0; i < 4; ++i) {
    const int c = get();
    const int letter = c | 0x20;
    if (isDigit(c))
      unit = unit << 4 | static_cast<std::uint32_t>(c - '0');
    else if (letter >= 'a' && letter <= 'f')
      unit = unit << 4 | static_cast<std::uint32_t>(letter - 'a' + 10);
    else {
      refuse("invalid string: '\\u' must be followed by 4 hex digits");
      return std::nullopt;
    }
  }
  return unit;
}

bool Lexer::readCodePoint() {
  constexpr const char* kLone = "invalid string: a surrogate must be one of a pair";
  const auto first = readUnit();
  if (!first) return false;
  std::uint32_t point = *first;
  if (point >= 0xD800 && point <= 0xDBFF) {
    if (get() != '\\' || get() != 'u') {
      refuse(kLone);
      return false;
    }
    const auto second = readUnit();
    if (!second) return false;
    // What is no second half makes a sum that is refused below.
    point = *second >= 0xDC00 && *second <= 0xDFFF ? 0x10000 + ((point - 0xD800) << 10) + (*second - 0xDC00)
                                                   : 0xDC00;
  }
  if (point >= 0xDC00 && point <= 0xDFFF) {
    refuse(kLone);
    return false;
  }
  appendUtf8(text, point);
  return true;
}

Result<Json> Parser::parse() {
  const bool fine =
      readValue(lexer.next(), root_) && (lexer.next() == Token::End || unexpected(Token::Value));
  if (fine && !lexer.error) return std::move(root_);
  return *lexer.error;
}

bool Parser::unexpected(Token token) {
  lexer.refuse(token == Token::End ? "unexpected end of input" : "unexpected token");
  return false;
}

bool Parser::refuse(ErrorCode code, std::string message, std::string at) {
  lexer.error = Error{code, std::move(message), std::move(at)};
  return false;
}

bool Parser::readValue(Token token, Json& place, std::string_view key) {
  switch (token) {
    case Token::Value:
      place = lexer.value.json();
      return true;
    case Token::Text:
      place = std::move(lexer.text);
      return true;
    case Token::OpenObject:
    case Token::OpenArray:
      break;
    default:
      return unexpected(token);
  }
  if (depth_ == kMaxDepth) return refuse(ErrorCode::TooDeep, "more than 64 levels", pointer());
  ++depth_;
  const bool isFine = token == Token::OpenObject         ? readObject(place)
                      : use_ && use_->takes(key, depth_) ? use_->read(*this, key, place)
                                                         : readArray(place);
  --depth_;
  return isFine;
}

bool Parser::readArray(Json& place) {
  place = Json::array();
  auto& list = place.get_ref<Json::array_t&>();
  Token token = lexer.next();
  if (token == Token::CloseArray) return true;
  for (;;) {
    list.emplace_back();
    if (!readValue(token, list.back())) return false;
    token = lexer.next();
    if (token == Token::CloseArray) return true;
    if (token != Token::Comma) return unexpected(token);
    token = lexer.next();
  }
}

bool Parser::readObject(Json& place) {
  place = Json::object();
  // The map's own insertion searches all keys each time; duplicates are looked for once, at the end.
  auto& members = static_cast<std::vector<Json::object_t::value_type>&>(place.get_ref<Json::object_t&>());
  Token token = lexer.next();
  if (token == Token::CloseObject) return true;
  for (;;) {
    if (token != Token::Text) return unexpected(token);
    if (members.size() == members.capacity()) grow(members);
    members.emplace_back(std::move(lexer.text), nullptr);
    token = lexer.next();
    if (token != Token::Colon) return unexpected(token);
    if (!readValue(lexer.next(), members.back().second, members.back().first)) return false;
    token = lexer.next();
    if (token == Token::CloseObject) return keysDiffer(members);
    if (token != Token::Comma) return unexpected(token);
    token = lexer.next();
  }
}

bool Parser::keysDiffer(const std::vector<Json::object_t::value_type>& members) {
  const auto key = [&](std::size_t i) -> const std::string& { return members[i].first; };
  const auto order = sortedOrder(members.size(), [&](auto a, auto b) { return key(a) < key(b); });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (key(order[i]) == key(order[i - 1]))
      return refuse(ErrorCode::DuplicateKey, "key given twice: " + key(order[i]),
                    pointer() + "/" + pointerStep(key(order[i])));
  return true;
}

/// Pointer of the innermost open value: each open value is the last child of the one around it.
std::string Parser::pointer() const {
  std::string text;
  const Json* place = &root_;
  for (std::size_t level = 1; level < depth_; ++level) {
    if (place->is_array()) {
      const auto& list = place->get_ref<const Json::array_t&>();
      text += "/" + formatInteger(list.size() - 1 + (place == gone.list ? gone.count : 0));
      place = &list.back();
    } else {
      const auto& last = place->get_ref<const Json::object_t&>().back();
      text += "/" + pointerStep(last.first);
      place = &last.second;
    }
  }
  return text;
}

Result<Json> parse(std::string_view text, std::size_t maxBytes) { return parse(text, maxBytes, nullptr); }

Result<Json> parse(std::string_view text, std::size_t maxBytes, ArrayUse* use) {
  if (text.size() > maxBytes)
    return Error{ErrorCode::TooLarge, "more than " + formatInteger(maxBytes) + " bytes",
                 "byte " + formatInteger(maxBytes)};
  return Parser(text, use).parse();
}

}  // namespace sayso::json
