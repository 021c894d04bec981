#pragma once

#include <optional>
#include <string>

#include "core/cli/io.h"
#include "core/consent/config.h"
#include "core/privacy/settings.h"

namespace sayso::cli {

/// The config in a file, or every fault of it on `io`: also what only a site's own build can be held to.
std::optional<consent::Config> readConfigFile(const std::string& path, Io& io);

/// What the config asks under local differential privacy, noting each fault.
privacy::Settings readPrivacy(const consent::Config& config, std::vector<Error>& errors);

}  // namespace sayso::cli
