#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/audit/style_sheet.h"
#include "core/audit/theme_finding.h"

namespace sayso::audit {

/// The parts that a page may style, in the order of docs/themes.md.
std::span<const std::string_view> parts();

/// Finds what rules for the widget's parts and elements hide, move away, or set one answer apart by.
void checkParts(const std::vector<StyleRule>& rules, ThemeFindings& findings);

}  // namespace sayso::audit
