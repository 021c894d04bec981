#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/subject.h"

namespace sayso::audit {

/// Error: mend it before publishing. Warning: mend it or know why not. Note: worth a look.
enum class Severity : unsigned char { Error, Warning, Note };
std::string_view toText(Severity severity);

class Findings;

/// One rule: data, and for what can be told from a config the function that tells it.
struct Rule {
  std::string_view id;      // "DD01"
  std::string_view title;   // what holds where the rule is kept
  Severity severity;        // of its gravest finding
  std::string_view inputs;  // what it is checked on: C config, D page, S theme, T trace of steps and requests
  std::string_view basis;   // the law or guideline behind it
  void (*check)(const Subject& subject, Findings& findings);  // nullptr: not on configs
};

/// All rules, in the order of their ids.
std::span<const Rule> rules();

/// Where something was found: in the config, in the words of a language, or both.
struct Place {
  std::string at;  // JSON Pointer into the config; empty: not there
  std::string language;
  std::string word;  // key of the words
  bool operator==(const Place&) const = default;
};

struct Finding {
  std::string_view rule;
  Severity severity;
  Place place;
  std::string message;  // what is so
  std::string help;     // what mends it
  std::string_view basis;
};

/// Takes what a rule finds.
class Findings {
 public:
  explicit Findings(const Subject& subject) : subject_(subject) {}

  /// Findings that follow are those of `rule`.
  void begin(const Rule& rule) { rule_ = &rule; }
  /// Something in the config, as grave as its rule or as said.
  void at(std::string pointer, std::string message, std::string help);
  void at(std::string pointer, Severity severity, std::string message, std::string help);
  /// Something in the words of a language.
  void in(std::string_view language, std::string_view key, std::string message, std::string help);
  void in(std::string_view language, std::string_view key, Severity severity, std::string message,
          std::string help);

  const std::vector<Finding>& all() const { return all_; }

 private:
  void add(Place place, Severity severity, std::string message, std::string help);
  Place placeOf(std::string_view language, std::string_view key) const;

  const Subject& subject_;
  const Rule* rule_ = nullptr;
  std::vector<Finding> all_;
};

}  // namespace sayso::audit
