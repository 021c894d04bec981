#pragma once

#include <string>
#include <string_view>

#include "core/consent/config.h"

namespace sayso::consent {

/// The hash of what consent is about: controller, purposes, recipients, retention and signals. Neither the
/// words, nor the order in which things are listed, nor technical settings change it. A grant given under
/// another meaning is void.
std::string meaningHash(const Config& config);

/// The hash of the words that a visitor sees in one language; recorded with each choice, decides nothing.
std::string textHash(const Words& words);

}  // namespace sayso::consent
