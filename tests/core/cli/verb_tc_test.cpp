#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "core/cli/verbs.h"
#include "tests/core/tcf/iab.h"

using namespace sayso;
using namespace sayso::cli;

namespace {

struct Run {
  int code;
  std::vector<std::string> lines;
};

Run tc(std::string_view what, const std::string& input,
       std::map<std::string, std::string, std::less<>> options = {}) {
  Args args;
  args.words = {std::string(what)};
  args.options = std::move(options);
  std::istringstream in(input);
  std::ostringstream out, err;
  Io io(in, out, err);
  Run run{runTc(args, io), {}};
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);) run.lines.push_back(line);
  return run;
}

/// A vendor list in a file that is gone afterwards.
class ListFile {
 public:
  explicit ListFile(std::string_view bytes) {
    char name[] = "/tmp/say-so-tc-XXXXXX";
    folder_ = mkdtemp(name);
    REQUIRE(writeFile(path(), bytes));
  }
  ~ListFile() { std::system(("rm -rf '" + folder_ + "'").c_str()); }
  std::string path() const { return folder_ + "/list.json"; }

 private:
  std::string folder_;
};

}  // namespace

TEST_CASE("tc decode: a line a string, and a bad line does not stop the next") {
  const Json each = readIab("tcf_roundtrip.json").at("cases").at(0);
  const std::string text = textOf(each, "string");
  const Run run = tc("decode", text + "\r\n\nCQ\n" + text + " \n" + text);
  CHECK(run.code == kRefused);
  REQUIRE(run.lines.size() == 4);
  CHECK(run.lines[0] == R"({"ok":true,"value":)" + json::dump(each.at("model")) + R"(,"flags":[]})");
  CHECK(json::parse(run.lines[1]).value()["error"]["code"] == "truncated");
  CHECK(json::parse(run.lines[2]).value()["error"]["code"] == "bad-character");
  CHECK(run.lines[3] == run.lines[0]);
  CHECK(tc("decode", text).code == kFine);
}

TEST_CASE("tc decode: a string in JSON's quotes is the same string") {
  const std::string text = textOf(readIab("tcf_roundtrip.json").at("cases").at(0), "string");
  CHECK(tc("decode", '"' + text + '"').lines == tc("decode", text).lines);
  for (const char* broken : {"\"", "\"CQ", "\"\"", "[\"CQ\"]"}) {
    CAPTURE(broken);
    const Run run = tc("decode", broken);
    CHECK(run.code == kRefused);
    REQUIRE(run.lines.size() == 1);
  }
}

TEST_CASE("tc encode: a line a model") {
  const Json each = readIab("tcf_roundtrip.json").at("cases").at(0);
  const Run run = tc("encode", json::dump(each.at("model")) + "\n{}\n");
  CHECK(run.code == kRefused);
  REQUIRE(run.lines.size() == 2);
  CHECK(run.lines[0] == R"({"ok":true,"value":")" + textOf(each, "string") + R"("})");
  CHECK(json::parse(run.lines[1]).value()["error"]["code"] == "missing-key");
}

TEST_CASE("tc encode: with a vendor list only what it allows is written") {
  const Json file = readIab("tcf_semantic.json");
  const Json& each = file.at("cases").at(0);
  Json wanted = each.at("model");
  for (const auto& [key, value] : each.at("input").items()) wanted[key] = value;
  const ListFile list(json::dump(json::object({{"vendors", file.at("gvlVendors")}})));
  CHECK(tc("encode", json::dump(wanted)).code == kRefused);
  const Run run = tc("encode", json::dump(wanted), {{"gvl", list.path()}});
  REQUIRE(run.lines.size() == 1);
  CHECK(run.lines[0] == R"({"ok":true,"value":")" + textOf(each, "string") + R"("})");
}

TEST_CASE("tc: a list that cannot be read is one refusal; other words are wrong usage") {
  const ListFile bad(R"({"vendors": {"0": {}}})");
  const Run run = tc("encode", "{}", {{"gvl", bad.path()}});
  CHECK(run.code == kRefused);
  REQUIRE(run.lines.size() == 1);
  CHECK(json::parse(run.lines[0]).value()["error"]["at"] == bad.path() + "#/vendors/0");
  CHECK(tc("encode", "{}", {{"gvl", "no-such-file"}}).code == kRefused);
  CHECK(tc("", "").code == kBadUsage);
  CHECK(tc("read", "").code == kBadUsage);
  CHECK(tc("decode", "", {{"gvl", bad.path()}}).code == kBadUsage);
}
