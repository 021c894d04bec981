#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/base/function_ref.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace sayso {

/// Objects keep the order in which keys were written, so the same value always gives the same bytes.
using Json = nlohmann::ordered_json;

namespace json {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxBytes = std::size_t{1} << 20;       // configs, states, requests
constexpr std::size_t kMaxBytesLarge = std::size_t{1} << 28;  // catalogs and models

/// Text to JSON; the only way in which text becomes JSON. Refuses duplicate keys, more than `kMaxDepth`
/// levels, more than `maxBytes`, bad UTF-8, lone surrogates and numbers that no double can hold. `at` is
/// "byte N" where the grammar is broken, else a JSON Pointer.
Result<Json> parse(std::string_view text, std::size_t maxBytes = kMaxBytes);

/// JSON to its one text form (no white space). Never fails: bad UTF-8 becomes U+FFFD, NaN becomes null.
std::string dump(const Json& value);
/// The same, indented by two spaces, for files that people read.
std::string dumpPretty(const Json& value);

/// What a member is set to, seen for the length of one call: nothing is allocated where it is written. With
/// nlohmann's own initializer lists and `operator[]` each member costs some hundred bytes of every module.
class Value {
 public:
  Value(std::nullptr_t) : kind_(Kind::Null) {}
  Value(const char* text) : Value(std::string_view(text)) {}
  Value(std::string_view text) : kind_(Kind::Text), size_(text.size()) { of_.text = text.data(); }
  Value(const std::string& text) : Value(std::string_view(text)) {}
  template <class T>
  requires std::is_integral_v<T> Value(T number)
      : kind_(std::is_same_v<T, bool> ? Kind::Flag
              : std::is_signed_v<T>   ? Kind::Whole
                                      : Kind::Natural) {
    of_.whole = static_cast<std::int64_t>(number);
  }
  Value(double number) : kind_(Kind::Number) { of_.number = number; }
  Value(const std::vector<std::string>& texts) : kind_(Kind::Texts) { of_.texts = &texts; }
  Value(const Json& json) : kind_(Kind::Copied) { of_.json = &json; }
  Value(Json&& json) : kind_(Kind::Moved) { of_.moved = &json; }

  /// The value itself; what was given to be moved is moved.
  Json take() const;

 private:
  enum class Kind : unsigned char { Null, Flag, Whole, Natural, Number, Text, Texts, Copied, Moved };
  Kind kind_;
  std::size_t size_ = 0;
  union {
    std::int64_t whole;
    double number;
    const char* text;
    const std::vector<std::string>* texts;
    const Json* json;
    Json* moved;
  } of_;
};
struct Member {
  std::string_view key;
  Value value;
};

/// An object of members, in this order.
Json object(std::initializer_list<Member> members);
/// Sets a member, at the end if it is new, and gives it; `object` is an object or null.
Json& set(Json& object, std::string_view key, const Value& value);
/// Appends to an array (or to null).
void append(Json& array, const Value& value);

/// `key` as one step of a JSON Pointer: "~" and "/" escaped (RFC 6901).
std::string pointerStep(std::string_view key);

/// `{"ok":true,"value":…}` / `{"ok":false,"error":{"code","message","at"}}`: the answer at every boundary.
Json toJson(const Error& error);
Json ok(Json value);
Json fail(const Error& error);
Json toJson(const Result<Json>& result);
/// The text of that, made without a copy of the value.
std::string dump(const Result<Json>& result);

/// A strict cursor over a JSON value that knows where it stands. Reading never stops at a fault: the getter
/// notes an error with its pointer and returns an empty value, so one pass finds every fault. At the end
/// `finish()` notes each key that nobody asked for. A child must not outlive its parent.
///
///   std::vector<Error> errors;
///   json::Reader reader(value, errors);
///   std::string id = reader.text("id");
///   reader.each("tags", [&](json::Reader& tag) { tags.push_back(tag.asText()); });
///   reader.finish();
class Reader {
 public:
  /// The root. `at` is the pointer to `value` in what the caller gave us ("" for a whole document).
  Reader(const Json& value, std::vector<Error>& errors, std::string at = "");

  /// JSON Pointer of this place.
  std::string at() const;
  /// Notes an error at this place, or at `key` below it.
  void fail(ErrorCode code, std::string_view message);
  void fail(ErrorCode code, std::string_view message, std::string_view key);
  /// Notes an error that another reader found, with its own place.
  void note(Error error) { errors_->push_back(std::move(error)); }
  std::size_t faults() const { return errors_->size(); }

  const Json& raw() const { return *value_; }
  bool isObject() const { return value_->is_object(); }
  bool isArray() const { return value_->is_array(); }
  bool isText() const { return value_->is_string(); }
  bool isNumber() const { return value_->is_number(); }
  bool isNull() const { return value_->is_null(); }

  // This value itself.
  std::string asText();
  double asNumber();
  bool asFlag();
  std::int64_t asInteger(std::int64_t min, std::int64_t max);
  Time asTime();
  Duration asDuration();
  /// Checks that this is an object / array, noting an error if not.
  bool expectObject();
  bool expectArray();

  // Members of this object. The plain form is required, `…If` may be absent.
  bool has(std::string_view key) const;
  std::string text(std::string_view key);
  std::string textIf(std::string_view key, std::string fallback = "");
  bool flag(std::string_view key);
  bool flagIf(std::string_view key, bool fallback = false);
  double number(std::string_view key);
  double numberIf(std::string_view key, double fallback);
  std::int64_t integer(std::string_view key, std::int64_t min, std::int64_t max);
  std::int64_t integerIf(std::string_view key, std::int64_t fallback, std::int64_t min, std::int64_t max);
  Time time(std::string_view key);
  std::optional<Time> timeIf(std::string_view key);
  std::optional<Duration> durationIf(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  std::vector<std::string> textsIf(std::string_view key);
  /// The index of the text in `allowed`; an error (and 0) if it is none of them.
  std::size_t oneOf(std::string_view key, std::initializer_list<std::string_view> allowed);
  /// Checks `"schema"`: a different family or version is `unknown-schema`.
  bool schema(std::string_view expected);
  /// Marks `key` as known without reading it, and gives it raw (nullptr if absent).
  const Json* rawIf(std::string_view key);

  using Use = FunctionRef<void(Reader&)>;
  /// Calls `use` on the member if it is there (`inIf`) or notes that it is missing (`in`).
  void in(std::string_view key, Use use);
  void inIf(std::string_view key, Use use);
  /// Calls `use` on each element of the array `key`.
  void each(std::string_view key, Use use);
  void eachIf(std::string_view key, Use use);
  /// Calls `use` on each element of this array.
  void elements(Use use);
  /// Calls `use(key, Reader&)` on each member of this object, whatever its key.
  void members(FunctionRef<void(std::string_view, Reader&)> use);

  /// Notes `unknown-key` for each member that was never asked for.
  void finish();

 private:
  static constexpr std::size_t kNoIndex = static_cast<std::size_t>(-1);

  Reader(const Json& value, Reader& parent, std::string_view key, std::size_t index)
      : value_(&value), errors_(parent.errors_), parent_(&parent), key_(key), index_(index) {}

  const Json* find(std::string_view key);
  const Json* need(std::string_view key);
  Reader child(const Json& member, std::string_view key) { return Reader(member, *this, key, kNoIndex); }

  const Json* value_;
  std::vector<Error>* errors_;
  const Reader* parent_ = nullptr;
  std::string root_;              // pointer of a root
  std::string_view key_;          // step below the parent, in an object
  std::size_t index_ = kNoIndex;  // step below the parent, in an array
  std::string asked_;             // by member: 1 if somebody asked for it
};

}  // namespace json
}  // namespace sayso
