// `say-so tc`: IAB TC strings to models, and models to strings.
#include <ctime>
#include <optional>

#include "core/cli/vendor_list_file.h"
#include "core/cli/verbs.h"
#include "core/tcf/tc_json.h"
#include "core/tcf/vendor_list.h"

namespace sayso::cli {
namespace {

int runDecode(Io& io) {
  const Time now{static_cast<std::int64_t>(std::time(nullptr))};
  io.eachString([&](std::string_view line) {
    io.answer(json::parse(tcf::jsonOf(tcf::readTcString(line, now))).value());
  });
  return io.exitCode();
}

Result<Json> encode(const Json& model, const tcf::VendorList* list) {
  const auto text = tcf::encodeTcString(model, list);
  if (!text) return text.error();
  return Json(text.value());
}

int runEncode(const Args& args, Io& io) {
  std::optional<tcf::VendorList> list;
  if (args.has("gvl")) {
    auto read = readVendorListFile(args.get("gvl"));
    if (!read) {
      io.refuse(read.error());
      return io.exitCode();
    }
    list = std::move(read).value();
  }
  io.eachLine([&](const Json& model) { return encode(model, list ? &*list : nullptr); });
  return io.exitCode();
}

}  // namespace

int runTc(const Args& args, Io& io) {
  const std::string_view what = args.words.size() == 1 ? std::string_view(args.words[0]) : "";
  if (what == "decode" && !args.has("gvl")) return runDecode(io);
  if (what == "encode") return runEncode(args, io);
  io.say("say-so tc: expected decode and strings on the input, or encode [--gvl FILE] and models");
  return kBadUsage;
}

}  // namespace sayso::cli
