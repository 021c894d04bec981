// `say-so gpp`: IAB GPP strings to models, and models to strings.
#include "core/cli/verbs.h"
#include "core/gpp/gpp_json.h"

namespace sayso::cli {
namespace {

/// `{"ok":true,"value":…,"flags":[…]}`, or why the string is refused.
Json decode(std::string_view text) {
  const auto reading = gpp::readGppString(text);
  if (!reading) return json::fail(reading.error());
  Json answer = json::ok(gpp::toJson(reading.value().gpp));
  json::set(answer, "flags", gpp::toJson(reading.value().flags));
  return answer;
}

Result<Json> encode(const Json& model, const gpp::WriteOptions& options) {
  const auto gpp = gpp::fromJson(model);
  if (!gpp) return gpp.error();
  const auto text = gpp::writeGppString(gpp.value(), options);
  if (!text) return text.error();
  return Json(text.value());
}

}  // namespace

int runGpp(const Args& args, Io& io) {
  const std::string_view what = args.words.size() == 1 ? std::string_view(args.words[0]) : "";
  const gpp::WriteOptions options{.allowExperimental = args.has("experimental")};
  if (what == "decode" && !options.allowExperimental) {
    io.eachText([&](std::string_view line) { io.answer(decode(line)); });
  } else if (what == "encode") {
    io.eachLine([&](const Json& model) { return encode(model, options); });
  } else {
    io.say("say-so gpp: expected decode and strings on the input, or encode [--experimental] and models");
    return kBadUsage;
  }
  return io.exitCode();
}

}  // namespace sayso::cli
