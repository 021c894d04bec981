#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "core/cli/verbs.h"

using namespace sayso;
using namespace sayso::cli;

namespace {

struct Run {
  int code;
  std::string out, err;
};

Run audit(std::vector<std::string> words, std::map<std::string, std::string, std::less<>> options) {
  Args args;
  args.words = std::move(words);
  args.options = std::move(options);
  std::istringstream in;
  std::ostringstream out, err;
  Io io(in, out, err);
  const int code = runAudit(args, io);
  return {code, out.str(), err.str()};
}

/// A kit with our own words, and a config, in a folder that is gone afterwards.
class Site {
 public:
  explicit Site(const std::string& own, const std::string& about = "") {
    char name[] = "/tmp/say-so-audit-XXXXXX";
    folder_ = mkdtemp(name);
    REQUIRE(makeFolder(folder_ + "/strings"));
    put("loader.js", "");
    std::string strings = readFile("web/strings/en.json").value();
    put("strings/en.json", strings.insert(strings.find('{') + 1, about));
    put("site.json",
        R"({"schema": "say-so-config/1", "site": {"name": "Shop", "controller": {"name": "Shop Ltd"},
            "notice": "/privacy"}, "purposes": [{"id": "necessary", "required": true},
            {"id": "media", "class": "functional"}], "languages": ["en"], "text": {"en": {)" +
            own + "}}}");
  }
  ~Site() { std::system(("rm -rf '" + folder_ + "'").c_str()); }

  Run lint(const std::string& format) const {
    return audit({"lint", folder_ + "/site.json"},
                 {{"kit", folder_}, {"now", "2026-11-22T10:00:00Z"}, {"format", format}});
  }
  const std::string& folder() const { return folder_; }

 private:
  void put(const std::string& name, const std::string& bytes) const {
    REQUIRE(writeFile(folder_ + "/" + name, bytes));
  }
  std::string folder_;
};

constexpr const char* kBadLabel = R"("firstLayer.accept-all": "Got it")";

}  // namespace

TEST_CASE("audit lint: an error is exit 1, warnings alone are not, and both are a report") {
  const Run fine = Site("").lint("json");
  CHECK(fine.code == kFine);
  const Json report = json::parse(fine.out).value();
  CHECK(report["ok"] == true);
  CHECK(report["value"]["errors"] == 0);
  CHECK(report["value"]["warnings"] == 1);

  const Run broken = Site(kBadLabel).lint("json");
  CHECK(broken.code == kRefused);
  const Json finding = json::parse(broken.out).value()["value"]["findings"][0];
  CHECK(finding["rule"] == "DD10");
  CHECK(finding["at"] == "/text/en/firstLayer.accept-all");
  CHECK(finding["severity"] == "error");
}

TEST_CASE("audit lint: for people as Markdown") {
  const Run broken = Site(kBadLabel).lint("markdown");
  CHECK(broken.code == kRefused);
  CHECK(broken.out.starts_with("# Lint of Shop\n\n1 error, 1 warning, 0 notes."));
  CHECK(broken.out.find("- **DD10** `/text/en/firstLayer.accept-all`: \"Got it\" does not say") !=
        std::string::npos);
}

TEST_CASE("audit lint: words that say of themselves that nobody reviewed them are told") {
  const Run run = Site("", R"("meta.unreviewed": "drafted, not read",)").lint("json");
  CHECK(run.out.find(R"("rule":"DD40")") != std::string::npos);
  CHECK(run.out.find("drafted, not read") != std::string::npos);
}

TEST_CASE("audit lint: a config that is refused is refused with its places, and wrong usage is told") {
  const Site site(R"("a": 1)");
  const Run refused = site.lint("json");
  CHECK(refused.code == kRefused);
  CHECK(refused.out.find(R"("ok":false)") != std::string::npos);
  CHECK(refused.out.find("/text/en/a") != std::string::npos);
  CHECK(site.lint("html").code == kBadUsage);
  CHECK(audit({}, {}).code == kBadUsage);
  CHECK(audit({"lint"}, {}).code == kBadUsage);
  CHECK(audit({"sing", "x"}, {}).code == kBadUsage);
}

TEST_CASE("audit lint: the rules themselves can be listed") {
  const Run run = audit({"lint"}, {{"rules", ""}});
  CHECK(run.code == kFine);
  const Json first = json::parse(run.out).value()["value"][0];
  CHECK(first["id"] == "DD01");
  CHECK(first["inputs"] == Json::array({"config", "page"}));
}

TEST_CASE("audit theme: a line a file; an error or a file that cannot be read is exit 1") {
  char name[] = "/tmp/say-so-theme-XXXXXX";
  const std::string folder = mkdtemp(name);
  const std::string fine = folder + "/fine.css", small = folder + "/small.css", cut = folder + "/cut.css";
  REQUIRE(writeFile(fine, ":root { --say-so-radius: 0 }"));
  REQUIRE(writeFile(small, ":root { --say-so-target: 1px }"));
  REQUIRE(writeFile(cut, ":root {"));

  CHECK(audit({"theme", fine}, {}).code == kFine);
  const Run both = audit({"theme", fine, small}, {});
  CHECK(both.code == kRefused);
  const std::string second = both.out.substr(both.out.find('\n') + 1);
  CHECK(json::parse(second).value()["value"]["findings"][0]["code"] == "small-target");
  CHECK(json::parse(audit({"theme", cut}, {}).out).value()["error"]["at"] == cut + ":1:1");
  CHECK(audit({"theme", folder + "/none.css"}, {}).code == kRefused);
  CHECK(audit({"theme", small}, {{"format", "markdown"}}).out.starts_with("# Lint of "));
  CHECK(audit({"theme"}, {}).code == kBadUsage);
  CHECK(audit({"theme", fine}, {{"format", "html"}}).code == kBadUsage);
  std::system(("rm -rf '" + folder + "'").c_str());
}
