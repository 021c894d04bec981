#pragma once

#include <optional>
#include <string_view>

namespace sayso::audit {

/// A colour of sRGB, each part from 0 to 1.
struct Color {
  double red = 0, green = 0, blue = 0, alpha = 1;
  bool operator==(const Color&) const = default;
};

/// Reads a colour of CSS Color 4 that is the same for everyone: hex, names, rgb(), hsl(), hwb(), oklab() and
/// oklch(). Nothing for others, among them currentColor and the colours of the system.
std::optional<Color> readColor(std::string_view text);

/// What is seen where `top` lies on `bottom`.
Color over(const Color& top, const Color& bottom);

/// How `one` stands out against `other`, from 1 to 21, as WCAG 2.2 counts it. Both are opaque.
double contrast(const Color& one, const Color& other);

}  // namespace sayso::audit
