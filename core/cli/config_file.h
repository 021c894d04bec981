#pragma once

#include <optional>
#include <string>

#include "core/cli/io.h"
#include "core/consent/config.h"

namespace sayso::cli {

/// The config in a file, or every fault of it on `io`: also what only a site's own build can be held to.
std::optional<consent::Config> readConfigFile(const std::string& path, Io& io);

}  // namespace sayso::cli
