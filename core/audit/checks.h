#pragma once

#include "core/audit/rule.h"

// The checks of the rules that a config can be held to; rules.cpp says which is whose.
namespace sayso::audit {

// check_controls.cpp: what can be pressed.
void checkRejectBesideAccept(const Subject& subject, Findings& findings);
void checkLabels(const Subject& subject, Findings& findings);
void checkClosing(const Subject& subject, Findings& findings);
void checkReopening(const Subject& subject, Findings& findings);
void checkWithdrawal(const Subject& subject, Findings& findings);
void checkOptOutObstacles(const Subject& subject, Findings& findings);
void checkLawLinks(const Subject& subject, Findings& findings);
void checkNumberOfControls(const Subject& subject, Findings& findings);

// check_words.cpp: what is said.
void checkDoubleNegatives(const Subject& subject, Findings& findings);
void checkShaming(const Subject& subject, Findings& findings);
void checkFirstLayerSays(const Subject& subject, Findings& findings);
void checkPartnerCount(const Subject& subject, Findings& findings);
void checkLanguages(const Subject& subject, Findings& findings);
void checkSameWording(const Subject& subject, Findings& findings);
void checkLength(const Subject& subject, Findings& findings);
void checkReviewed(const Subject& subject, Findings& findings);

// check_purposes.cpp: what is asked for.
void checkPreset(const Subject& subject, Findings& findings);
void checkGranularity(const Subject& subject, Findings& findings);
void checkMinors(const Subject& subject, Findings& findings);
void checkPolicyDefault(const Subject& subject, Findings& findings);
void checkConsentMode(const Subject& subject, Findings& findings);

// check_terms.cpp: how long, how often, on what ground, with what proof.
void checkPaying(const Subject& subject, Findings& findings);
void checkAskingAgain(const Subject& subject, Findings& findings);
void checkLifetimes(const Subject& subject, Findings& findings);
void checkRecord(const Subject& subject, Findings& findings);
void checkSink(const Subject& subject, Findings& findings);
void checkPolicySources(const Subject& subject, Findings& findings);

}  // namespace sayso::audit
