#include "core/cli/program.h"

#include <algorithm>

namespace sayso::cli {
namespace {

std::string padded(std::string_view text, std::size_t width) {
  std::string line(text);
  if (line.size() < width) line.append(width - line.size(), ' ');
  return line + " ";
}

void helpAll(std::span<const Verb> verbs, Io& io) {
  std::string text = "say-so VERB …\n\n";
  for (const Verb& verb : verbs)
    text += "  " + padded(std::string(verb.name) + " " + std::string(verb.words), 18) +
            std::string(verb.help.substr(0, verb.help.find('\n'))) + "\n";
  text +=
      "\nReads and writes JSON Lines: {\"ok\":true,\"value\":…} or {\"ok\":false,\"error\":{code, message, "
      "at}}.\n"
      "Exit code: 0 all fine, 1 some input refused, 2 wrong usage. say-so VERB --help shows its options.\n";
  io.write(text);
}

void helpOne(const Verb& verb, Io& io) {
  std::string text = "say-so " + std::string(verb.name) + " " + std::string(verb.words) + "\n" +
                     std::string(verb.help) + "\n";
  if (!verb.options.empty()) text += "\n";
  for (const Option& option : verb.options)
    text += "  " + padded("--" + std::string(option.name) + " " + std::string(option.value), 22) +
            std::string(option.help) + "\n";
  io.write(text);
}

bool isHelp(std::string_view word) { return word == "--help" || word == "-h" || word == "help"; }

}  // namespace

int runProgram(std::span<const Verb> verbs, std::string program, std::span<const std::string_view> given,
               Io& io) {
  if (given.empty() || isHelp(given.front())) {
    helpAll(verbs, io);
    return given.empty() ? kBadUsage : kFine;
  }
  const auto verb =
      std::find_if(verbs.begin(), verbs.end(), [&](const Verb& each) { return each.name == given.front(); });
  if (verb == verbs.end()) {
    io.say("say-so: no verb " + std::string(given.front()) + "; see say-so --help");
    return kBadUsage;
  }
  const auto rest = given.subspan(1);
  if (std::any_of(rest.begin(), rest.end(), [](std::string_view word) { return word == "--help"; })) {
    helpOne(*verb, io);
    return kFine;
  }
  const auto args = parseArgs(std::move(program), rest, verb->options);
  if (!args) {
    io.say("say-so " + std::string(verb->name) + ": " + args.error().message);
    return kBadUsage;
  }
  return verb->run(args.value(), io);
}

}  // namespace sayso::cli
