#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sayso::cli {

/// One option of a verb. Without `value` (the word that stands for it in the help) it is a flag.
struct Option {
  std::string_view name;   // "config" for --config
  std::string_view value;  // "FILE", or empty
  std::string_view help;
};

/// What was written after the verb.
struct Args {
  std::string program;  // as it was called; the kit is looked for beside it
  std::vector<std::string> words;
  std::map<std::string, std::string, std::less<>> options;

  bool has(std::string_view name) const { return options.contains(name); }
  std::string get(std::string_view name, std::string fallback = "") const;
};

/// Reads `--name value`, `--name=value`, flags and words; "--" ends the options, "-" is a word. An unknown
/// option or a missing value is `bad-usage`.
Result<Args> parseArgs(std::string program, std::span<const std::string_view> given,
                       std::span<const Option> known);

}  // namespace sayso::cli
