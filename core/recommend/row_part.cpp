#include "core/recommend/row_part.h"

namespace sayso::recommend {

RowParts& rowParts() {
  static RowParts parts;
  return parts;
}

}  // namespace sayso::recommend
