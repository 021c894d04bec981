// For `npm run bench` only, never shipped: the codecs by themselves, without the JSON of what they read.
#include <emscripten/bind.h>

#include <string>

#include "core/base/number.h"
#include "core/gpp/gpp_string.h"
#include "core/tcf/tc_string.h"
#include "wasm/text.h"

using namespace sayso;
using emscripten::function;

namespace {

tcf::TcString& keptTc() {
  static tcf::TcString kept;
  return kept;
}
gpp::GppString& keptGpp() {
  static gpp::GppString kept;
  return kept;
}
gpp::UsSection& sectionOf(gpp::GppString& gpp) { return *std::get_if<gpp::UsSection>(&gpp.sections.front()); }

}  // namespace

EMSCRIPTEN_BINDINGS(bench_iab) {
  // Each gives something that depends on the whole of what was read or written, or "" for what is refused.
  function(
      "decodeTc", +[](Text text) -> std::string {
        const auto reading = tcf::readTcString(text);
        if (!reading) return "";
        return formatInteger(reading.value().value.vendorConsents.max() + reading.value().value.cmpId);
      });
  function(
      "keepTc", +[](Text text) -> std::string {
        auto reading = tcf::readTcString(text);
        if (!reading) return "";
        keptTc() = std::move(reading).value().value;
        return "kept";
      });
  function(
      "encodeTc", +[]() -> std::string {
        const auto text = tcf::writeTcString(keptTc());
        return text ? text.value() : "";
      });
  function(
      "decodeGpp", +[](Text text) -> std::string {
        auto reading = gpp::readGppString(text);
        if (!reading) return "";
        unsigned sum = 0;
        for (const std::uint8_t value : sectionOf(reading.value().gpp).values) sum += value;
        return formatInteger(sum);
      });
  // Reads, changes a field, and writes.
  function(
      "changeGpp", +[](Text text) -> std::string {
        auto reading = gpp::readGppString(text);
        if (!reading) return "";
        sectionOf(reading.value().gpp).get(gpp::Field::SaleOptOut)[0] = 1;
        const auto written = gpp::writeGppString(reading.value().gpp);
        return written ? written.value() : "";
      });
  function(
      "keepGpp", +[](Text text) -> std::string {
        auto reading = gpp::readGppString(text);
        if (!reading) return "";
        keptGpp() = std::move(reading).value().gpp;
        return "kept";
      });
  // Changes a field, and writes.
  function(
      "encodeGpp", +[](Text saleOptOut) -> std::string {
        sectionOf(keptGpp()).get(gpp::Field::SaleOptOut)[0] =
            static_cast<std::uint8_t>(saleOptOut.front() - '0');
        const auto text = gpp::writeGppString(keptGpp());
        return text ? text.value() : "";
      });
}
