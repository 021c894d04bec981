#include "core/recommend/catalog.h"

#include <doctest/doctest.h>

#include "tests/core/recommend/store.h"

namespace sayso::recommend {
namespace {

using testing::parsed;
using testing::store;

/// The error of the shop's catalog after `change`.
template <class Change>
Error errorAfter(Change&& change) {
  Json catalog = store()["catalog"];
  change(catalog);
  auto read = readCatalog(json::dump(catalog));
  REQUIRE(!read);
  return read.error();
}

void check(const Error& error, ErrorCode code, std::string_view at) {
  CHECK(toText(error.code) == toText(code));
  CHECK(error.at == at);
}

}  // namespace

TEST_CASE("catalog: items keep the file's order and can be found by id") {
  auto catalog = readCatalog(json::dump(store()["catalog"]));
  REQUIRE(catalog);
  CHECK(catalog.value().items().size() == 8);
  CHECK(catalog.value().find("cup") == 0);
  CHECK(catalog.value().find("ink") == 7);
  CHECK(catalog.value().find("nothing") == Catalog::kNone);
  CHECK(catalog.value().items()[4].tags == std::vector<std::string>{"colour:green", "colour:red"});
  CHECK(catalog.value().items()[5].sensitive);
}

TEST_CASE("catalog: an id given twice is refused at its second place") {
  check(errorAfter([](Json& catalog) { catalog["items"][7]["id"] = "cup"; }), ErrorCode::DuplicateId,
        "/items/7/id");
}

TEST_CASE("catalog: every fault has its code and place") {
  check(errorAfter([](Json& catalog) { catalog["schema"] = "say-so-catalog/2"; }), ErrorCode::UnknownSchema,
        "/schema");
  check(errorAfter([](Json& catalog) { catalog["currency"] = "pounds"; }), ErrorCode::BadValue, "/currency");
  check(errorAfter([](Json& catalog) { catalog["extra"] = 1; }), ErrorCode::UnknownKey, "/extra");
  check(errorAfter([](Json& catalog) { catalog["items"] = "none"; }), ErrorCode::WrongType, "/items");
  check(errorAfter([](Json& catalog) { catalog["items"][1].erase("price"); }), ErrorCode::MissingKey,
        "/items/1");
  check(errorAfter([](Json& catalog) { catalog["items"][1]["price"] = -1; }), ErrorCode::OutOfRange,
        "/items/1/price");
  check(errorAfter([](Json& catalog) { catalog["items"][1]["price"] = "1"; }), ErrorCode::WrongType,
        "/items/1/price");
  check(errorAfter([](Json& catalog) { catalog["items"][1]["id"] = ""; }), ErrorCode::BadValue,
        "/items/1/id");
  check(errorAfter([](Json& catalog) { catalog["items"][0]["tags"][0] = "red"; }), ErrorCode::BadValue,
        "/items/0/tags/0");
  check(errorAfter([](Json& catalog) { catalog["items"][0]["colour"] = "red"; }), ErrorCode::UnknownKey,
        "/items/0/colour");
}

TEST_CASE("catalog: a link cannot be a script") {
  for (const char* url :
       {"javascript:alert(1)", "data:text/html,x", "//elsewhere.example/x", "/\\elsewhere.example"})
    check(errorAfter([&](Json& catalog) { catalog["items"][0]["url"] = url; }), ErrorCode::BadValue,
          "/items/0/url");
}

TEST_CASE("catalog: all faults are found in one pass") {
  Json catalog = store()["catalog"];
  catalog["items"][0]["price"] = nullptr;
  catalog["items"][3]["title"] = 5;
  std::vector<Error> errors;
  readCatalog(json::dump(catalog), errors);
  CHECK(errors.size() == 2);
}

TEST_CASE("facets: what profile questions can offer, most items first, without what is sensitive") {
  auto catalog = readCatalog(json::dump(store()["catalog"]));
  REQUIRE(catalog);
  CHECK(facets(catalog.value()) == parsed(R"({"categories":["Kitchen","Cards","Garden"],
    "tags":{"colour":["red","blue","green"]},"price":{"min":0.5,"max":15.0}})"));
}

}  // namespace sayso::recommend
