#include "core/cli/verb_audit_exposure.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

using namespace sayso;
using namespace sayso::cli;

namespace {

struct Run {
  int code;
  std::vector<Json> lines;
  std::string text;
};

Run exposure(const std::string& items, const std::string& lists,
             std::map<std::string, std::string, std::less<>> options = {}) {
  char name[] = "/tmp/say-so-exposure-XXXXXX";
  const std::string folder = mkdtemp(name);
  REQUIRE(writeFile(folder + "/items.csv", items));
  Args args;
  args.words = {"exposure"};
  options.emplace("group", "maker");
  options.emplace("least", "1");
  options.emplace("items", folder + "/items.csv");
  args.options = std::move(options);
  std::istringstream in(lists);
  std::ostringstream out, err;
  Io io(in, out, err);
  Run run{runExposure(args, io), {}, out.str()};
  std::system(("rm -rf '" + folder + "'").c_str());
  std::istringstream answers(run.text);
  for (std::string line; std::getline(answers, line);)
    if (auto json = json::parse(line)) run.lines.push_back(std::move(json).value());
  return run;
}

std::string faultOf(const Run& run) { return run.lines.front()["error"]["code"].get<std::string>(); }

constexpr const char* kItems = "id,maker,price\na,big,1\nb,big,20\nc,small,3\n";

}  // namespace

TEST_CASE("audit exposure: whose items stand where, by several attributes at once") {
  const Run run = exposure(kItems, "{\"list\":[\"a\",\"c\"]}\n{\"list\":[\"b\"]}\n",
                           {{"group", "maker,price:10"}, {"utility", "price"}});
  CHECK(run.code == kFine);
  const Json report = run.lines.front()["value"];
  CHECK(report["lists"] == 2);
  const Json big = report["attributes"][0]["groups"][0];
  CHECK(big["group"] == "big");
  CHECK(big["exposure"] == 0.5);  // one of two lists each, first
  CHECK(big["utility"] == 10.5);
  CHECK(report["attributes"][0]["parity"]["lowest"] == "small");
  CHECK(report["attributes"][1]["groups"][1]["group"] == "10 and over");
}

TEST_CASE("audit exposure: answers of rank are lists, a bad line is refused and the others count") {
  const Run run = exposure(kItems,
                           "{\"ok\":true,\"value\":{\"items\":[{\"item\":\"a\"}]}}\n{\"list\":[\"x\"]}\n"
                           "{\"list\":[\"c\"]}\n");
  CHECK(run.code == kRefused);
  CHECK(faultOf(run) == "unknown-item");
  CHECK(run.lines.back()["value"]["lists"] == 2);
}

TEST_CASE("audit exposure: what cannot be measured is refused") {
  CHECK(faultOf(exposure(kItems, "")) == "bad-value");
  CHECK(faultOf(exposure("id,maker\na,x\na,y\n", "{\"list\":[]}\n")) == "duplicate-id");
  CHECK(faultOf(exposure("id,maker,u\na,x,-1\n", "{\"list\":[]}\n", {{"utility", "u"}})) == "out-of-range");
  CHECK(faultOf(exposure("id\na\n", "{\"list\":[]}\n")) == "missing-key");
  CHECK(exposure(kItems, "", {{"format", "pdf"}}).code == kBadUsage);
}

TEST_CASE("audit exposure: for people as Markdown and HTML") {
  const char* list = "{\"list\":[\"a\",\"c\"]}\n";
  CHECK(exposure(kItems, list, {{"format", "markdown"}}).text.find("| exposure of an item (parity) |") !=
        std::string::npos);
  CHECK(exposure(kItems, list, {{"format", "html"}}).text.starts_with("<!doctype html>"));
}
