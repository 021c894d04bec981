// `say-so gpp`: IAB GPP strings to models, and models to strings.
#include <ctime>

#include "core/cli/verbs.h"
#include "core/gpp/gpp_json.h"
#include "core/tcf/tc_json.h"

namespace sayso::cli {
namespace {

constexpr const char* kTcSection = "tcfeuv2";

Error inTcSection(const Error& error) {
  return {error.code, error.message, std::string(kTcSection) + " " + error.at};
}

/// `{"ok":true,"value":…,"flags":[…]}`, or why the string is refused. A TC string in it is read as well.
Json decode(std::string_view text, Time now) {
  const auto reading = gpp::readGppString(text);
  if (!reading) return json::fail(reading.error());
  Json value = gpp::toJson(reading.value().gpp);
  Json flags = gpp::toJson(reading.value().flags);
  if (const gpp::Section* section = reading.value().gpp.section(gpp::kTcfEuV2)) {
    const auto tc = tcf::readTcString(std::get<gpp::CarriedSection>(*section).text, now);
    if (!tc) return json::fail(inTcSection(tc.error()));
    json::set(value["sections"], kTcSection, tcf::toJson(tc.value().value));
    for (const tcf::Flag flag : tc.value().flags)
      json::append(flags, json::object({{"code", tcf::toText(flag)}, {"at", kTcSection}}));
  }
  Json answer = json::ok(std::move(value));
  json::set(answer, "flags", std::move(flags));
  return answer;
}

/// The model with the text of its TC string, which may be given by its values.
Result<Json> withTcText(Json model) {
  if (!model.is_object() || !model.contains("sections") || !model["sections"].is_object()) return model;
  const auto section = model["sections"].find(kTcSection);
  if (section == model["sections"].end() || !section->is_object()) return model;
  const auto tc = tcf::tcStringFromJson(*section);
  if (!tc) {
    const Error& error = tc.error();
    return Error{error.code, error.message, std::string("/sections/") + kTcSection + error.at};
  }
  const auto text = tcf::writeTcString(tc.value());
  if (!text) return inTcSection(text.error());
  *section = text.value();
  return model;
}

Result<Json> encode(const Json& given, const gpp::WriteOptions& options) {
  const auto model = withTcText(given);
  if (!model) return model.error();
  const auto gpp = gpp::fromJson(model.value());
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
    const Time now{static_cast<std::int64_t>(std::time(nullptr))};
    io.eachString([&](std::string_view line) { io.answer(decode(line, now)); });
  } else if (what == "encode") {
    io.eachLine([&](const Json& model) { return encode(model, options); });
  } else {
    io.say("say-so gpp: expected decode and strings on the input, or encode [--experimental] and models");
    return kBadUsage;
  }
  return io.exitCode();
}

}  // namespace sayso::cli
