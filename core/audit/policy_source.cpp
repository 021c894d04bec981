#include "core/audit/policy_source.h"

namespace sayso::audit {
namespace {

#include "core/audit/policy_sources.inc"

}  // namespace

std::span<const PolicySource> policySources() { return kSources; }

}  // namespace sayso::audit
