#include "core/recommend/row_part.h"

// No export of its own: linked beside bind_explain.cpp it has `loadModel` read row models as well.
static const bool kHasRowModels = (sayso::recommend::useRowModels(), true);
