#pragma once

#include <string>
#include <vector>

#include "core/audit/rule.h"

namespace sayso::audit {

/// `say-so-lint/1`: what the rules find in a config and in its words.
struct Report {
  std::string site;
  std::string policyData;  // version of the policy table
  std::vector<std::string> languages;
  std::vector<Finding> findings;  // by rule

  std::size_t count(Severity severity) const;
};

/// Holds every rule that a config can be held to against `config` and its words. Nothing is refused here: a
/// config that was read can be linted.
Report lint(const consent::Config& config, const WordsByLanguage& words, Time now);
/// The same, of a subject whose plan is given.
Report lint(const Subject& subject);

Json toJson(const Report& report);
/// For people.
std::string toMarkdown(const Report& report);

/// The rules as a table, for the docs.
Json rulesJson();

}  // namespace sayso::audit
