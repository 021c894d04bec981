#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "core/recommend/row_part.h"

// As the programs do; the module for pages without row models is the same code without this line.
static const bool kHasRowModels = (sayso::recommend::useRowModels(), true);
