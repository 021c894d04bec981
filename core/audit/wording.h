#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/consent/policy_override.h"

// Turns of phrase that several rules and reports use.
namespace sayso::audit {

std::string inQuotes(std::string_view text);
/// "a, b, c".
std::string joined(const std::vector<std::string_view>& words);
/// "/policies/EU-FR".
std::string pointerTo(const consent::PolicyOverride& wish);
/// " (the reason given: …)"; empty if none was given.
std::string because(const consent::PolicyOverride& wish);
/// `text` where Markdown shall show it as it is.
std::string escaped(std::string_view text);

}  // namespace sayso::audit
