// `say-so privacy randomize`, `estimate` and `budget`: answers of many, none of which can be told.
#include <map>
#include <tuple>

#include "core/base/base64.h"
#include "core/cli/config_file.h"
#include "core/cli/random_bytes.h"
#include "core/cli/verb_privacy.h"
#include "core/privacy/budget.h"
#include "core/privacy/privacy_engine.h"
#include "core/privacy/report.h"

namespace sayso::cli {
namespace {

constexpr std::size_t kMostTallies = 10'000;

/// Random bytes of a line of the input, else fresh ones.
Result<std::vector<std::uint8_t>> bytesOf(json::Reader& reader, RandomBytes& random, std::size_t count) {
  if (!reader.has("random")) return random.take(count);
  return decodeBase64(reader.text("random"));
}

/// {"answers","epsilon","answer","question"?,"period"?,"random"?} -> the report. Without a config: nothing
/// but the mechanism.
Result<Json> randomizeLine(const Json& line, RandomBytes& random) {
  std::vector<Error> errors;
  json::Reader reader(line, errors);
  if (!reader.expectObject()) return errors.front();
  const std::int64_t answers = reader.integer("answers", 2, privacy::kMostAnswers);
  const double epsilon = reader.number("epsilon");
  const std::int64_t answer = reader.integer("answer", 0, privacy::kMostAnswers);
  privacy::Report report{reader.textIf("question", "question"), reader.textIf("period", "period"), {}, {}};
  if (!errors.empty()) return errors.front();
  const auto mechanism = privacy::chooseMechanism(static_cast<std::size_t>(answers), epsilon);
  if (!mechanism) return mechanism.error();
  const auto bytes = bytesOf(reader, random, privacy::bytesFor(mechanism.value()));
  reader.finish();
  if (!errors.empty()) return errors.front();
  if (!bytes) return Error{bytes.error().code, bytes.error().message, "/random"};
  privacy::Draws draws(bytes.value());
  auto reported = privacy::randomize(mechanism.value(), static_cast<std::size_t>(answer), draws);
  if (!reported) return reported.error();
  report.mechanism = mechanism.value();
  report.reported = std::move(reported).value();
  return privacy::toJson(report);
}

/// The questions of `--config`, if it is given; nullopt after a fault, which is on `io`.
std::optional<privacy::Settings> settingsOf(const Args& args, Io& io) {
  if (!args.has("config")) return privacy::Settings{};
  const auto config = readConfigFile(args.get("config"), io);
  if (!config) return std::nullopt;
  std::vector<Error> errors;
  return readPrivacy(*config, errors);
}

std::optional<privacy::PrivacyEngine> engineOf(const Args& args, Io& io) {
  const auto text = readFile(args.get("config"));
  privacy::PrivacyEngine engine;
  const auto loaded = text ? engine.loadConfig(text.value()) : Result<Json>(text.error());
  if (loaded) return engine;
  io.refuse(loaded.error());
  return std::nullopt;
}

/// A line for the engine, with random bytes if it brings none.
Result<Json> answerLine(const privacy::PrivacyEngine& engine, Json line, RandomBytes& random) {
  if (line.is_object() && !line.contains("random")) {
    const auto bytes = random.take(privacy::kMostAnswers * privacy::Draws::kBytes);
    if (!bytes) return bytes.error();
    line["random"] = encodeBase64(bytes.value());
  }
  return engine.answer(json::dump(line));
}

/// Page views that the brand's own server counted: one number, or by period in a file.
class Views {
 public:
  static Result<Views> of(const Args& args) {
    Views views;
    const std::string given = args.get("views");
    if (given.empty()) return views;
    const bool isNumber = given.find_first_not_of("0123456789") == given.npos;
    const auto text = isNumber ? Result<std::string>(given) : readFile(given);
    if (!text) return text.error();
    const auto json = json::parse(text.value());
    if (!json) return json.error();
    std::vector<Error> errors;
    json::Reader reader(json.value(), errors, "--views");
    constexpr std::int64_t kMost = std::int64_t{1} << 53;
    if (json.value().is_number())
      views.always_ = static_cast<std::uint64_t>(reader.asInteger(0, kMost));
    else
      reader.members([&](std::string_view period, json::Reader& count) {
        views.byPeriod_[std::string(period)] = static_cast<std::uint64_t>(count.asInteger(0, kMost));
      });
    if (!errors.empty()) return errors.front();
    return views;
  }

  std::uint64_t in(const std::string& period) const {
    const auto found = byPeriod_.find(period);
    return found == byPeriod_.end() ? always_ : found->second;
  }

 private:
  std::uint64_t always_ = 0;
  std::map<std::string, std::uint64_t, std::less<>> byPeriod_;
};

/// What is wrong with a report for the site that asked, if anything is.
std::optional<Error> unasked(const privacy::Settings& settings, const privacy::Report& report) {
  if (settings.questions.empty()) return std::nullopt;
  const privacy::Question* question = settings.question(report.question);
  if (!question) return Error{ErrorCode::UnknownKind, "no question has this id", "/question"};
  if (question->epsilon != report.mechanism.epsilon)
    return Error{ErrorCode::BadValue, "another epsilon than the question's", "/epsilon"};
  if (question->answers.size() != report.mechanism.answers)
    return Error{ErrorCode::BadValue, "another number of answers than the question's", "/answers"};
  return std::nullopt;
}

class Estimator {
 public:
  explicit Estimator(privacy::Settings settings) : settings_(std::move(settings)) {}

  std::optional<Error> add(std::string_view line) {
    const auto json = json::parse(line);
    if (!json) return json.error();
    const auto report = privacy::readReport(json.value());
    if (!report) return report.error();
    if (auto error = unasked(settings_, report.value())) return error;
    const privacy::Mechanism& mechanism = report.value().mechanism;
    const Key key{report.value().question, report.value().period, mechanism.epsilon, mechanism.answers};
    auto tally = tallies_.find(key);
    if (tally == tallies_.end()) {
      if (tallies_.size() == kMostTallies)
        return Error{ErrorCode::TooLarge, "more than 10000 questions and periods", ""};
      tally = tallies_.emplace(key, privacy::Tally(report.value())).first;
    }
    tally->second.add(report.value());
    return std::nullopt;
  }

  void reply(const Views& views, Io& io) const {
    for (const auto& [key, tally] : tallies_) {
      const privacy::Question* question = settings_.question(tally.question());
      io.reply(privacy::toJson(tally, question ? question->answers : std::vector<std::string>(),
                               views.in(tally.period())));
    }
  }

 private:
  using Key = std::tuple<std::string, std::string, double, std::size_t>;
  privacy::Settings settings_;
  std::map<Key, privacy::Tally> tallies_;
};

}  // namespace

int runRandomize(const Args& args, Io& io) {
  auto random = RandomBytes::of(args);
  if (!random) {
    io.refuse(random.error());
    return kBadUsage;
  }
  if (!args.has("config")) {
    io.eachLine([&](const Json& line) { return randomizeLine(line, random.value()); });
    return io.exitCode();
  }
  const auto engine = engineOf(args, io);
  if (engine) io.eachLine([&](const Json& line) { return answerLine(*engine, line, random.value()); });
  return io.exitCode();
}

int runEstimate(const Args& args, Io& io) {
  auto settings = settingsOf(args, io);
  if (!settings) return io.exitCode();
  const auto views = Views::of(args);
  if (!views) {
    io.refuse(views.error());
    return io.exitCode();
  }
  Estimator estimator(std::move(*settings));
  std::size_t number = 0;
  io.eachText([&](std::string_view line) {
    ++number;
    if (auto error = estimator.add(line)) io.refuse(onLine(number, *error));
  });
  estimator.reply(views.value(), io);
  return io.exitCode();
}

int runBudget(const Args& args, Io& io) {
  if (!args.has("config")) {
    io.say("say-so privacy budget: expected --config FILE and lines {now, budget?} on the input");
    return kBadUsage;
  }
  const auto engine = engineOf(args, io);
  if (engine) io.eachLine([&](const Json& line) { return engine->look(json::dump(line)); });
  return io.exitCode();
}

}  // namespace sayso::cli
