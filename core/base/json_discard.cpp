#include "core/base/json_discard.h"

namespace sayso::json {

void discard(Json& value) {
  if (!value.is_structured()) return;
  for (Json& each : value) discard(each);
  value.clear();
}

}  // namespace sayso::json
