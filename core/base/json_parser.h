#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

/// The parser's own parts, for json_parse.cpp and json_large.cpp alone.
namespace sayso::json {

enum class Token : unsigned char {
  OpenObject,
  CloseObject,
  OpenArray,
  CloseArray,
  Colon,
  Comma,
  Text,
  Value,  // a number, true, false or null
  End,
};

/// A number, true, false or null. Becomes Json where it will stand: moving a Json costs more than reading
/// one.
struct Scalar {
  enum class Kind : unsigned char { Null, Flag, Natural, Negative, Real } kind = Kind::Null;
  std::uint64_t whole = 0;
  double real = 0;

  Json json() const {
    switch (kind) {
      case Kind::Null:
        break;
      case Kind::Flag:
        return whole != 0;
      case Kind::Natural:
        return whole;
      case Kind::Negative:
        return static_cast<std::int64_t>(0 - whole);
      case Kind::Real:
        return real;
    }
    return nullptr;
  }
};

/// Text to tokens. At most one fault: once `error` is set, nothing more is read.
class Lexer {
 public:
  explicit Lexer(std::string_view text);

  std::optional<Error> error;
  std::string text;  // of the last Token::Text
  Scalar value;      // of the last Token::Value

  Token next();
  /// Notes a fault at the byte read last.
  Token refuse(const char* message, ErrorCode code = ErrorCode::BadJson);

  /// What is not read yet, and to pass over its first `bytes`.
  std::string_view rest() const { return text_.substr(std::min(at_, text_.size())); }
  void skip(std::size_t bytes) { at_ += bytes; }

 private:
  static constexpr int kEnd = -1;

  int get();
  void unget() { --at_; }
  Token readWord(std::string_view word, Scalar meaning);
  int readDigits(int c);
  Token readNumber(int c);
  bool putWhole(std::string_view written);
  Token readText();
  bool readCharacter(int c);
  bool readEscape();
  std::optional<std::uint32_t> readUnit();
  bool readCodePoint();

  std::string_view text_;
  std::size_t at_ = 0;  // bytes read
  std::uint64_t digits_ = 0;
  int digitCount_ = 0;
};

class Parser;

/// Who reads some arrays of a large file in a way of its own.
class ArrayUse {
 public:
  virtual bool takes(std::string_view key, std::size_t depth) const = 0;
  /// Reads the array that is the member `key` from its first element on. False: a fault was noted.
  virtual bool read(Parser& parser, std::string_view key, Json& place) = 0;

 protected:
  ~ArrayUse() = default;
};

/// Tokens to Json.
class Parser {
 public:
  explicit Parser(std::string_view text, ArrayUse* use = nullptr) : lexer(text), use_(use) {}

  Result<Json> parse();

  Lexer lexer;
  /// Elements of a list that were read and are gone; a pointer counts them.
  struct Gone {
    const Json* list = nullptr;
    std::size_t count = 0;
  } gone;

  /// Notes that the token may not stand here; gives false.
  bool unexpected(Token token);
  /// Reads the value that `token` starts, the member `key` of an object or an element.
  bool readValue(Token token, Json& place, std::string_view key = {});

 private:
  bool refuse(ErrorCode code, std::string message, std::string at);
  bool readArray(Json& place);
  bool readObject(Json& place);
  bool keysDiffer(const std::vector<Json::object_t::value_type>& members);
  std::string pointer() const;

  ArrayUse* use_;
  Json root_;
  std::size_t depth_ = 0;  // open objects and arrays
};

/// As the `parse` that all know.
Result<Json> parse(std::string_view text, std::size_t maxBytes, ArrayUse* use);

}  // namespace sayso::json
