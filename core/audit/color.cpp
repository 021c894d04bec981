#include "core/audit/color.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "core/audit/color_names.h"
#include "core/audit/style_sheet.h"
#include "core/audit/style_value.h"
#include "core/base/math.h"

namespace sayso::audit {
namespace {

constexpr double kTurn = 360;
constexpr double kPi = 3.14159265358979323846;

double within(double part) { return std::min(std::max(part, 0.0), 1.0); }

Color opaque(std::uint32_t rgb) {
  const auto part = [&](unsigned shift) { return static_cast<double>((rgb >> shift) & 255) / 255; };
  return {part(16), part(8), part(0), 1};
}

std::optional<Color> readHex(std::string_view digits) {
  std::uint32_t parts[8];
  if (digits.size() != 3 && digits.size() != 4 && digits.size() != 6 && digits.size() != 8)
    return std::nullopt;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = digits[i];
    if (c >= '0' && c <= '9')
      parts[i] = static_cast<std::uint32_t>(c - '0');
    else if (c >= 'a' && c <= 'f')
      parts[i] = static_cast<std::uint32_t>(c - 'a' + 10);
    else
      return std::nullopt;
  }
  const bool isShort = digits.size() < 6;
  double values[4] = {0, 0, 0, 1};
  for (std::size_t i = 0; i < digits.size() / (isShort ? 1 : 2); ++i)
    values[i] = static_cast<double>(isShort ? parts[i] * 17 : parts[2 * i] * 16 + parts[2 * i + 1]) / 255;
  return Color{values[0], values[1], values[2], values[3]};
}

/// An argument of a colour function: its number, and what a percent of it is worth.
struct Argument {
  double number = 0;
  bool isPercent = false;

  double of(double whole) const { return isPercent ? number / 100 * whole : number; }
};

std::optional<Argument> readArgument(std::string_view text) {
  if (text == "none") return Argument{};
  const auto measure = readMeasure(text);
  if (!measure) return std::nullopt;
  if (measure->unit.empty() || measure->unit == "deg") return Argument{measure->number, false};
  if (measure->unit == "%") return Argument{measure->number, true};
  if (measure->unit == "turn") return Argument{measure->number * kTurn, false};
  if (measure->unit == "rad") return Argument{measure->number * kTurn / (2 * kPi), false};
  if (measure->unit == "grad") return Argument{measure->number * kTurn / 400, false};
  return std::nullopt;
}

/// "1 2 3 / 4" or "1, 2, 3, 4".
std::optional<std::vector<Argument>> readArguments(std::string_view text) {
  std::vector<Argument> arguments;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ' && text[i] != ',' && text[i] != '/') {
      word += text[i];
      continue;
    }
    if (word.empty()) continue;
    const auto argument = readArgument(word);
    if (!argument || arguments.size() == 4) return std::nullopt;
    arguments.push_back(*argument);
    word.clear();
  }
  if (arguments.size() == 3) arguments.push_back({1, false});
  if (arguments.size() != 4) return std::nullopt;
  return arguments;
}

/// One part of hsl(): how far a hue is from red (0), green (8) or blue (4), of twelve.
double ofHue(double hue, double saturation, double lightness, double from) {
  double k = from + hue / 30;
  k -= 12 * std::floor(k / 12);
  const double most = saturation * std::min(lightness, 1 - lightness);
  return lightness - most * std::max(-1.0, std::min({k - 3, 9 - k, 1.0}));
}

Color fromHsl(double hue, double saturation, double lightness) {
  return {ofHue(hue, saturation, lightness, 0), ofHue(hue, saturation, lightness, 8),
          ofHue(hue, saturation, lightness, 4), 1};
}

Color fromHwb(double hue, double white, double black) {
  if (white + black >= 1)
    return {white / (white + black), white / (white + black), white / (white + black), 1};
  Color color = fromHsl(hue, 1, 0.5);
  for (double* part : {&color.red, &color.green, &color.blue}) *part = *part * (1 - white - black) + white;
  return color;
}

double encoded(double linear) {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * math::pow(linear, 1 / 2.4) - 0.055;
}

/// CSS Color 4, section 9; what sRGB does not have is cut, as a screen of sRGB shows it at least nearly.
Color fromOklab(double lightness, double a, double b) {
  const auto cube = [](double x) { return x * x * x; };
  const double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
  const double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
  const double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
  return {encoded(within(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
          encoded(within(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
          encoded(within(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)), 1};
}

/// Cosine by its series, of an angle in degrees: a hue needs no more, and libm is not the same everywhere.
double cosine(double degrees) {
  degrees -= kTurn * std::floor(degrees / kTurn + 0.5);
  const double x = degrees / 180 * kPi;
  double term = 1, sum = 1;
  for (int i = 1; i < 16; ++i) {
    term *= -x * x / ((2 * i - 1) * (2 * i));
    sum += term;
  }
  return sum;
}

std::optional<Color> readFunction(std::string_view name, const std::vector<Argument>& given) {
  const Argument &first = given[0], &second = given[1], &third = given[2], &fourth = given[3];
  std::optional<Color> color;
  if (name == "rgb" || name == "rgba")
    color = Color{first.of(255) / 255, second.of(255) / 255, third.of(255) / 255, 1};
  else if (name == "hsl" || name == "hsla")
    color = fromHsl(first.number, within(second.number / 100), within(third.number / 100));
  else if (name == "hwb")
    color = fromHwb(first.number, within(second.number / 100), within(third.number / 100));
  else if (name == "oklab")
    color = fromOklab(first.of(1), second.of(0.4), third.of(0.4));
  else if (name == "oklch")
    color = fromOklab(first.of(1), second.of(0.4) * cosine(third.number),
                      second.of(0.4) * cosine(third.number - 90));
  if (!color) return std::nullopt;
  return Color{within(color->red), within(color->green), within(color->blue), within(fourth.of(1))};
}

double luminance(const Color& color) {
  const auto linear = [](double part) {
    return part <= 0.04045 ? part / 12.92 : math::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

}  // namespace

std::optional<Color> readColor(std::string_view given) {
  const std::string text = lowered(given);
  if (text.starts_with('#')) return readHex(std::string_view(text).substr(1));
  if (text == "transparent") return Color{0, 0, 0, 0};
  const auto* end = std::end(kColorNames);
  const auto* named =
      std::lower_bound(std::begin(kColorNames), end, text,
                       [](const ColorName& each, const std::string& name) { return each.name < name; });
  if (named != end && named->name == text) return opaque(named->rgb);
  const std::size_t bracket = text.find('(');
  if (bracket == text.npos || !text.ends_with(')')) return std::nullopt;
  const auto arguments = readArguments(std::string_view(text).substr(bracket + 1, text.size() - bracket - 2));
  if (!arguments) return std::nullopt;
  return readFunction(std::string_view(text).substr(0, bracket), *arguments);
}

Color over(const Color& top, const Color& bottom) {
  const double alpha = top.alpha + bottom.alpha * (1 - top.alpha);
  if (alpha == 0) return {0, 0, 0, 0};
  const auto mixed = [&](double above, double below) {
    return (above * top.alpha + below * bottom.alpha * (1 - top.alpha)) / alpha;
  };
  return {mixed(top.red, bottom.red), mixed(top.green, bottom.green), mixed(top.blue, bottom.blue), alpha};
}

double contrast(const Color& one, const Color& other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace sayso::audit
