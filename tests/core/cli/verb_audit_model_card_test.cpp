#include "core/cli/verb_audit_model_card.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "tests/core/recommend/store.h"

using namespace sayso;
using namespace sayso::cli;
using recommend::testing::attribute, recommend::testing::choice, recommend::testing::entry;

namespace {

struct Run {
  int code;
  std::string out, err;
  Json value() const { return json::parse(out).value()["value"]; }
};

/// The small shop's files in a folder that is gone afterwards.
class Shop {
 public:
  Shop() {
    char name[] = "/tmp/say-so-card-XXXXXX";
    folder_ = mkdtemp(name);
    REQUIRE(makeFolder(folder_ + "/strings"));
    put("loader.js", "");
    put("strings/en.json", cli::readFile("web/strings/en.json").value());
    for (const char* file : {"config", "catalog", "model"})
      put(std::string(file) + ".json", json::dump(recommend::testing::store()[file]));
  }
  ~Shop() { std::system(("rm -rf '" + folder_ + "'").c_str()); }

  void put(const std::string& name, const std::string& text) const {
    REQUIRE(writeFile(folder_ + "/" + name, text));
  }

  Run card(std::map<std::string, std::string, std::less<>> options,
           std::vector<std::string> reports = {}) const {
    Args args;
    args.words = {"model-card"};
    for (const std::string& report : reports) args.words.push_back(folder_ + "/" + report);
    args.options = {{"kit", folder_}};
    for (const char* file : {"config", "catalog", "model"})
      args.options[file] = folder_ + "/" + file + ".json";
    for (auto& [name, value] : options)
      args.options[name] = name == "facts" || name == "requests" ? folder_ + "/" + value : value;
    std::istringstream in;
    std::ostringstream out, err;
    Io io(in, out, err);
    const int code = runModelCard(args, io);
    return {code, out.str(), err.str()};
  }

 private:
  std::string folder_;
};

std::string visitor() {
  using namespace recommend::testing;
  return json::dump(
      request(stateWith(Json::array({choice("purpose", "history", true), choice("purpose", "stated", true)})),
              profileOf(Json::array({attribute("interest.category", Json::array({"Garden"}))})),
              signalsOf(Json::array({entry("bought", "cup")}))));
}

Json signalOf(const Json& card, std::string_view id) {
  for (const Json& each : card["signals"])
    if (each["id"] == id) return each;
  return nullptr;
}

}  // namespace

TEST_CASE("model card: what the files say is read from them, and what nobody said is named") {
  const Shop shop;
  const Run run = shop.card({});
  CHECK(run.code == kFine);
  const Json card = run.value();
  CHECK(card["schema"] == "say-so-model-card/1");
  CHECK(card["model"]["parts"].size() == 4);
  CHECK(card["model"]["parts"][0]["kind"] == "popularity");
  CHECK(card["model"]["parts"][3]["reads"] == Json::array({"bought", "viewed"}));
  CHECK(card["catalog"]["sensitive"] == 1);
  const Json viewed = signalOf(card, "viewed");
  CHECK(viewed["purpose"] == "history");
  CHECK(viewed["retention"] == "P90D");
  CHECK(viewed["weights"][0]["weight"] == 0.5);
  CHECK(viewed["effect"].is_null());
  const auto missing = card["notStated"].get<std::vector<std::string>>();
  for (const char* each : {"intendedUse", "data.licence", "why.viewed", "requests", "reports"})
    CHECK(std::find(missing.begin(), missing.end(), each) != missing.end());
  CHECK(card["controls"]["nonPersonalized"] == true);
}

TEST_CASE("model card: a sample of visitors says what each refusal does; the strongest comes first") {
  const Shop shop;
  shop.put("visitors.jsonl", visitor() + "\n\n{\"limit\": 0}\n" + visitor() + "\n");
  const Run run = shop.card({{"requests", "visitors.jsonl"}});
  CHECK(run.code == kRefused);  // of the bad line, which stops nothing
  CHECK(run.out.find("visitors.jsonl line 3") != std::string::npos);
  const Json card = json::parse(run.out.substr(run.out.find('\n') + 1)).value()["value"];
  CHECK(card["lists"] == 2);
  CHECK(signalOf(card, "interest.category")["effect"]["lists"] == 2);
  CHECK(signalOf(card, "interest.category")["effect"]["meanShift"].get<double>() > 0);
  CHECK(signalOf(card, "viewed")["effect"].is_null());
  double before = 1;
  for (const Json& each : card["signals"]) {
    const double share = each["effect"].is_null() ? 0 : each["effect"]["share"].get<double>();
    CHECK(share <= before);
    before = share;
  }
}

TEST_CASE("model card: what the site states is text, in each of the forms") {
  const Shop shop;
  shop.put("facts.json", R"({"schema": "say-so-card-facts/1", "name": "Lists <b>", "limits": ["few | many"],
    "why": {"viewed": "a look & more"}, "data": {"licence": "CC0"}})");
  shop.put("visitors.jsonl", visitor());
  const Run html = shop.card({{"facts", "facts.json"}, {"format", "html"}});
  CHECK(html.out.find("Lists &lt;b&gt;") != std::string::npos);
  CHECK(html.out.find("<b>") == std::string::npos);
  const Run text = shop.card({{"facts", "facts.json"}, {"format", "markdown"}});
  CHECK(text.out.find("few \\| many") != std::string::npos);
  const Run fragment = shop.card({{"facts", "facts.json"},
                                  {"format", "fragment"},
                                  {"part", "statement"},
                                  {"requests", "visitors.jsonl"}});
  CHECK(fragment.out.find("<h1") == 0);
  CHECK(fragment.out.find("<style") == std::string::npos);
  CHECK(fragment.out.find("a look &amp; more") != std::string::npos);
  CHECK(fragment.out.find("90 days") != std::string::npos);
  const Run data = shop.card({{"facts", "facts.json"}, {"format", "markdown"}, {"part", "datasheet"}});
  CHECK(data.out.find("CC0") != std::string::npos);
  CHECK(data.out.find("Not stated by the site.") != std::string::npos);
}

TEST_CASE("model card: a report is named with its hash, alone or as a verb answered it") {
  const Shop shop;
  shop.put("bubble.json", R"({"ok": true, "value": {"schema": "say-so-bubble/1"}})");
  const Json card = shop.card({}, {"bubble.json"}).value();
  CHECK(card["reports"][0]["file"] == "bubble.json");
  CHECK(card["reports"][0]["schema"] == "say-so-bubble/1");
  CHECK(card["reports"][0]["sha256"].get<std::string>().starts_with("sha256:"));
  shop.put("other.json", "[]");
  CHECK(shop.card({}, {"other.json"}).code == kRefused);
}

TEST_CASE("model card: faults are told with file and place, and wrong usage is told") {
  const Shop shop;
  shop.put("facts.json", R"({"schema": "say-so-card-facts/1", "why": {"shoe.size": "no"}})");
  const Run run = shop.card({{"facts", "facts.json"}});
  CHECK(run.code == kRefused);
  CHECK(run.out.find("unknown-signal") != std::string::npos);
  CHECK(run.out.find("facts.json /why/shoe.size") != std::string::npos);
  CHECK(shop.card({{"format", "pdf"}}).code == kBadUsage);
  CHECK(shop.card({{"facts", "none.json"}}).code == kRefused);
}
