#include "core/cli/args.h"

#include <algorithm>

namespace sayso::cli {

std::string Args::get(std::string_view name, std::string fallback) const {
  const auto found = options.find(name);
  return found == options.end() ? fallback : found->second;
}

Result<Args> parseArgs(std::string program, std::span<const std::string_view> given,
                       std::span<const Option> known) {
  Args args;
  args.program = std::move(program);
  bool inOptions = true;
  for (std::size_t i = 0; i < given.size(); ++i) {
    std::string_view word = given[i];
    if (inOptions && word == "--") {
      inOptions = false;
      continue;
    }
    if (!inOptions || !word.starts_with("--")) {
      args.words.emplace_back(word);
      continue;
    }
    word.remove_prefix(2);
    const auto equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const auto option =
        std::find_if(known.begin(), known.end(), [&](const Option& each) { return each.name == name; });
    const std::string shown = "--" + std::string(name);
    if (option == known.end()) return Error{ErrorCode::BadUsage, "unknown option " + shown, ""};
    if (args.has(name)) return Error{ErrorCode::BadUsage, shown + " is given twice", ""};
    std::string value;
    if (option->value.empty()) {
      if (equals != word.npos) return Error{ErrorCode::BadUsage, shown + " takes no value", ""};
    } else if (equals != word.npos) {
      value = word.substr(equals + 1);
    } else if (i + 1 < given.size()) {
      value = given[++i];
    } else {
      return Error{ErrorCode::BadUsage, shown + " needs a value", ""};
    }
    args.options.emplace(name, std::move(value));
  }
  return args;
}

}  // namespace sayso::cli
