#include "core/base/json.h"

#include <algorithm>

#include "core/base/number.h"

namespace sayso::json {
namespace {

constexpr std::size_t kMaxErrors = 200;  // more help nobody, and a hostile file could ask for millions

std::vector<Json::object_t::value_type>& membersOf(Json& object) { return object.get_ref<Json::object_t&>(); }

}  // namespace

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

Json Value::take() const {
  switch (kind_) {
    case Kind::Null:
      break;
    case Kind::Flag:
      return Json(of_.whole != 0);
    case Kind::Whole:
      return Json(of_.whole);
    case Kind::Natural:
      return Json(static_cast<std::uint64_t>(of_.whole));
    case Kind::Number:
      return Json(of_.number);
    case Kind::Text:
      return Json(std::string(of_.text, size_));
    case Kind::Texts: {
      Json list = Json::array();
      for (const std::string& text : *of_.texts) append(list, text);
      return list;
    }
    case Kind::Copied:
      return *of_.json;
    case Kind::Moved:
      return std::move(*of_.moved);
  }
  return nullptr;
}

Json object(std::initializer_list<Member> members) {
  Json made = Json::object();
  auto& list = membersOf(made);
  list.reserve(members.size());
  for (const Member& member : members) list.emplace_back(std::string(member.key), member.value.take());
  return made;
}

Json& set(Json& object, std::string_view key, const Value& value) {
  if (object.is_null()) object = Json::object();
  auto& members = membersOf(object);
  auto found =
      std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.first == key; });
  if (found == members.end()) {
    members.emplace_back(std::string(key), value.take());
    return members.back().second;
  }
  found->second = value.take();
  return found->second;
}

void append(Json& array, const Value& value) {
  if (array.is_null()) array = Json::array();
  array.get_ref<Json::array_t&>().push_back(value.take());
}

Json toJson(const Error& error) {
  return object({{"code", toText(error.code)}, {"message", error.message}, {"at", error.at}});
}
Json ok(Json value) { return object({{"ok", true}, {"value", std::move(value)}}); }
Json fail(const Error& error) { return object({{"ok", false}, {"error", toJson(error)}}); }
Json toJson(const Result<Json>& result) { return result ? ok(result.value()) : fail(result.error()); }

Reader::Reader(const Json& value, std::vector<Error>& errors, std::string at)
    : value_(&value), errors_(&errors), root_(std::move(at)) {}

std::string Reader::at() const {
  if (!parent_) return root_;
  const std::string above = parent_->at() + "/";
  return index_ != kNoIndex ? above + formatInteger(index_) : above + pointerStep(key_);
}

void Reader::fail(ErrorCode code, std::string_view message) {
  if (errors_->size() < kMaxErrors) errors_->push_back({code, std::string(message), at()});
}
void Reader::fail(ErrorCode code, std::string_view message, std::string_view key) {
  if (errors_->size() < kMaxErrors)
    errors_->push_back({code, std::string(message), at() + "/" + pointerStep(key)});
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
  fail(ErrorCode::OutOfRange, "expected " + formatInteger(min) + " to " + formatInteger(max));
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
    asked_[i] = 1;
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

void Reader::in(std::string_view key, Use use) {
  if (need(key)) inIf(key, use);
}
void Reader::inIf(std::string_view key, Use use) {
  const Json* member = find(key);
  if (!member) return;
  Reader inner = child(*member, key);
  use(inner);
}
void Reader::each(std::string_view key, Use use) {
  if (need(key)) eachIf(key, use);
}
void Reader::eachIf(std::string_view key, Use use) {
  inIf(key, [&](Reader& list) { list.elements(use); });
}
void Reader::elements(Use use) {
  if (!expectArray()) return;
  std::size_t index = 0;
  for (const Json& element : *value_) {
    Reader inner(element, *this, {}, index++);
    use(inner);
  }
}
void Reader::members(FunctionRef<void(std::string_view, Reader&)> use) {
  if (!expectObject()) return;
  for (const auto& [key, member] : value_->get_ref<const Json::object_t&>()) {
    find(key);
    Reader inner = child(member, key);
    use(key, inner);
  }
}

void Reader::finish() {
  if (!value_->is_object()) return;
  const auto& members = value_->get_ref<const Json::object_t&>();
  asked_.resize(members.size());
  for (std::size_t i = 0; i < members.size(); ++i)
    if (const std::string& key = members.data()[i].first; !asked_[i])
      fail(ErrorCode::UnknownKey, "unknown key: " + key, key);
}

}  // namespace sayso::json
