#include "core/cli/verbs.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "core/base/base64.h"
#include "core/base/sha256.h"
#include "core/consent/config.h"
#include "core/consent/meaning.h"

using namespace sayso;
using namespace sayso::cli;

namespace {

constexpr std::string_view kConfig = R"({
  "schema": "say-so-config/1",
  "site": {"name": "Shop", "controller": {"name": "Shop Ltd"}, "notice": "/privacy"},
  "purposes": [{"id": "necessary", "required": true}, {"id": "media", "class": "functional"}],
  "services": [{"id": "films", "name": "Films", "purposes": ["media"], "provider": {"name": "F", "country": "IE"}}],
  "signals": [],
  "languages": ["en", "de"],
  "text": {"en": {"firstLayer.title": "Hello </script>", "purpose.media.short": "play films"}}
})";

/// A folder of its own that is gone afterwards.
class Folder {
 public:
  Folder() {
    char name[] = "/tmp/say-so-test-XXXXXX";
    path_ = mkdtemp(name);
  }
  ~Folder() { std::system(("rm -rf '" + path_ + "'").c_str()); }
  std::string put(const std::string& name, std::string_view bytes) const {
    const std::string path = path_ + "/" + name;
    REQUIRE(makeFolder(folderOf(path)));
    REQUIRE(writeFile(path, bytes));
    return path;
  }
  std::string get(const std::string& name) const {
    auto bytes = readFile(path_ + "/" + name);
    REQUIRE(bytes);
    return bytes.value();
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Run {
  int code;
  std::string out;
};

Run run(int (*verb)(const Args&, Io&), const Args& args, const std::string& input = "") {
  std::istringstream in(input);
  std::ostringstream out, err;
  Io io(in, out, err);
  const int code = verb(args, io);
  return {code, out.str()};
}

/// A kit, and what building the site with it gives.
constexpr std::string_view kLoader = "\"%SAY_SO_PARTS%\"(take);run(\"%SAY_SO_BUILT%\");";

Run build(const Folder& folder, std::string_view loader = kLoader, std::string_view config = kConfig) {
  folder.put("kit/loader.js", loader);
  folder.put("kit/files.js", "held(\"%SAY_SO_INTEGRITY%\");");
  for (const char* module : {"consent.js",
                             "consent.wasm",
                             "explain.js",
                             "explain.wasm",
                             "explain-rows.js",
                             "explain-rows.wasm",
                             "explain-rows-simd.wasm",
                             "what-if.js",
                             "what-if.wasm",
                             "why-numbers.js",
                             "profile.js",
                             "profile-core.js",
                             "profile-core.wasm",
                             "activity.js",
                             "statistics.js",
                             "privacy-core.js",
                             "privacy-core.wasm",
                             "vendors.js",
                             "elements.js",
                             "embeds.js",
                             "ask.js",
                             "withdraw.js"})
    folder.put("kit/" + std::string(module), module);
  for (const char* part : {"guard", "marks", "reopen", "place-meta"})
    folder.put("kit/parts/" + std::string(part) + ".js", "saySoPart(\"" + std::string(part) + "\");");
  for (const char* language : {"en", "de"})
    folder.put("kit/strings/" + std::string(language) + ".json",
               R"({"firstLayer.title": "Title", "firstLayer.text": {"zero": "n", "one": "a", "other": "b"},
            "choices.title": "C", "firstLayer.exempt": "E", "firstLayer.link.opt-out": "O",
            "firstLayer.link.do-not-sell": "D", "firstLayer.link.sensitive-sale-notice": "S"})");
  Args args;
  args.words = {folder.put("site.json", config)};
  args.options = {{"language", "en"},
                  {"out", folder.path() + "/out/say-so"},
                  {"kit", folder.path() + "/kit"},
                  {"now", "2026-11-22T10:00:00Z"}};
  return run(runBuild, args);
}

Json builtOf(const Folder& folder) {
  std::string script = folder.get("out/say-so/say-so.en.js");
  script = script.substr(script.find("run(") + 4);
  script.resize(script.size() - 2);
  const auto built = json::parse(script);
  REQUIRE(built);
  return built.value();
}

}  // namespace

TEST_CASE("validate, build: the domain of an advertiser under what is required is refused at its place") {
  const Folder folder;
  const auto answer = [&](std::string purpose, std::string domain) {
    std::string text(kConfig);
    const std::string from = R"("purposes": ["media"])";
    text.replace(text.find(from), from.size(),
                 R"("purposes": [")" + purpose + R"("], "domains": ["shop.example", ")" + domain + R"("])");
    Args args;
    args.words = {folder.put("site.json", text)};
    return run(runValidate, args).out;
  };
  for (std::string domain : {"doubleclick.net", "stats.doubleclick.net", "*.google-analytics.com"}) {
    const std::string out = answer("necessary", domain);
    CHECK(out.find(R"("code":"not-necessary")") != std::string::npos);
    CHECK(out.find(R"("at":"/services/0/domains/1")") != std::string::npos);
    CHECK(answer("media", domain).find("not-necessary") == std::string::npos);
  }
  CHECK(answer("necessary", "notdoubleclick.net").find("not-necessary") == std::string::npos);
  CHECK(answer("necessary", "doubleclick.net.example").find("not-necessary") == std::string::npos);
}

TEST_CASE("validate: the normalized config, or one line for every fault") {
  const Folder folder;
  Args args;
  args.words = {folder.put("good.json", kConfig)};
  CHECK(run(runValidate, args).code == kFine);
  args.words = {
      folder.put("bad.json", R"({"schema":"say-so-config/1","site":{"name":"S","controller":{"name":"C"}},
    "purposes":[{"id":"a","required":true}],
    "signals":[{"id":"x","purpose":"a","provenance":"stated"},{"id":"y","purpose":"a","provenance":"stated"},
               {"id":"z","purpose":"b","provenance":"stated"}],"colour":1})")};
  const Run result = run(runValidate, args);
  CHECK(result.code == kRefused);
  CHECK(result.out ==
        "{\"ok\":false,\"error\":{\"code\":\"unknown-purpose\",\"message\":\"no purpose has the id b\","
        "\"at\":\"/signals/2/purpose\"}}\n"
        "{\"ok\":false,\"error\":{\"code\":\"unknown-key\",\"message\":\"unknown key: "
        "colour\",\"at\":\"/colour\"}}\n");
  args.words = {folder.path() + "/nothing.json"};
  CHECK(run(runValidate, args).out.find("cannot-read") != std::string::npos);
}

TEST_CASE("build: the loader holds what was built, and nothing in it ends a script element") {
  const Folder folder;
  REQUIRE(build(folder).code == kFine);
  CHECK(folder.get("out/say-so/say-so.en.js").find("</script") == std::string::npos);
  const Json built = builtOf(folder);
  CHECK(built["words"]["firstLayer.title"] == "Hello </script>");
  CHECK(built["words"]["purpose.media.short"] == "play films");
  CHECK_FALSE(built["words"].contains("choices.title"));
  CHECK(built["plan"]["rows"][0]["codes"][0] == "*");
  CHECK(built["partners"] == 1);
}

TEST_CASE("build: a page gets the parts that its site needs, and no other") {
  const auto partsOf = [](std::string_view more) {
    const Folder folder;
    std::string config(kConfig);
    config.insert(config.find('{') + 1, more);
    REQUIRE(build(folder, kLoader, config).code == kFine);
    const std::string script = folder.get("out/say-so/say-so.en.js");
    return script.substr(0, script.find("(take)"));
  };
  CHECK(partsOf("") == "(saySoPart=>{saySoPart(\"reopen\");})");
  CHECK(partsOf(R"("page": {"reopen": "none"},)") == "(saySoPart=>{})");
  CHECK(
      partsOf(
          R"("guard": true, "page": {"reopen": "none", "marks": {}}, "jurisdiction": {"source": ["meta"]},)") ==
      "(saySoPart=>{saySoPart(\"place-meta\");saySoPart(\"marks\");saySoPart(\"guard\");})");
}

TEST_CASE("build: what concerns the page alone is in its script, not in the config it may load") {
  const Folder folder;
  std::string config(kConfig);
  config.insert(config.find('{') + 1,
                R"("page": {"reopen": "none", "marks": {"mine": "media"}, "privacy": {"endpoint": "/r"}},)");
  REQUIRE(build(folder, kLoader, config).code == kFine);
  CHECK(builtOf(folder)["marks"]["mine"] == "media");
  // What is asked for statistics is read by who asks it, once somebody looks.
  CHECK(builtOf(folder).contains("privacy") == false);
  CHECK(folder.get("out/say-so/say-so.config.json").find(R"("page":{"privacy":{"endpoint":"/r"}})") !=
        std::string::npos);
  CHECK(folder.get("out/say-so/say-so.config.json").find("marks") == std::string::npos);
}

TEST_CASE("build: a page gets the words that one of its rows may say, and no other") {
  const auto wordsOf = [](std::string config) {
    const Folder folder;
    REQUIRE(build(folder, kLoader, config).code == kFine);
    return builtOf(folder)["words"];
  };
  const std::string config(kConfig);
  const Json words = wordsOf(config);
  CHECK(words["firstLayer.link.opt-out"] == "O");
  CHECK_FALSE(words.contains("firstLayer.link.do-not-sell"));
  CHECK(words["firstLayer.text"] == "a");  // one partner

  const auto swap = [](std::string& text, std::string_view what, std::string_view with) {
    text.replace(text.find(what), what.size(), with);
  };
  // Who has no such purpose says nothing of sensitive data.
  CHECK_FALSE(words.contains("firstLayer.link.sensitive-sale-notice"));
  constexpr std::string_view kFunctional = R"("class": "functional")";
  std::string sensitive = config;
  swap(sensitive, kFunctional, R"("class": "sensitive")");
  CHECK(wordsOf(sensitive)["firstLayer.link.sensitive-sale-notice"] == "S");

  // Nor of an exemption who claims none, or has nothing else to ask.
  CHECK_FALSE(words.contains("firstLayer.exempt"));
  std::string exempt = config;
  swap(exempt, R"("provider": {"name": "F", "country": "IE"})",
       R"("exempt": {"kind": "appearance", "solePurpose": true, "notShared": true, "informed": true,
          "objection": true, "byPreference": true})");
  CHECK_FALSE(wordsOf(exempt).contains("firstLayer.exempt"));
  CHECK(wordsOf(exempt)["firstLayer.text"] == "n");
  swap(exempt, kFunctional, R"("class": "functional"}, {"id": "ads", "class": "marketing")");
  CHECK(wordsOf(exempt)["firstLayer.exempt"] == "E");
}

TEST_CASE("build: the config beside it reads back with the same meaning, and names the words' hashes") {
  const Folder folder;
  REQUIRE(build(folder).code == kFine);
  const std::string text = folder.get("out/say-so/say-so.config.json");
  const auto config = consent::parseConfig(text);
  REQUIRE(config);
  const Json raw = json::parse(text).value();
  CHECK(raw["built"]["meaning"] == consent::meaningHash(config.value()));
  CHECK(raw["built"]["text"]["en"] == builtOf(folder)["text"]);
  CHECK(raw["built"]["text"]["de"] != raw["built"]["text"]["en"]);
}

TEST_CASE("build: it says until when its file holds: the next day on which the policy table changes") {
  const Folder folder;
  const Json report = json::parse(build(folder).out).value()["value"];
  CHECK(report["validUntil"] == "2027-01-01T00:00:00Z");
  CHECK(folder.get("out/say-so/say-so.en.js").find(R"("validUntil":"2027-01-01T00:00:00Z")") !=
        std::string::npos);
}

TEST_CASE("build: the same input gives the same bytes") {
  const Folder one, two;
  REQUIRE(build(one).code == kFine);
  REQUIRE(build(two).code == kFine);
  CHECK(one.get("out/say-so/say-so.en.js") == two.get("out/say-so/say-so.en.js"));
  CHECK(one.get("out/say-so/say-so.config.json") == two.get("out/say-so/say-so.config.json"));
}

TEST_CASE("build: the tag vouches for the script, the script for files.js, and that for all the rest") {
  const Folder folder;
  const Json report = json::parse(build(folder).out).value()["value"];
  const auto integrityOf = [&](const std::string& name) {
    return "sha256-" + encodeBase64(sha256(folder.get("out/say-so/" + name)));
  };
  CHECK(report["tag"] == "<script src=\"/say-so/say-so.en.js\" integrity=\"" + integrityOf("say-so.en.js") +
                             "\" crossorigin></script>");
  CHECK(builtOf(folder)["integrity"] == integrityOf("files.js"));

  std::string files = folder.get("out/say-so/files.js");
  files = files.substr(5, files.size() - 7);
  const Json held = json::parse(files).value();
  for (const Json& file : report["files"]) {
    const auto name = file["file"].get<std::string>();
    CHECK(file["integrity"] == integrityOf(name));
    if (name != "files.js" && name != "say-so.en.js") CHECK(held[name] == integrityOf(name));
  }
  CHECK(held.size() + 2 == report["files"].size());
}

TEST_CASE("build: the script of another language that does not vouch for the files beside it is named") {
  const Folder folder;
  const auto stale = [&] {
    const Json report = json::parse(build(folder).out).value()["value"];
    return report.contains("stale") ? report["stale"].dump() : "";
  };
  CHECK(stale() == "");
  folder.put("out/say-so/say-so.de.js", "run({});");
  CHECK(stale() == R"(["say-so.de.js"])");
  folder.put("out/say-so/say-so.de.js", folder.get("out/say-so/say-so.en.js"));
  CHECK(stale() == "");
}

TEST_CASE("build: a kit whose loader has no place, or two, is refused") {
  const Folder folder;
  CHECK(build(folder, "run();").out.find("bad-kit") != std::string::npos);
  CHECK(build(folder, "\"%SAY_SO_PARTS%\"(t);run(\"%SAY_SO_BUILT%\", \"%SAY_SO_BUILT%\");")
            .out.find("bad-kit") != std::string::npos);
}

TEST_CASE("decide: each line is answered on its own") {
  const Folder folder;
  Args args;
  args.options = {{"config", folder.put("site.json", kConfig)}};
  const std::string environment = R"("environment":{"now":"2026-11-22T10:00:00Z","jurisdiction":"FR"})";
  const Run result =
      run(runDecide, args,
          "{" + environment + "}\n{}\n{" + environment +
              R"(,"choices":[{"all":true,"granted":true}],"how":{"control":"accept-all","surface":"page"}})" +
              "\n");
  CHECK(result.code == kRefused);
  std::istringstream lines(result.out);
  std::vector<Json> answers;
  for (std::string line; std::getline(lines, line);) answers.push_back(json::parse(line).value());
  REQUIRE(answers.size() == 3);
  CHECK(answers[0]["value"]["decision"]["prompt"] == "ask");
  CHECK(answers[1]["error"]["code"] == "missing-key");
  CHECK(answers[2]["value"]["decision"]["prompt"] == "none");
  CHECK(answers[2]["value"]["records"].size() == 1);
}
