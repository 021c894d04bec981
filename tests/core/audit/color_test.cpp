#include "core/audit/color.h"

#include <doctest/doctest.h>

using namespace sayso::audit;

namespace {

/// As browsers show it: whole numbers of 255.
struct Shown {
  int red, green, blue;
  bool operator==(const Shown&) const = default;
};
Shown shown(std::string_view text) {
  const auto color = readColor(text);
  REQUIRE(color);
  const auto part = [](double value) { return static_cast<int>(value * 255 + 0.5); };
  return {part(color->red), part(color->green), part(color->blue)};
}

double contrastOf(std::string_view one, std::string_view other) {
  return contrast(*readColor(one), *readColor(other));
}

}  // namespace

TEST_CASE("color: every way of writing the same colour reads the same") {
  // What Chromium paints for the same texts.
  for (std::string_view text :
       {"#2b6047", "#2B6047ff", "rgb(43 96 71)", "rgb(43, 96, 71)", "rgba(43,96,71,1)",
        "rgb(43 96 71 / 100%)", "rgb(16.8627% 37.6471% 27.8431%)"})
    CHECK(shown(text) == Shown{43, 96, 71});
  CHECK(shown("#abc") == Shown{170, 187, 204});
  CHECK(shown("RebeccaPurple") == Shown{102, 51, 153});
  CHECK(shown("hsl(120deg 100% 25%)") == Shown{0, 128, 0});
  CHECK(shown("hsl(-0.5turn, 50%, 50%)") == Shown{64, 191, 191});
  CHECK(shown("hwb(90 10% 20%)") == Shown{115, 204, 26});
  CHECK(shown("oklch(0.6 0.15 150)") == Shown{37, 152, 77});
  CHECK(shown("oklab(40.101% 0.1147 0.0453)") == Shown{125, 35, 41});
  CHECK(readColor("rgb(0 0 0 / 25%)")->alpha == 0.25);
  CHECK(readColor("#0008")->alpha == doctest::Approx(8.0 / 15));
  CHECK(readColor("transparent")->alpha == 0);
}

TEST_CASE("color: what depends on the page or is malformed is no colour") {
  for (std::string_view text :
       {"", "#12", "#1234567", "#xyz", "currentColor", "Canvas", "reddish", "rgb(1 2)", "rgb(1 2 3 / 4 5)",
        "rgb(a b c)", "color-mix(in oklab, red, blue)", "rgb(1 2 3", "lab(50% 1 2)", "1px", "none"})
    CHECK_FALSE(readColor(text));
}

TEST_CASE("color: contrast is that of WCAG, whichever is in front") {
  CHECK(contrastOf("black", "white") == doctest::Approx(21));
  CHECK(contrastOf("white", "white") == 1);
  CHECK(contrastOf("#767676", "#fff") == doctest::Approx(4.5422).epsilon(0.0001));
  CHECK(contrastOf("#fff", "#767676") == contrastOf("#767676", "#fff"));
}

TEST_CASE("color: what is see-through mixes with what is behind it") {
  CHECK(over({1, 1, 1, 0.5}, {0, 0, 0, 1}) == Color{0.5, 0.5, 0.5, 1});
  CHECK(over({1, 0, 0, 0}, {0, 1, 0, 1}) == Color{0, 1, 0, 1});
  CHECK(over({1, 0, 0, 0}, {0, 1, 0, 0}).alpha == 0);
}
