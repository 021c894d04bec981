#include "core/audit/checks.h"

namespace sayso::audit {
namespace {

using enum Severity;

// The numbers are those of the catalogue of rules that docs/lint.md explains; TCF's own and those of ranked
// lists are not among these.
constexpr Rule kRules[] = {
    {"DD01", "Where there is \"accept all\" there is \"reject all\", on the same layer", Error, "CD",
     "EDPB cookie banner taskforce (2023) A; CNIL; 11 CCR 7004", checkRejectBesideAccept},
    {"DD02", "Refusing takes no more clicks than accepting", Error, "T",
     "11 CCR 7004; CNIL; proposed GDPR 88a", nullptr},
    {"DD03", "Accept and reject are the same kind of element, side by side, and take the focus", Error, "DS",
     "EDPB cookie banner taskforce (2023) C, D", nullptr},
    {"DD04", "Accept and reject have the same height, least width, font, weight, colours and border", Error,
     "DS", "TCF policies (text treatment); 11 CCR 7004", nullptr},
    {"DD05", "The text of every control can be read: contrast 4.5:1 or more, and alike for both answers",
     Error, "DS", "WCAG 2.2 1.4.3; EDPB cookie banner taskforce (2023) E, F", nullptr},
    {"DD06", "Neither answer looks disabled unless it is", Error, "DS", "TCF policies (calls to action)",
     nullptr},
    {"DD07", "Both answers are in sight without scrolling, also on a small screen and at 200 % zoom", Error,
     "DS", "EDPB guidelines 03/2022; TCF policies", nullptr},
    {"DD08", "No switch starts on where the law has it off", Error, "CD",
     "CJEU C-673/17 (Planet49); GDPR 4(11)", checkPreset},
    {"DD09", "A switch says what \"on\" does, and its state does not hang on colour alone", Error, "D",
     "EDPB guidelines 03/2022 (ambiguous wording); WCAG 2.2 4.1.2", nullptr},
    {"DD10", "Labels say what the control does", Error, "C",
     "11 CCR 7004; EDPB guidelines 03/2022 (misleading action)", checkLabels},
    {"DD11", "No double negative", Error, "C", "11 CCR 7004(a)(3)", checkDoubleNegatives},
    {"DD12", "No words that shame or press", Warning, "C", "EDPB guidelines 03/2022 (stirring)",
     checkShaming},
    {"DD13", "Closing, Escape, scrolling, waiting and going on are never a yes", Error, "CT",
     "GDPR 4(11); 11 CCR 7004", checkClosing},
    {"DD14", "No wall: the page can be used, or refusing opens it", Error, "DT", "EDPB guidelines 05/2020",
     nullptr},
    {"DD15", "Who offers to pay instead says the price and has a third way", Warning, "C",
     "EDPB opinion 08/2024", checkPaying},
    {"DD16", "No nagging: a refusal rests as long as the law says, and is kept as long as a consent", Error,
     "CT", "CNIL; CCPA 1798.135(c)(4); proposed GDPR 88a", checkAskingAgain},
    {"DD17", "The way back to the choices is on every page, plain, and as short as the way in", Error, "CDST",
     "GDPR 7(3); EDPB cookie banner taskforce (2023) K", checkReopening},
    {"DD18", "Who could accept all at once can withdraw all at once", Error, "C", "GDPR 7(3); TCF policies",
     checkWithdrawal},
    {"DD19",
     "The first layer says who, for what, with how many others, that one may change one's mind, and "
     "links the notice",
     Error, "C", "GDPR 7, 13; TCF policies", checkFirstLayerSays},
    {"DD20", "The number of partners shown is that of the list, which is one step away", Error, "CD",
     "GDPR 13(1)(e); TCF policies", checkPartnerCount},
    {"DD21", "Each purpose is asked for by itself, and what is called necessary is", Error, "C",
     "GDPR 7; EDPB cookie banner taskforce (2023) I", checkGranularity},
    {"DD23", "The focus does not start on accept, and reject comes no later than one step after it", Warning,
     "D", "11 CCR 7004", nullptr},
    {"DD24", "The banner speaks the page's language, and one language throughout", Warning, "CD",
     "EDPB guidelines 03/2022 (language discontinuity); GDPR 12", checkLanguages},
    {"DD25", "No countdown, no yes by waiting, and refusing is as fast as accepting", Error, "TS",
     "EDPB guidelines 03/2022 (obstructing)", nullptr},
    {"DD26", "Opting out asks for no account, e-mail, riddle or reason", Error, "CT", "11 CCR 7026, 7060",
     checkOptOutObstacles},
    {"DD27", "Links have the text that the law of the place prescribes, and work at any time", Error, "CD",
     "11 CCR 7013 to 7015; Texas TDPSA 541.102", checkLawLinks},
    {"DD28",
     "With Global Privacy Control, sale and sharing show as off, that it was honoured is told, and "
     "nothing asks to undo it",
     Error, "DT", "11 CCR 7025", nullptr},
    {"DD29", "Nothing is requested or stored for an optional purpose before a choice", Error, "T",
     "ePrivacy Directive 5(3)", nullptr},
    {"DD30", "A purpose is called the same before and after the first layer", Warning, "C",
     "EDPB guidelines 03/2022 (inconsistent interface)", checkSameWording},
    {"DD31", "The first layer is short", Note, "C", "EDPB guidelines 03/2022 (overloading); GDPR 12(1)",
     checkLength},
    {"DD32", "The first layer offers few controls, and a choice is two layers away at most", Warning, "CD",
     "EDPB guidelines 03/2022 (privacy maze)", checkNumberOfControls},
    {"DD33", "For known minors advertising and profiling are off", Error, "C",
     "DSA 28(2); GDPR 8; laws of US states", checkMinors},
    {"DD34", "Consent lives no longer than the policy allows, nor do cookies", Error, "C",
     "CNIL; GDPR 7; TCF policies", checkLifetimes},
    {"DD35", "A record says what was shown, in which language, what was pressed, and when", Error, "C",
     "GDPR 7(1)", checkRecord},
    {"DD38", "Where a yes lets data leave the device, records of it are kept", Warning, "C", "GDPR 7(1)",
     checkSink},
    {"DD39", "No purpose that feeds a model runs before it was chosen", Warning, "C", "GDPR 25; our own rule",
     checkPolicyDefault},
    {"DD40", "A speaker of the language stands behind the words", Warning, "C", "GDPR 12(1)", checkReviewed},
    {"DD41", "The rows of the policy table were checked against the law, and lately", Warning, "C",
     "our own rule", checkPolicySources},
    {"DD42", "No tag runs before a yes on the strength of a signal alone", Warning, "C",
     "ePrivacy Directive 5(3); EDPB guidelines 2/2023", checkConsentMode},
    {"DD43", "Text has 13 px or more, controls 24 px, answers 44 px", Error, "S",
     "WCAG 2.2 1.4.4, 2.5.8; our own rule", nullptr},
};

}  // namespace

std::span<const Rule> rules() { return kRules; }

}  // namespace sayso::audit
