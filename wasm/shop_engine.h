#pragma once

#include "core/recommend/engine.h"

/// The one catalog and model of the page.
sayso::recommend::Engine& shopEngine();
