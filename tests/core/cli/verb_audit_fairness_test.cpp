#include "core/cli/verb_audit_fairness.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "core/base/random.h"

using namespace sayso;
using namespace sayso::cli;

namespace {

struct Run {
  int code;
  std::string out, err;
  Json json() const { return json::parse(out, json::kMaxBytesLarge).value(); }
  Json value() const { return json()["value"]; }
  std::string fault() const {
    const Json error = json()["error"];
    return error["code"].get<std::string>() + " " + error["at"].get<std::string>();
  }
};

/// Runs in a folder of its own with these files; options name them as they are called here.
Run fairness(const std::map<std::string, std::string>& files,
             std::map<std::string, std::string, std::less<>> options) {
  char name[] = "/tmp/say-so-fairness-XXXXXX";
  const std::string folder = mkdtemp(name);
  for (const auto& [file, text] : files) REQUIRE(writeFile(folder + "/" + file, text));
  for (const char* file : {"model", "train"})
    if (options.contains(file)) options[file] = folder + "/" + options[file];
  Args args;
  args.words = {"fairness", folder + "/rows.csv"};
  args.options = std::move(options);
  std::istringstream in;
  std::ostringstream out, err;
  Io io(in, out, err);
  const int code = runFairness(args, io);
  std::system(("rm -rf '" + folder + "'").c_str());
  std::string text = out.str();
  for (std::size_t at; (at = text.find(folder + "/")) != text.npos;) text.erase(at, folder.size() + 1);
  return {code, text, err.str()};
}

/// 200 people: x tells the group, and the label follows x.
std::string people(std::uint64_t seed) {
  Random random(seed);
  std::string csv = "g=a,g=b,x,y\n";
  for (int row = 0; row < 200; ++row) {
    const bool isA = random.below(2) == 0;
    const double x = random.uniform() + (isA ? 0.6 : 0);
    const bool label = x + random.uniform() > 1.4;
    csv += std::string(isA ? "1,0," : "0,1,") + json::dump(Json(x)) + (label ? ",1\n" : ",0\n");
  }
  return csv;
}

constexpr const char* kModel =
    R"({"kind":"logistic","features":["g=a","g=b","x"],"coef":[1,-1,2],"intercept":-2,"background_mean":[0.5,0.5,0.8]})";

}  // namespace

TEST_CASE("audit fairness: decisions alone are told by group, with what has no value and why") {
  const Run run = fairness({{"rows.csv", "g,d\na,1\na,0\nb,0\nb,0\n"}},
                           {{"group", "g"}, {"decision", "d"}, {"least", "1"}});
  CHECK(run.code == kFine);
  const Json report = run.value();
  const Json a = report["attributes"][0]["groups"][0];
  CHECK(a["selectionRate"]["value"] == 0.5);
  CHECK(a["truePositiveRate"]["value"] == nullptr);
  CHECK(a["truePositiveRate"]["why"] == "the rows have no labels");
  const Json criteria = report["attributes"][0]["criteria"];
  CHECK(criteria["statisticalParity"]["value"] == 0.5);
  CHECK(criteria["impactRatio"]["value"] == 0.0);
  CHECK(criteria["impactRatio"]["fourFifths"] == false);
  CHECK(criteria["equalizedOdds"]["value"] == nullptr);
  CHECK(report["attributes"][0]["flip"]["why"] == "no model was given");
}

TEST_CASE("audit fairness: groups below the size are small, and 30 is the size unless told") {
  std::string csv = "g,d\n";
  for (int row = 0; row < 30; ++row) csv += "a,1\nb,0\n";
  csv += "c,1\n";
  const Json report = fairness({{"rows.csv", csv}}, {{"group", "g"}, {"decision", "d"}}).value();
  CHECK(report["attributes"][0]["groups"][1]["small"] == false);
  CHECK(report["attributes"][0]["groups"][2]["small"] == true);
  CHECK(report["attributes"][0]["criteria"]["statisticalParity"]["lowest"] == "b");
}

TEST_CASE("audit fairness: a model's flips, proxies and what-ifs, for several attributes at once") {
  const Run run = fairness({{"rows.csv", people(1)}, {"train.csv", people(2)}, {"m.json", kModel}},
                           {{"group", "g,x:0.5:1"},
                            {"label", "y"},
                            {"model", "m.json"},
                            {"train", "train.csv"},
                            {"repeats", "50"}});
  CHECK(run.code == kFine);
  const Json report = run.value();
  REQUIRE(report["attributes"].size() == 2);
  const Json g = report["attributes"][0];
  CHECK(g["flip"]["hits"].get<int>() > 0);
  CHECK(g["flip"]["into"][0]["notSelectedSo"] == 0);  // being an "a" only helps
  CHECK(g["flip"]["into"][1]["selectedOnlySo"] == 0);
  CHECK(g["proxy"]["groups"][0]["strongest"] == Json{"x"});
  CHECK(g["proxy"]["groups"][0]["low"].get<double>() > 0.5);
  REQUIRE(g["whatIfs"].size() == 3);
  for (const Json& what : g["whatIfs"]) {
    const Json parity = what["effects"]["statisticalParity"];
    CHECK(parity["after"].get<double>() < parity["before"].get<double>());
    CHECK(what["effects"]["accuracy"]["interval"]["low"].is_number());
  }
  CHECK(report["attributes"][1]["groups"][0]["group"] == "below 0.5");
}

TEST_CASE("audit fairness: a share of all can be selected in place of a threshold") {
  const Json report = fairness({{"rows.csv", people(1)}, {"m.json", kModel}},
                               {{"group", "g"}, {"label", "y"}, {"model", "m.json"}, {"select", "0.25"}})
                          .value();
  CHECK(report["all"]["selectionRate"]["hits"] == 50);
}

TEST_CASE("audit fairness: the same rows give the same bytes, in each form") {
  for (const char* format : {"json", "markdown", "html"}) {
    const auto once = [&] {
      return fairness({{"rows.csv", people(1)}, {"m.json", kModel}},
                      {{"group", "g"}, {"label", "y"}, {"model", "m.json"}, {"format", format}})
          .out;
    };
    CHECK(once() == once());
  }
}

TEST_CASE("audit fairness: people read what cannot hold at once, and no group's name becomes markup") {
  const std::string csv = "g,d,y\n<script>x</script>,1,1\n<script>x</script>,0,0\nb,1,0\n";
  const Run html =
      fairness({{"rows.csv", csv}}, {{"group", "g"}, {"decision", "d"}, {"label", "y"}, {"format", "html"}});
  CHECK(html.out.find("<script") == html.out.npos);
  CHECK(html.out.find("Kleinberg") != html.out.npos);
  const Run markdown = fairness({{"rows.csv", csv}},
                                {{"group", "g"}, {"decision", "d"}, {"label", "y"}, {"format", "markdown"}});
  CHECK(markdown.out.find("has fewer than 30 rows") != markdown.out.npos);
  CHECK(markdown.out.find("No true positive rate for b") != markdown.out.npos);
}

TEST_CASE("audit fairness: a fault says which file, line and column") {
  const auto fault = [](const std::string& csv) {
    return fairness({{"rows.csv", csv}}, {{"group", "g"}, {"score", "s"}, {"label", "y"}}).fault();
  };
  CHECK(fault("g,s,y\na,0.5,2\n") == "out-of-range rows.csv line 2, column y");
  CHECK(fault("g,s,y\na,high,1\n") == "bad-number rows.csv line 2, column s");
  CHECK(fault("g,s,y\na,,1\n") == "bad-number rows.csv line 2, column s");
  CHECK(fault("g,s\na,1\n") == "missing-key rows.csv line 1");
  CHECK(fault("s,y\n1,1\n") == "missing-key rows.csv line 1");
  CHECK(fairness({{"rows.csv", "g=a,g=b,x,y\n1,0,1,1\n"}, {"train.csv", "x\n1\n"}, {"m.json", kModel}},
                 {{"group", "g"}, {"label", "y"}, {"model", "m.json"}, {"train", "train.csv"}})
            .fault() == "missing-key train.csv line 1");
  CHECK(fairness({{"rows.csv", "g,x\n"}, {"m.json", "{}"}}, {{"group", "g"}, {"model", "m.json"}}).code ==
        kRefused);
}

TEST_CASE("audit fairness: options that contradict each other are wrong usage") {
  using Options = std::map<std::string, std::string, std::less<>>;
  for (const Options& options : {Options{{"group", "g"}}, Options{{"decision", "d"}},
                                 Options{{"group", "g"}, {"score", "s"}, {"model", "m"}},
                                 Options{{"group", "g"}, {"decision", "d"}, {"threshold", "1"}},
                                 Options{{"group", "g"}, {"score", "s"}, {"threshold", "1"}, {"select", "1"}},
                                 Options{{"group", "g"}, {"decision", "d"}, {"format", "pdf"}}})
    CHECK(fairness({{"rows.csv", "g,d,s\na,1,1\n"}}, options).code == kBadUsage);
  CHECK(
      fairness({{"rows.csv", "g,s\na,1\n"}}, {{"group", "g"}, {"score", "s"}, {"confidence", "2"}}).fault() ==
      "bad-usage --confidence");
}
