#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/cli/args.h"
#include "core/cli/io.h"

namespace sayso::cli {

/// One verb: a row of the table in main.cpp.
struct Verb {
  std::string_view name;
  std::string_view words;  // "CONFIG", as the help shows them
  std::string_view help;   // one line; what follows it is for the verb's own help
  std::span<const Option> options;
  int (*run)(const Args&, Io&);
};

/// Finds the verb in `given` and runs it; `--help` shows what there is. Gives the exit code.
int runProgram(std::span<const Verb> verbs, std::string program, std::span<const std::string_view> given,
               Io& io);

}  // namespace sayso::cli
