#include "core/base/json.h"

#include <doctest/doctest.h>

using namespace sayso;

namespace {

Error refusal(std::string_view text, std::size_t maxBytes = json::kMaxBytes) {
  const auto value = json::parse(text, maxBytes);
  REQUIRE_FALSE(value);
  return {value.error().code, "", value.error().at};
}

std::vector<Error> faults(std::string_view text, void (*read)(json::Reader&)) {
  const auto value = json::parse(text);
  REQUIRE(value);
  std::vector<Error> errors;
  json::Reader reader(value.value(), errors);
  read(reader);
  for (Error& error : errors) error.message.clear();
  return errors;
}

}  // namespace

TEST_CASE("json: a key given twice is refused with its pointer, at any depth") {
  CHECK(refusal(R"({"a":1,"a":1})") == Error{ErrorCode::DuplicateKey, "", "/a"});
  CHECK(refusal(R"({"a":[0,{"b/c":1,"x":2,"b/c":3}]})") == Error{ErrorCode::DuplicateKey, "", "/a/1/b~1c"});
}

TEST_CASE("json: broken grammar is refused with the byte at fault") {
  CHECK(refusal(R"([1,2,])") == Error{ErrorCode::BadJson, "", "byte 5"});
  CHECK(refusal(R"({"a":1} x)").code == ErrorCode::BadJson);
  CHECK(refusal("") == Error{ErrorCode::BadJson, "", "byte 0"});
  CHECK(refusal("[NaN]").code == ErrorCode::BadJson);
  CHECK(refusal("[01]").code == ErrorCode::BadJson);
  CHECK(refusal("['a']").code == ErrorCode::BadJson);
}

TEST_CASE("json: no proper prefix of an object is an object") {
  const std::string text = R"({"a":[1,-2.5e3,"\u00e9",{"b":null,"c":true}]})";
  REQUIRE(json::parse(text));
  for (std::size_t length = 0; length < text.size(); ++length)
    CHECK_FALSE(json::parse(text.substr(0, length)));
}

TEST_CASE("json: text that is not UTF-8, and lone surrogates, are refused") {
  CHECK(refusal("\"\xff\"") == Error{ErrorCode::BadUtf8, "", "byte 1"});
  CHECK(refusal("\"\xed\xa0\x80\"").code == ErrorCode::BadUtf8);  // a surrogate in UTF-8
  CHECK(refusal("\"\xc0\xaf\"").code == ErrorCode::BadUtf8);      // an overlong slash
  CHECK(refusal(R"("\ud800")").code == ErrorCode::BadJson);
  CHECK(refusal(R"("\udc00x")").code == ErrorCode::BadJson);
}

TEST_CASE("json: numbers that no double holds are refused") {
  CHECK(refusal("[1e999]").code == ErrorCode::BadNumber);
  CHECK(refusal("[-1e999]").code == ErrorCode::BadNumber);
  CHECK(json::parse("[1e308]"));
}

TEST_CASE("json: 64 levels are read, 65 refused") {
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  CHECK(json::parse(nested(64)));
  CHECK(refusal(nested(65)).code == ErrorCode::TooDeep);
  std::string objects = "1";
  for (int i = 0; i < 65; ++i) objects = "{\"a\":" + objects + "}";
  CHECK(refusal(objects).code == ErrorCode::TooDeep);
}

TEST_CASE("json: more bytes than allowed are refused before they are read") {
  CHECK(json::parse("[1,2]", 5));
  CHECK(refusal("[1,2]", 4) == Error{ErrorCode::TooLarge, "", "byte 4"});
}

TEST_CASE("json: writing never fails, whatever bytes a text holds") {
  CHECK(json::dump(Json("\xff")) == "\"\xef\xbf\xbd\"");
}

TEST_CASE("json: a refusal never repeats the text it refuses") {
  const auto value = json::parse(R"({"secret":"value" oops})");
  REQUIRE_FALSE(value);
  CHECK(value.error().message.find("value\"") == std::string::npos);
}

TEST_CASE("json: answers have one shape") {
  CHECK(json::dump(json::toJson(Result<Json>(Json{{"a", 1}}))) == R"({"ok":true,"value":{"a":1}})");
  CHECK(json::dump(json::toJson(Result<Json>(Error{ErrorCode::UnknownPurpose, "m", "/signals/2/purpose"}))) ==
        R"({"ok":false,"error":{"code":"unknown-purpose","message":"m","at":"/signals/2/purpose"}})");
}

TEST_CASE("reader: one pass finds every fault, each with its place") {
  const auto errors =
      faults(R"({"id":7,"list":["a",5],"extra":1,"inner":{"n":"x"}})", [](json::Reader& reader) {
        reader.text("id");
        reader.texts("list");
        reader.text("missing");
        reader.in("inner", [](json::Reader& inner) { inner.number("n"); });
        reader.finish();
      });
  CHECK(errors == std::vector<Error>{{ErrorCode::WrongType, "", "/id"},
                                     {ErrorCode::WrongType, "", "/list/1"},
                                     {ErrorCode::MissingKey, "", ""},
                                     {ErrorCode::WrongType, "", "/inner/n"},
                                     {ErrorCode::UnknownKey, "", "/extra"}});
}

TEST_CASE("reader: whole numbers keep to their range, whatever their size") {
  const auto read = [](json::Reader& reader) { reader.integer("n", 0, 10); };
  CHECK(faults(R"({"n":10})", read).empty());
  CHECK(faults(R"({"n":11})", read).front().code == ErrorCode::OutOfRange);
  CHECK(faults(R"({"n":-1})", read).front().code == ErrorCode::OutOfRange);
  CHECK(faults(R"({"n":18446744073709551615})", read).front().code == ErrorCode::OutOfRange);
  CHECK(faults(R"({"n":1.5})", read).front().code == ErrorCode::WrongType);
}

TEST_CASE("reader: what should be an object and isn't is said once") {
  const auto errors = faults("[]", [](json::Reader& reader) {
    reader.text("a");
    reader.text("b");
    reader.finish();
  });
  CHECK(errors == std::vector<Error>{{ErrorCode::WrongType, "", ""}});
}

TEST_CASE("reader: a schema of another version is unknown") {
  const auto errors =
      faults(R"({"schema":"say-so-state/2"})", [](json::Reader& reader) { reader.schema("say-so-state/1"); });
  CHECK(errors == std::vector<Error>{{ErrorCode::UnknownSchema, "", "/schema"}});
}
