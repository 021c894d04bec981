#include "core/profile/question.h"

#include <algorithm>

#include "core/base/number.h"

namespace sayso::profile {
namespace {

using consent::Question;
using consent::QuestionKind;

constexpr std::size_t kMaxValues = 200;
constexpr std::size_t kMaxRanked = 10;
constexpr std::size_t kMaxText = 1000;

bool isOfKinds(std::string_view from) {
  return from == "category" || (from.starts_with("tag:") && from.size() > 4);
}

/// What a question of this kind is answered from, in words; empty if `from` is that.
std::string_view expectedFrom(const Question& question) {
  switch (question.kind) {
    case QuestionKind::Range:
      return question.from == "price" ? "" : "expected price";
    case QuestionKind::YesNo:
      return question.from.empty() ? "" : "yes or no comes from nothing";
    default:
      return isOfKinds(question.from) ? "" : "expected category or tag:NAME";
  }
}

class Checker {
 public:
  explicit Checker(const consent::Config& config) : config_(config) {}

  std::vector<Error> check() {
    for (std::size_t i = 0; i < config_.questions.size(); ++i) checkOne(i);
    return std::move(errors_);
  }

 private:
  void note(ErrorCode code, std::string_view message, std::string_view key) {
    errors_.push_back({code, std::string(message), at_ + std::string(key)});
  }

  void checkOne(std::size_t index) {
    const Question& question = config_.questions[index];
    at_ = "/profile/questions/" + formatInteger(index) + "/";
    const consent::Signal* signal = config_.signal(question.signal);
    if (!signal) note(ErrorCode::UnknownSignal, "no signal has this id", "signal");
    if (signal && signal->provenance != consent::Provenance::Stated)
      note(ErrorCode::BadValue, "only what is stated can be asked for", "signal");
    if (questionOf(config_, question.signal) != &question)
      note(ErrorCode::DuplicateId, "asked for twice", "signal");
    const std::string_view expected = expectedFrom(question);
    if (!expected.empty())
      note(question.from.empty() ? ErrorCode::MissingKey : ErrorCode::BadValue, expected, "from");
    checkRange(question);
    const bool canBeProposed = question.kind == QuestionKind::Multiple || question.kind == QuestionKind::Tags;
    const bool isCount = question.proposeAfter >= 2 && question.proposeAfter <= 1000;
    if (question.proposeAfter && (!canBeProposed || !isCount))
      note(ErrorCode::BadValue, "of multiple and tags, after 2 to 1000", "proposeAfter");
  }

  void checkRange(const Question& question) {
    const bool isRange = question.kind == QuestionKind::Range;
    if (!isRange && (question.min || question.max || question.step || !question.unit.empty()))
      note(ErrorCode::BadValue, "min, max, step and unit are of a range", "kind");
    if (question.min && question.max && *question.max < *question.min)
      note(ErrorCode::OutOfRange, "max is below min", "max");
    if (question.step && *question.step <= 0) note(ErrorCode::OutOfRange, "expected more than 0", "step");
  }

  const consent::Config& config_;
  std::vector<Error> errors_;
  std::string at_;
};

void checkRangeAnswer(const Question& question, json::Reader& value) {
  if (!value.expectObject()) return;
  const double min = value.number("min");
  const double max = value.number("max");
  if (max < min) value.fail(ErrorCode::OutOfRange, "max is below min", "max");
  if (question.min && min < *question.min)
    value.fail(ErrorCode::OutOfRange, "below what is asked for", "min");
  if (question.max && max > *question.max)
    value.fail(ErrorCode::OutOfRange, "above what is asked for", "max");
  value.finish();
}

std::size_t mostValues(QuestionKind kind) {
  if (kind == QuestionKind::Single || kind == QuestionKind::YesNo) return 1;
  return kind == QuestionKind::Ranked ? kMaxRanked : kMaxValues;
}

}  // namespace

std::vector<Error> checkQuestions(const consent::Config& config) { return Checker(config).check(); }

const Question* questionOf(const consent::Config& config, std::string_view signal) {
  const auto found = std::find_if(config.questions.begin(), config.questions.end(),
                                  [&](const Question& question) { return question.signal == signal; });
  return found == config.questions.end() ? nullptr : &*found;
}

void checkAnswer(const Question& question, json::Reader& value,
                 FunctionRef<bool(std::string_view)> isOffered) {
  if (question.kind == QuestionKind::Range) return checkRangeAnswer(question, value);
  std::vector<std::string> texts;
  const std::size_t most = mostValues(question.kind);
  value.elements([&](json::Reader& element) {
    std::string text = element.asText();
    if (texts.size() >= most || !element.isText()) return;
    const bool isAnswer =
        question.kind == QuestionKind::YesNo ? text == "yes" || text == "no" : isOffered(text);
    if (text.size() > kMaxText)
      element.fail(ErrorCode::TooLarge, "more than 1000 bytes");
    else if (!isAnswer)
      element.fail(ErrorCode::BadValue, "not among what can be answered");
    else if (std::find(texts.begin(), texts.end(), text) != texts.end())
      element.fail(ErrorCode::DuplicateId, "said twice");
    texts.push_back(std::move(text));
  });
  if (!value.isArray()) return;
  if (value.raw().size() > most)
    value.fail(ErrorCode::TooLarge, "more than " + formatInteger(most) + (most == 1 ? " value" : " values"));
  if (value.raw().empty()) value.fail(ErrorCode::OutOfRange, "an answer of nothing");
}

}  // namespace sayso::profile
