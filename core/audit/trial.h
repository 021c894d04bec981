#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

/// The trial that would settle it: two groups of visitors by lot, one with the change, and how many buy.
namespace sayso::audit {

/// How sure a trial has to be. `confidence` is two-sided, `power` the chance to notice the difference.
struct Certainty {
  double confidence = 0.95;
  double power = 0.8;
};

/// Visitors that each of two groups needs so that a rate of `treated` instead of `control` is noticed: the
/// normal approximation with the pooled variance under no difference (as R's power.prop.test). Not rounded.
double visitorsNeeded(double control, double treated, Certainty certainty);

/// The chance that two groups of `visitors` each notice it.
double powerOf(double control, double treated, double visitors, double confidence);

/// The smallest rate above `control` that two groups of `visitors` each notice; 1 if none is.
double leastNoticed(double control, double visitors, Certainty certainty);

/// One question in JSON. A plan: `{"base", "lift", "visitorsPerDay"?, "share"?, "confidence"?, "power"?}`
/// (the lift is relative, 0.1 for ten percent more; share is that of the visitors who take part) ->
/// `{"treated", "visitors" each group, "total", "days"?}`. A result: `{"control": {"visitors", "bought"},
/// "treated": {"visitors", "bought"}, "confidence"?}` -> rates with Wilson's intervals, the difference with
/// Newcombe's (1998, method 10), the relative lift and the two-sided p of the pooled z test.
Result<Json> answerTrial(const Json& question);

}  // namespace sayso::audit
