#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/audit/document.h"
#include "core/audit/flip.h"
#include "core/audit/group_rates.h"
#include "core/audit/proxy.h"
#include "core/audit/what_if.h"
#include "core/base/json.h"

/// `say-so-fairness/1`: what decisions did to groups, by every usual criterion at once.
namespace sayso::audit {

/// One attribute; what could not be looked at has its reason instead.
struct AttributeAudit {
  AttributeRates rates;
  std::optional<Flip> flip;
  std::string whyNoFlip;
  std::optional<ProxyTest> proxy;
  std::string whyNoProxy;
  std::vector<WhatIf> whatIfs;
  std::vector<std::string> whyNoWhatIf;
};

struct Fairness {
  std::size_t rows = 0;
  std::string decidedBy;  // in words
  std::optional<double> threshold;
  Reckoning how;
  Resampling resampling;
  Counts all;
  std::optional<Calibration> calibration;
  std::vector<AttributeAudit> attributes;
};

/// The four-fifths rule of the US guidelines on selection (1978): below this ratio a difference is looked
/// into.
constexpr double kFourFifths = 0.8;

/// A figure that has no value is null, with `why`.
Json toJson(const Fairness& report);
Document toDocument(const Fairness& report);

}  // namespace sayso::audit
