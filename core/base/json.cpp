#include "core/base/json.h"

#include <algorithm>
#include <cmath>

namespace sayso::json {
namespace {

/// Builds a Json from nlohmann's events. Every refusal is kept as an Error, so nothing of the library that
/// would throw (and without exceptions: abort) is ever reached with bad input.
class Builder final : public nlohmann::json_sax<Json> {
 public:
  std::optional<Error> error;
  Json root;

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(std::int64_t value) override { return put(value); }
  bool number_unsigned(std::uint64_t value) override { return put(value); }
  bool number_float(double value, const std::string& text) override {
    if (!std::isfinite(value))
      return refuse(ErrorCode::BadNumber, "number out of range: " + text.substr(0, 40));
    return put(value);
  }
  bool string(std::string& value) override { return put(std::move(value)); }
  bool binary(Json::binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool end_object() override {
    if (!keysDiffer()) return false;
    stack_.pop_back();
    return true;
  }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_array() override {
    stack_.pop_back();
    return true;
  }
  bool key(std::string& value) override {
    key_ = std::move(value);
    return true;
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& fault) override {
    if (error) return false;
    error =
        Error{codeOf(fault), describe(fault.what()), "byte " + std::to_string(position ? position - 1 : 0)};
    return false;
  }

 private:
  static ErrorCode codeOf(const nlohmann::detail::exception& fault) {
    constexpr int kNumberOverflow = 406;
    if (fault.id == kNumberOverflow) return ErrorCode::BadNumber;
    const std::string_view text = fault.what();
    return text.find("UTF-8") != text.npos ? ErrorCode::BadUtf8 : ErrorCode::BadJson;
  }

  /// The reason alone, without the library's prefix and without echoing the (untrusted) input.
  static std::string describe(std::string_view text) {
    if (text.find("number overflow") != text.npos) return "number out of range";
    if (const auto dash = text.find(" - "); dash != text.npos) text.remove_prefix(dash + 3);
    if (const auto echo = text.find("; last read"); echo != text.npos) text = text.substr(0, echo);
    return std::string(text);
  }

  bool refuse(ErrorCode code, std::string message) {
    error = Error{code, std::move(message), pointer()};
    return false;
  }

  Json* put(Json value) {
    if (stack_.empty()) {
      root = std::move(value);
      return &root;
    }
    Json& parent = *stack_.back();
    if (parent.is_array()) {
      auto& list = parent.get_ref<Json::array_t&>();
      list.push_back(std::move(value));
      return &list.back();
    }
    // The map's own insertion searches all keys each time; duplicates are looked for once, in end_object.
    auto& members = static_cast<std::vector<Json::object_t::value_type>&>(parent.get_ref<Json::object_t&>());
    members.emplace_back(std::move(key_), std::move(value));
    return &members.back().second;
  }

  bool open(Json empty) {
    if (stack_.size() >= kMaxDepth) return refuse(ErrorCode::TooDeep, "more than 64 levels");
    stack_.push_back(put(std::move(empty)));
    return true;
  }

  bool keysDiffer() {
    const auto& members = stack_.back()->get_ref<const Json::object_t&>();
    std::vector<std::string_view> keys;
    keys.reserve(members.size());
    for (const auto& member : members) keys.push_back(member.first);
    std::sort(keys.begin(), keys.end());
    const auto twin = std::adjacent_find(keys.begin(), keys.end());
    if (twin == keys.end()) return true;
    error = Error{ErrorCode::DuplicateKey, "key given twice: " + std::string(*twin),
                  pointer() + "/" + pointerStep(*twin)};
    return false;
  }

  /// Pointer of the innermost open value: each open value is the last child of the one around it.
  std::string pointer() const {
    std::string text;
    for (std::size_t level = 0; level + 1 < stack_.size(); ++level) {
      const Json& outer = *stack_[level];
      if (outer.is_array())
        text += "/" + std::to_string(outer.size() - 1);
      else
        text += "/" + pointerStep(outer.get_ref<const Json::object_t&>().back().first);
    }
    return text;
  }

  std::vector<Json*> stack_;
  std::string key_;
};

constexpr std::size_t kMaxErrors = 200;  // more help nobody, and a hostile file could ask for millions

}  // namespace

Result<Json> parse(std::string_view text, std::size_t maxBytes) {
  if (text.size() > maxBytes)
    return Error{ErrorCode::TooLarge, "more than " + std::to_string(maxBytes) + " bytes",
                 "byte " + std::to_string(maxBytes)};
  Builder builder;
  const bool fine = Json::sax_parse(text.begin(), text.end(), &builder);
  if (builder.error) return *builder.error;
  if (!fine) return Error{ErrorCode::BadJson, "not JSON", "byte 0"};
  return std::move(builder.root);
}

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }
std::string dumpPretty(const Json& value) {
  return value.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string pointerStep(std::string_view key) {
  std::string step;
  for (char c : key) {
    if (c == '~')
      step += "~0";
    else if (c == '/')
      step += "~1";
    else
      step += c;
  }
  return step;
}

Json toJson(const Error& error) {
  return {{"code", toText(error.code)}, {"message", error.message}, {"at", error.at}};
}
Json ok(Json value) { return {{"ok", true}, {"value", std::move(value)}}; }
Json fail(const Error& error) { return {{"ok", false}, {"error", toJson(error)}}; }
Json toJson(const Result<Json>& result) { return result ? ok(result.value()) : fail(result.error()); }

Reader::Reader(const Json& value, std::vector<Error>& errors, std::string at)
    : value_(&value), errors_(&errors), root_(std::move(at)) {}

std::string Reader::at() const {
  if (!parent_) return root_;
  const std::string above = parent_->at() + "/";
  return index_ != kNoIndex ? above + std::to_string(index_) : above + pointerStep(key_);
}

void Reader::fail(ErrorCode code, std::string message) {
  if (errors_->size() < kMaxErrors) errors_->push_back({code, std::move(message), at()});
}
void Reader::fail(ErrorCode code, std::string message, std::string_view key) {
  if (errors_->size() < kMaxErrors)
    errors_->push_back({code, std::move(message), at() + "/" + pointerStep(key)});
}

std::string Reader::asText() {
  if (value_->is_string()) return value_->get_ref<const std::string&>();
  fail(ErrorCode::WrongType, "expected a string");
  return "";
}
double Reader::asNumber() {
  if (value_->is_number()) return value_->get<double>();
  fail(ErrorCode::WrongType, "expected a number");
  return 0;
}
bool Reader::asFlag() {
  if (value_->is_boolean()) return value_->get<bool>();
  fail(ErrorCode::WrongType, "expected true or false");
  return false;
}
std::int64_t Reader::asInteger(std::int64_t min, std::int64_t max) {
  if (!value_->is_number_integer()) {
    fail(ErrorCode::WrongType, "expected a whole number");
    return min;
  }
  const bool tooBig =
      value_->is_number_unsigned() && value_->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
  const std::int64_t number = tooBig ? INT64_MAX : value_->get<std::int64_t>();
  if (!tooBig && number >= min && number <= max) return number;
  fail(ErrorCode::OutOfRange, "expected " + std::to_string(min) + " to " + std::to_string(max));
  return min;
}
Time Reader::asTime() {
  auto time = parseTime(asText());
  if (time) return time.value();
  if (value_->is_string()) fail(ErrorCode::BadTime, time.error().message);
  return {};
}
Duration Reader::asDuration() {
  auto duration = parseDuration(asText());
  if (duration) return duration.value();
  if (value_->is_string()) fail(ErrorCode::BadDuration, duration.error().message);
  return {};
}
bool Reader::expectObject() {
  if (!value_->is_object()) fail(ErrorCode::WrongType, "expected an object");
  return value_->is_object();
}
bool Reader::expectArray() {
  if (!value_->is_array()) fail(ErrorCode::WrongType, "expected an array");
  return value_->is_array();
}

const Json* Reader::find(std::string_view key) {
  if (!value_->is_object()) return nullptr;
  const auto& members = value_->get_ref<const Json::object_t&>();
  asked_.resize(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members.data()[i].first != key) continue;
    asked_[i] = true;
    return &members.data()[i].second;
  }
  return nullptr;
}
const Json* Reader::need(std::string_view key) {
  const Json* member = find(key);
  if (!member) {
    if (value_->is_object())
      fail(ErrorCode::MissingKey, "missing key: " + std::string(key));
    else if (asked_.empty()) {  // say it once a place, not once a key
      asked_.resize(1);
      expectObject();
    }
  }
  return member;
}
bool Reader::has(std::string_view key) const {
  if (!value_->is_object()) return false;
  const auto& members = value_->get_ref<const Json::object_t&>();
  return std::any_of(members.begin(), members.end(), [&](const auto& member) { return member.first == key; });
}

std::string Reader::text(std::string_view key) {
  const Json* member = need(key);
  return member ? child(*member, key).asText() : "";
}
std::string Reader::textIf(std::string_view key, std::string fallback) {
  const Json* member = find(key);
  return member ? child(*member, key).asText() : fallback;
}
bool Reader::flag(std::string_view key) {
  const Json* member = need(key);
  return member && child(*member, key).asFlag();
}
bool Reader::flagIf(std::string_view key, bool fallback) {
  const Json* member = find(key);
  return member ? child(*member, key).asFlag() : fallback;
}
double Reader::number(std::string_view key) {
  const Json* member = need(key);
  return member ? child(*member, key).asNumber() : 0;
}
double Reader::numberIf(std::string_view key, double fallback) {
  const Json* member = find(key);
  return member ? child(*member, key).asNumber() : fallback;
}
std::int64_t Reader::integer(std::string_view key, std::int64_t min, std::int64_t max) {
  const Json* member = need(key);
  return member ? child(*member, key).asInteger(min, max) : min;
}
std::int64_t Reader::integerIf(std::string_view key, std::int64_t fallback, std::int64_t min,
                               std::int64_t max) {
  const Json* member = find(key);
  return member ? child(*member, key).asInteger(min, max) : fallback;
}
Time Reader::time(std::string_view key) {
  const Json* member = need(key);
  return member ? child(*member, key).asTime() : Time{};
}
std::optional<Time> Reader::timeIf(std::string_view key) {
  const Json* member = find(key);
  if (!member) return std::nullopt;
  return child(*member, key).asTime();
}
std::optional<Duration> Reader::durationIf(std::string_view key) {
  const Json* member = find(key);
  if (!member) return std::nullopt;
  return child(*member, key).asDuration();
}
std::vector<std::string> Reader::texts(std::string_view key) {
  std::vector<std::string> list;
  each(key, [&](Reader& element) { list.push_back(element.asText()); });
  return list;
}
std::vector<std::string> Reader::textsIf(std::string_view key) {
  return has(key) ? texts(key) : std::vector<std::string>{};
}
std::size_t Reader::oneOf(std::string_view key, std::initializer_list<std::string_view> allowed) {
  const std::size_t before = faults();
  const std::string value = text(key);
  if (faults() != before) return 0;
  const auto found = std::find(allowed.begin(), allowed.end(), value);
  if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
  std::string message = "expected one of";
  for (std::string_view each : allowed) message += " " + std::string(each);
  fail(ErrorCode::BadValue, message, key);
  return 0;
}
bool Reader::schema(std::string_view expected) {
  const std::size_t before = faults();
  const std::string value = text("schema");
  if (faults() == before && value != expected)
    fail(ErrorCode::UnknownSchema, "expected " + std::string(expected), "schema");
  return faults() == before;
}
const Json* Reader::rawIf(std::string_view key) { return find(key); }

void Reader::finish() {
  if (!value_->is_object()) return;
  const auto& members = value_->get_ref<const Json::object_t&>();
  asked_.resize(members.size());
  for (std::size_t i = 0; i < members.size(); ++i)
    if (const std::string& key = members.data()[i].first; !asked_[i])
      fail(ErrorCode::UnknownKey, "unknown key: " + key, key);
}

}  // namespace sayso::json
