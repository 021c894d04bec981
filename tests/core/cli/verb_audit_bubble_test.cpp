#include "core/cli/verb_audit_bubble.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

using namespace sayso;
using namespace sayso::cli;

namespace {

constexpr const char* kCatalog = R"({"schema": "say-so-catalog/1", "currency": "GBP", "items": [
  {"id": "a", "title": "A", "url": "/a", "category": "Garden", "tags": ["colour:red"], "price": 1},
  {"id": "b", "title": "B", "url": "/b", "category": "Garden", "tags": ["colour:red"], "price": 1},
  {"id": "c", "title": "C", "url": "/c", "category": "Bath", "tags": [], "price": 1},
  {"id": "d", "title": "D", "url": "/d", "category": "Cards", "tags": [], "price": 1}]})";
constexpr const char* kCounts = R"({"total": 8, "items": {"a": 4, "b": 2, "c": 1}})";

struct Run {
  int code;
  std::string out, err;
  Json last() const {
    const auto end = out.find_last_not_of('\n');
    const auto start = out.rfind('\n', end);
    return json::parse(out.substr(start == out.npos ? 0 : start + 1)).value();
  }
};

Run bubble(const std::string& lists, const std::string& format = "json") {
  char name[] = "/tmp/say-so-bubble-XXXXXX";
  const std::string folder = mkdtemp(name);
  REQUIRE(writeFile(folder + "/catalog.json", kCatalog));
  REQUIRE(writeFile(folder + "/counts.json", kCounts));
  Args args;
  args.words = {"bubble"};
  args.options = {
      {"catalog", folder + "/catalog.json"}, {"counts", folder + "/counts.json"}, {"format", format}};
  std::istringstream in(lists);
  std::ostringstream out, err;
  Io io(in, out, err);
  const int code = runBubble(args, io);
  std::system(("rm -rf '" + folder + "'").c_str());
  return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("audit bubble: two lists of one kind, and two of three kinds, tell apart") {
  const Run same = bubble("{\"list\":[\"a\",\"b\"]}\n{\"list\":[\"a\",\"b\"]}\n");
  CHECK(same.code == kFine);
  const Json narrow = same.last()["value"];
  CHECK(narrow["lists"] == 2);
  CHECK(narrow["variety"]["intraListDiversity"]["mean"] == 0.0);
  CHECK(narrow["variety"]["categories"]["mean"] == 1.0);
  CHECK(narrow["variety"]["topShare"]["mean"] == 1.0);
  CHECK(narrow["variety"]["novelty"]["mean"] == 1.5);  // one of two, and one of four
  CHECK(narrow["exposure"]["coverage"] == 0.5);
  CHECK(narrow["exposure"]["gini"] == 0.5);
  CHECK(narrow["exposure"]["mostShown"][0]["item"] == "a");
  CHECK(narrow["exposure"]["mostShown"][0]["share"] == 1.0);

  const Json wide = bubble("{\"list\":[\"a\",\"c\"]}\n{\"list\":[\"b\",\"d\"]}\n").last()["value"];
  CHECK(wide["variety"]["intraListDiversity"]["mean"] == 1.0);
  CHECK(wide["exposure"]["coverage"] == 1.0);
  CHECK(wide["exposure"]["gini"] == 0.0);
}

TEST_CASE("audit bubble: accuracy counts those alone of whom something relevant is known") {
  const Json report = bubble(
                          "{\"list\":[\"a\",\"c\"],\"relevant\":[\"c\"],\"baseline\":[\"a\",\"b\"]}\n"
                          "{\"list\":[\"a\",\"b\"],\"relevant\":{\"a\":3,\"d\":1}}\n"
                          "{\"list\":[\"d\"],\"relevant\":[]}\n{\"list\":[]}\n")
                          .last()["value"];
  CHECK(report["accuracy"]["recall"] == Json{{"mean", 0.75}, {"lists", 2}});
  CHECK(report["accuracy"]["serendipity"] == Json{{"mean", 0.5}, {"lists", 2}});
  CHECK(report["variety"]["topShare"]["lists"] == 3);
}

TEST_CASE("audit bubble: an answer of rank is a list") {
  const Json report =
      bubble(
          "{\"ok\":true,\"value\":{\"schema\":\"say-so-slate/1\",\"items\":[{\"item\":\"a\",\"rank\":1},"
          "{\"item\":\"c\",\"rank\":2}]}}\n")
          .last()["value"];
  CHECK(report["variety"]["categories"]["mean"] == 2.0);
}

TEST_CASE("audit bubble: a bad line is refused with its place and the others still count") {
  const Run run = bubble(
      "{\"list\":[\"a\",\"x\"]}\n{\"list\":[\"a\",\"a\"]}\n{\"list\":[\"a\"],\"relevant\":{\"b\":0}}\n"
      "{\"lists\":[]}\nnot json\n{\"list\":[\"a\"]}\n");
  CHECK(run.code == kRefused);
  std::vector<std::string> faults;
  std::istringstream lines(run.out);
  for (std::string line; std::getline(lines, line);)
    if (const Json answer = json::parse(line).value(); answer["ok"] == false)
      faults.push_back(answer["error"]["code"].get<std::string>() + " " +
                       answer["error"]["at"].get<std::string>());
  CHECK(faults == std::vector<std::string>{"unknown-item /list/1", "duplicate-id /list/1",
                                           "out-of-range /relevant/b", "missing-key ", "bad-json byte 1"});
  CHECK(run.last()["value"]["lists"] == 1);
}

TEST_CASE("audit bubble: for people as Markdown, with what is shown most") {
  const Run run = bubble("{\"list\":[\"a\",\"b\"]}\n", "markdown");
  CHECK(run.out.starts_with("# Filter bubble\n\n1 lists, 4 items"));
  CHECK(run.out.find("| coverage | 0.5 |") != run.out.npos);
  CHECK(run.out.find("| a | 100.0 % |") != run.out.npos);
  CHECK(run.out.find("nDCG") == run.out.npos);  // nothing relevant is known
}

TEST_CASE("audit bubble: without a catalog it is wrong usage") {
  Args args;
  args.words = {"bubble"};
  std::istringstream in;
  std::ostringstream out, err;
  Io io(in, out, err);
  CHECK(runBubble(args, io) == kBadUsage);
}
