// Consent strings alone, for pages and programs that show what one says: no config, no decision.
#include <emscripten/bind.h>

#include <optional>
#include <string>

#include "core/gpp/gpp_json.h"
#include "core/iab/gpp_data.h"
#include "core/tcf/tc_json.h"
#include "core/tcf/vendor_list.h"
#include "wasm/text.h"

using namespace sayso;
using emscripten::function;

namespace {

/// `now`: a time, or "" where none is to judge what lies in the future.
std::string decodeTc(Text text, Text now) {
  if (now.empty()) return tcf::jsonOf(tcf::readTcString(text));
  const auto time = parseTime(now);
  if (!time) return json::dump(json::fail(time.error()));
  return tcf::jsonOf(tcf::readTcString(text, time.value()));
}

std::string decodeGpp(Text text) {
  const auto reading = gpp::readGppString(text);
  if (!reading) return json::dump(json::fail(reading.error()));
  return json::dump(json::object({{"ok", true},
                                  {"value", gpp::toJson(reading.value().gpp)},
                                  {"flags", gpp::toJson(reading.value().flags)}}));
}

/// The same as callers of `__gpp` get it.
Result<Json> gppDataOf(Text text) {
  const auto reading = gpp::readGppString(text);
  if (!reading) return reading.error();
  return iab::gppData(reading.value().gpp);
}

/// `list`: a Global Vendor List to fit the string to, or "".
Result<Json> encodeTc(Text model, Text list) {
  const auto json = json::parse(model);
  if (!json) return json.error();
  std::optional<tcf::VendorList> known;
  if (!list.empty()) {
    auto read = tcf::readVendorList(list);
    if (!read) return read.error();
    known = std::move(read).value();
  }
  const auto text = tcf::encodeTcString(json.value(), known ? &*known : nullptr);
  if (!text) return text.error();
  return Json(text.value());
}

/// `experimental`: "1" also writes the sections whose text is not final.
Result<Json> encodeGpp(Text model, Text experimental) {
  const auto json = json::parse(model);
  if (!json) return json.error();
  const auto gpp = gpp::fromJson(json.value());
  if (!gpp) return gpp.error();
  const auto text = gpp::writeGppString(gpp.value(), {experimental == "1"});
  if (!text) return text.error();
  return Json(text.value());
}

}  // namespace

EMSCRIPTEN_BINDINGS(iab) {
  function("decodeTc", &decodeTc);
  function("decodeGpp", &decodeGpp);
  function(
      "gppData", +[](Text text) { return json::dump(gppDataOf(text)); });
  function(
      "encodeTc", +[](Text model, Text list) { return json::dump(encodeTc(model, list)); });
  function(
      "encodeGpp", +[](Text model, Text experimental) { return json::dump(encodeGpp(model, experimental)); });
}
