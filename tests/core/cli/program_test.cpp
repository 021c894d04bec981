#include "core/cli/program.h"

#include <doctest/doctest.h>

#include <sstream>

#include "core/cli/verbs.h"

using namespace sayso;
using namespace sayso::cli;

namespace {

constexpr Option kOptions[] = {{"config", "FILE", "a file"}, {"pretty", "", "a flag"}};

int echo(const Args& args, Io& io) {
  io.eachLine([](const Json& request) { return Result<Json>(request); });
  for (const std::string& word : args.words) io.write(word + "\n");
  return io.exitCode();
}

constexpr Verb kVerbs[] = {{"echo", "WORD", "says it again", kOptions, echo}};

struct Run {
  int code;
  std::string out;
  std::string err;
};

Run run(std::vector<std::string_view> words, const std::string& input = "") {
  std::istringstream in(input);
  std::ostringstream out, err;
  Io io(in, out, err);
  const int code = runProgram(kVerbs, "say-so", words, io);
  return {code, out.str(), err.str()};
}

Result<Args> parsed(std::vector<std::string_view> words) { return parseArgs("say-so", words, kOptions); }

}  // namespace

TEST_CASE("program: a bad line is refused and the next is answered") {
  const Run result = run({"echo"}, "{\"a\":1}\n\nnot json\n[2]\n");
  CHECK(result.code == kRefused);
  CHECK(result.out ==
        "{\"ok\":true,\"value\":{\"a\":1}}\n"
        "{\"ok\":false,\"error\":{\"code\":\"bad-json\",\"message\":\"invalid literal\",\"at\":\"byte 1\"}}\n"
        "{\"ok\":true,\"value\":[2]}\n");
}

TEST_CASE("program: wrong usage is exit 2 and says what is wrong; help is exit 0") {
  CHECK(run({}).code == kBadUsage);
  CHECK(run({"sing"}).code == kBadUsage);
  CHECK(run({"sing"}).err.find("sing") != std::string::npos);
  CHECK(run({"echo", "--loud"}).code == kBadUsage);
  CHECK(run({"--help"}).code == kFine);
  CHECK(run({"--help"}).out.find("echo WORD") != std::string::npos);
  CHECK(run({"echo", "--help"}).out.find("--config FILE") != std::string::npos);
}

TEST_CASE("args: both ways to give a value, flags, words and the end of options") {
  const auto args = parsed({"a", "--config", "x.json", "--pretty", "--", "--not-an-option"});
  REQUIRE(args);
  CHECK(args.value().get("config") == "x.json");
  CHECK(args.value().has("pretty"));
  CHECK(args.value().words == std::vector<std::string>{"a", "--not-an-option"});
  CHECK(parsed({"--config=y=z"}).value().get("config") == "y=z");
}

TEST_CASE("args: unknown, repeated and incomplete options are refused") {
  CHECK_FALSE(parsed({"--colour"}));
  CHECK_FALSE(parsed({"--config"}));
  CHECK_FALSE(parsed({"--pretty=yes"}));
  CHECK_FALSE(parsed({"--config", "a", "--config", "b"}));
}
