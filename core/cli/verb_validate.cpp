#include "core/cli/config_file.h"
#include "core/cli/verbs.h"

namespace sayso::cli {

int runValidate(const Args& args, Io& io) {
  if (args.words.size() != 1) {
    io.say("say-so validate: expected one config file");
    return kBadUsage;
  }
  if (const auto config = readConfigFile(args.words[0], io)) io.reply(consent::toJson(*config));
  return io.exitCode();
}

}  // namespace sayso::cli
