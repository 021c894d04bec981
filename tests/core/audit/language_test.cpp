#include "core/audit/language.h"

#include <doctest/doctest.h>

using namespace sayso::audit;

TEST_CASE("language: a tag with a region has the words of its language, an unknown one none") {
  REQUIRE(languageFor("en"));
  CHECK(languageFor("en-GB") == languageFor("en"));
  CHECK(languageFor("de-AT") != languageFor("en"));
  CHECK(languageFor("tlh") == nullptr);
  CHECK(languageFor("") == nullptr);
}

TEST_CASE("plain: case, spaces, apostrophes and marks at the ends make no difference") {
  CHECK(plain("  Don’t  not\xc2\xa0this! ") == "don't not this");
  CHECK(plain("ÄÖÜß ÉÈ") == "äöüß éè");
  CHECK(plain("×÷") == "×÷");  // no letters, though between them
  CHECK(plain("“OK”") == "“ok”");
  CHECK(plain("…?!") == "…");
  CHECK(plain("?!") == "");
  CHECK(plain("") == "");
}

TEST_CASE("firstIn: phrases are found in whole words, or as parts of words where they say so") {
  constexpr std::string_view phrases[] = {"ad", "lose", "*werbung*", "abo*", "not nice"};
  CHECK(firstIn("One ad.", phrases) == "ad");
  CHECK(firstIn("Ladies adore", phrases) == "");
  CHECK(firstIn("close closely", phrases) == "");
  CHECK(firstIn("Onlinewerbungen", phrases) == "*werbung*");
  CHECK(firstIn("Abonnieren", phrases) == "abo*");
  CHECK(firstIn("Lab, laboriert", phrases) == "");
  CHECK(firstIn("Not  Nice", phrases) == "not nice");
  CHECK(firstIn("", phrases) == "");
}

TEST_CASE("isOneOf: the whole label, not a part of it") {
  constexpr std::string_view labels[] = {"ok", "alle ablehnen"};
  CHECK(isOneOf("OK!", labels));
  CHECK(isOneOf("Alle ablehnen", labels));
  CHECK_FALSE(isOneOf("OK, reject all", labels));
}
