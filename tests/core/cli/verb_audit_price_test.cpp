#include "core/cli/verb_audit_price.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "core/cli/verb_audit_minimize.h"

using namespace sayso;
using namespace sayso::cli;

namespace {

struct Run {
  int code;
  std::string text;
  Json value() const { return json::parse(text).value()["value"]; }
  std::string fault() const {
    const Json error = json::parse(text).value()["error"];
    const std::string at = error["at"].get<std::string>();
    return error["code"].get<std::string>() + " " + at.substr(at.rfind('/') + 1);
  }
};

Run run(int (*verb)(const Args&, Io&), const std::string& csv, const std::string& model,
        std::map<std::string, std::string, std::less<>> options) {
  char name[] = "/tmp/say-so-audit-XXXXXX";
  const std::string folder = mkdtemp(name);
  REQUIRE(writeFile(folder + "/rows.csv", csv));
  if (!model.empty()) {
    REQUIRE(writeFile(folder + "/model.json", model));
    options.emplace("model", folder + "/model.json");
  }
  Args args;
  args.words = {"kind", folder + "/rows.csv"};
  args.options = std::move(options);
  std::istringstream in;
  std::ostringstream out, err;
  Io io(in, out, err);
  const int code = verb(args, io);
  std::system(("rm -rf '" + folder + "'").c_str());
  return {code, out.str()};
}

Run price(const std::string& csv, std::map<std::string, std::string, std::less<>> options = {}) {
  options.emplace("group", "profile");
  return run(runPrice, csv, "", std::move(options));
}

constexpr const char* kModel =
    R"({"kind":"logistic","features":["job=a","job=b","age"],"coef":[0,0,1],"intercept":-40,"background_mean":[0,0,40]})";

}  // namespace

TEST_CASE("audit price: items at two prices are named, and compared within a time where one is given") {
  const std::string csv = "item,price,profile,day\ncup,2,new,1\ncup,2,known,1\ncup,3,new,2\n";
  const Json mixed = price(csv).value()["attributes"][0];
  CHECK(mixed["itemsDiffering"] == 1);
  CHECK(mixed["items"][0]["item"] == "cup");
  const Json byDay = price(csv, {{"when", "day"}}).value()["attributes"][0];
  CHECK(byDay["itemsCompared"] == 1);
  CHECK(byDay["itemsDiffering"] == 0);
}

TEST_CASE("audit price: faults have their place, and people can read the rest") {
  CHECK(price("item,price,profile\ncup,free,new\n").fault() == "bad-number rows.csv line 2, column price");
  CHECK(price("item,profile\ncup,new\n").fault() == "missing-key rows.csv line 1");
  CHECK(price("item,price,profile\ncup,1,new\n", {{"format", "pdf"}}).code == kBadUsage);
  const std::string html = price("item,price,profile\n<b>,1,new\n<b>,2,known\n", {{"format", "html"}}).text;
  CHECK(html.find("DIFFERENT PRICES") != html.npos);
  CHECK(html.find("<b>") == html.npos);
}

TEST_CASE("audit minimize: a model's weightless datum is needless") {
  const Json report =
      run(runMinimize, "job=a,job=b,age\n1,0,30\n0,1,50\n", kModel, {{"keep", "score"}}).value();
  CHECK(report["needless"] == Json{"job"});
  CHECK(report["data"][1]["without"]["decisionsChanged"] == 1);
}

TEST_CASE("audit minimize: what it cannot read is refused") {
  CHECK(run(runMinimize, "age\n30\n", kModel, {}).fault() == "missing-key rows.csv line 1");
  CHECK(run(runMinimize, "age\n30\n", kModel, {{"keep", "all"}}).fault() == "bad-usage --keep");
  CHECK(run(runMinimize, "age\n30\n", "", {}).code == kBadUsage);
}
