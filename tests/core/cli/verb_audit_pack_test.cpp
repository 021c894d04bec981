#include "core/cli/verb_audit_pack.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "core/base/sha256.h"

using namespace sayso;
using namespace sayso::cli;

namespace {

/// A folder with decisions, items, lists and a recipe.
class Place {
 public:
  explicit Place(const std::string& audits) {
    char name[] = "/tmp/say-so-pack-XXXXXX";
    folder_ = mkdtemp(name);
    write("rows.csv", "g,d\na,1\na,0\nb,1\n");
    write("items.csv", "id,g\nx,a\ny,b\n");
    write("lists.jsonl", "{\"list\":[\"x\",\"y\"]}\n");
    std::string text = R"({"schema":"say-so-audits/1","audits":[)" + audits + "]}";
    for (std::size_t at; (at = text.find("$/")) != text.npos;) text.replace(at, 1, folder_);
    write("recipe.json", text);
  }
  ~Place() { std::system(("rm -rf '" + folder_ + "'").c_str()); }

  void write(const std::string& file, const std::string& text) const {
    REQUIRE(writeFile(folder_ + "/" + file, text));
  }
  std::string read(const std::string& file) const {
    const auto text = readFile(folder_ + "/" + file);
    return text ? text.value() : "";
  }
  Json pack(const std::string& into) const {
    Args args;
    args.words = {"pack", folder_ + "/" + into};
    args.options = {{"recipe", folder_ + "/recipe.json"}};
    std::istringstream in;
    std::ostringstream out, err;
    Io io(in, out, err);
    runPack(args, io);
    return json::parse(out.str()).value();
  }
  std::string fault() const {
    const Json error = pack("out")["error"];
    const std::string at = error["at"].get<std::string>();
    return error["code"].get<std::string>() + " " + at.substr(std::min(at.size(), at.find("recipe.json")));
  }

 private:
  std::string folder_;
};

constexpr const char* kFairness =
    R"({"name":"who","kind":"fairness","files":["$/rows.csv"],"options":{"group":"g","decision":"d"}})";
constexpr const char* kExposure =
    R"({"name":"whose","kind":"exposure","input":"$/lists.jsonl","options":{"items":"$/items.csv","group":"g"}})";

std::string both() { return std::string(kFairness) + "," + kExposure; }

}  // namespace

TEST_CASE("audit pack: every report in every form, with the hash of each file that went in and came out") {
  const Place place(both());
  const Json answer = place.pack("out");
  REQUIRE(answer["ok"] == true);
  CHECK(json::parse(place.read("out/who.json")).value()["value"]["schema"] == "say-so-fairness/1");
  CHECK(place.read("out/who.md").starts_with("# Fairness"));
  CHECK(place.read("out/whose.html").starts_with("<!doctype html>"));
  const std::string manifest = place.read("out/pack.json");
  CHECK(answer["value"]["hash"] == hashText(manifest));
  const Json pack = json::parse(manifest).value();
  CHECK(pack["inputs"].size() == 4);
  for (const Json& output : pack["outputs"])
    CHECK(output["hash"] == hashText(place.read("out/" + output["file"].get<std::string>())));
  CHECK(pack["command"].get<std::string>().starts_with("say-so audit pack DIR --recipe "));
  CHECK(place.read("out/index.md").find(hashText(place.read("rows.csv")).substr(7)) != std::string::npos);
}

TEST_CASE("audit pack: the same inputs give the same bytes in any folder, others do not") {
  const Place place(both());
  const Json first = place.pack("one"), second = place.pack("two");
  CHECK(first["value"]["hash"] == second["value"]["hash"]);
  for (const char* file : {"who.json", "who.html", "whose.md", "index.md", "index.html"})
    CHECK(place.read(std::string("one/") + file) == place.read(std::string("two/") + file));
  place.write("rows.csv", "g,d\na,1\na,1\nb,1\n");
  CHECK(place.pack("three")["value"]["hash"] != first["value"]["hash"]);
}

TEST_CASE("audit pack: a recipe that cannot be followed is refused with its place, and writes nothing") {
  const auto fault = [](const std::string& audits) { return Place(audits).fault(); };
  CHECK(fault("") == "bad-value recipe.json /audits");
  CHECK(fault(R"({"name":"x","kind":"pack"})") == "unknown-kind recipe.json /audits/0/kind");
  CHECK(fault(R"({"name":"../x","kind":"price"})") == "bad-id recipe.json /audits/0/name");
  CHECK(fault(R"({"name":"index","kind":"price"})") == "duplicate-id recipe.json /audits/0/name");
  CHECK(fault(std::string(kFairness) + "," + kFairness) == "duplicate-id recipe.json /audits/1/name");
  CHECK(fault(R"({"name":"x","kind":"bubble"})") == "bad-value recipe.json /audits/0/input");
  CHECK(fault(R"({"name":"x","kind":"price","options":{"format":"html"}})") ==
        "bad-usage recipe.json /audits/0/options/format");
  CHECK(fault(R"({"name":"x","kind":"lint","files":["$/rows.csv"]})") ==
        "missing-key recipe.json /audits/0/options");
  const Place place(
      R"({"name":"x","kind":"fairness","files":["$/rows.csv"],"options":{"group":"h","decision":"d"}})");
  const Json answer = place.pack("out");
  CHECK(answer["error"]["message"].get<std::string>().starts_with("missing-key: no column for the group h"));
  CHECK(place.read("out/index.md").empty());
}
