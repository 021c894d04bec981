#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sayso::audit {

/// Phrases in plain form (see `plain`). In a search "*" at an end stands for the rest of a word.
using Phrases = std::span<const std::string_view>;

/// The texts that a law prescribes for a link, by the link's code.
struct LinkTexts {
  std::string_view code;
  Phrases texts;
};

/// What the lint knows of one language: a file in core/audit/languages.
struct Language {
  std::string_view tag;
  Phrases accept, reject, settings, save;  // labels that say what they do
  Phrases vague;                           // labels that do not
  Phrases shaming;
  Phrases doubleNegatives;
  Phrases accepting, refusing;  // words for a yes, for a no
  Phrases impliedConsent;       // "by continuing": a yes that nobody gave
  Phrases withdrawal;           // that one may think again
  Phrases obstacles;            // what an opt-out may not ask for
  Phrases payment;
  Phrases advertising;
  std::span<const LinkTexts> linkTexts;
};

/// The language of a tag such as "de-AT", or nullptr where we have no words.
const Language* languageFor(std::string_view tag);

/// `text` for comparing: lower case (Latin), straight apostrophes, single spaces, no punctuation at the ends.
std::string plain(std::string_view text);
/// Whether the label `text` is one of `labels`.
bool isOneOf(std::string_view text, Phrases labels);
/// The first of `phrases` that stands in `text` in whole words; empty if none does.
std::string_view firstIn(std::string_view text, Phrases phrases);

}  // namespace sayso::audit
