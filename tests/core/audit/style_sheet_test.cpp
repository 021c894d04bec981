#include "core/audit/style_sheet.h"

#include <doctest/doctest.h>

using namespace sayso;
using namespace sayso::audit;

namespace {

/// One line a declaration: conditions, selectors, property, value.
std::string read(std::string_view css) {
  const auto rules = readStyleSheet(css);
  REQUIRE(rules);
  std::string text;
  for (const StyleRule& rule : rules.value())
    for (const StyleDeclaration& each : rule.declarations) {
      for (const std::string& condition : *rule.conditions) text += condition + " | ";
      for (const std::string& selector : *rule.selectors) text += selector + "; ";
      text += each.property + " = " + each.value + (each.isImportant ? " !" : "") + "\n";
    }
  return text;
}

/// "truncated at 2:1".
std::string refusal(std::string_view css) {
  const auto rules = readStyleSheet(css);
  if (rules) return "read";
  return std::string(toText(rules.error().code)) + " at " + rules.error().at;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("style sheet: declarations come with their selectors, folded") {
  CHECK(read("a , b:is(c, d)>e { COLOR : Red ;; --Own:  A  b }") ==
        "a; b:is(c, d)>e; color = Red\na; b:is(c, d)>e; --Own = A b\n");
  CHECK(read("a{color:red}b{color:blue}") == "a; color = red\nb; color = blue\n");
  CHECK(read("a{color:red! IMPORTANT;b:url(\"x;y}\") !important}") ==
        "a; color = red !\na; b = url(\"x;y}\") !\n");
  CHECK(read("") == "");
}

TEST_CASE("style sheet: comments and strings hide what is in them") {
  CHECK(read("a/* { */{/* ; */color:/**/red/* } */}") == "a; color = red\n");
  CHECK(read("a{content:'/* { \\' '}") == "a; content = '/* { \\' '\n");
  CHECK(read("a{--x:{b:c;d};e:f}") == "a; --x = {b:c;d}\na; e = f\n");
}

TEST_CASE("style sheet: what is around a rule is told, nested or not") {
  CHECK(read("@media (a) { @supports (b) { x { y: z } } }") == "@media (a) | @supports (b) | x; y = z\n");
  CHECK(read("x{y:z; @media (a) { y: w } &.b, c & { y: v } d { y: u } y: t}") ==
        "x; y = z\n@media (a) | x; y = w\nx.b; c x; y = v\nx d; y = u\nx; y = t\n");
  CHECK(read("x, w { &:hover { y: z } }") == "x:hover; w:hover; y = z\n");
}

TEST_CASE("style sheet: what is no rule of style is left out") {
  CHECK(read("@import 'a.css'; @charset \"x\"; @font-face { font-family: x } a{b:c}") == "a; b = c\n");
  CHECK(read("@keyframes k { from { b: c } to { b: d } } a{b:c}") == "a; b = c\n");
}

TEST_CASE("style sheet: what is malformed is refused with its place") {
  CHECK(refusal("a{b:c}\n/* ") == "truncated at 2:1");
  CHECK(refusal("a{b:c") == "truncated at 1:1");
  CHECK(refusal("\n a { b: 'c\n' }") == "bad-value at 2:9");
  CHECK(refusal("a{b:'c") == "truncated at 1:5");
  CHECK(refusal("a{b:f(c}") == "bad-value at 1:8");
  CHECK(refusal("a{b:f(c") == "truncated at 1:6");
  CHECK(refusal("a{}}") == "bad-value at 1:4");
  CHECK(refusal("a{b}") == "bad-value at 1:3");
  CHECK(refusal("a{b;c:d}") == "bad-value at 1:3");
  CHECK(refusal("a;") == "truncated at 1:1");
  CHECK(refusal("@media (a) { b{c:d}") == "truncated at 1:1");
  CHECK(refusal("@font-face { a: b") == "truncated at 1:1");
  CHECK(refusal("a{b:\xff}") == "bad-utf8 at 1:5");
}

TEST_CASE("style sheet: depth, size and repetition are bounded") {
  CHECK(refusal(repeated("a{", 32) + repeated("}", 32)) == "read");
  CHECK(refusal(repeated("a{", 34) + repeated("}", 34)).starts_with("too-deep"));
  CHECK(refusal("a{b:" + repeated("(", 33) + repeated(")", 33) + "}").starts_with("too-deep"));
  CHECK(refusal(std::string((1 << 20) + 1, ' ')) == "too-large at 1:1");
  // Each level multiplies the selectors: a thousand, then a million of them.
  const std::string list = repeated("aaaa,", 999) + "a";
  CHECK(refusal(list + "{" + list + "{" + list + "{b:c}}}").starts_with("too-large"));
  CHECK(
      refusal("a{" + repeated("&", 2000) + "{" + repeated("&", 2000) + "{" + repeated("&", 2000) + "{b:c}}}}")
          .starts_with("too-large"));
}
