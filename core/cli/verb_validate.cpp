#include "core/cli/verbs.h"
#include "core/consent/config.h"

namespace sayso::cli {

int runValidate(const Args& args, Io& io) {
  if (args.words.size() != 1) {
    io.say("say-so validate: expected one config file");
    return kBadUsage;
  }
  const auto text = readFile(args.words[0]);
  if (!text) {
    io.refuse(text.error());
    return io.exitCode();
  }
  const consent::ConfigReading reading = consent::readConfigText(text.value());
  for (const Error& error : reading.errors) io.refuse(error);
  if (reading.config) io.reply(consent::toJson(*reading.config));
  return io.exitCode();
}

}  // namespace sayso::cli
