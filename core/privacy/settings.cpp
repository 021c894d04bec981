#include "core/privacy/settings.h"

#include <algorithm>
#include <cmath>

#include "core/base/number.h"

namespace sayso::privacy {
namespace {

constexpr std::size_t kMostQuestions = 64;
constexpr std::size_t kMostModels = 8;
constexpr std::size_t kMostFeatures = 256;
constexpr std::size_t kMostName = 64;

template <class T>
const T* find(const std::vector<T>& list, std::string T::*key, std::string_view value) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const T& each) { return each.*key == value; });
  return found == list.end() ? nullptr : &*found;
}

/// What is sent goes over TLS, or stays on the machine or the page's own origin.
bool isSafe(std::string_view url) {
  const auto starts = [&](std::string_view origin) {
    return url.starts_with(origin) && url.size() > origin.size() && url[origin.size()] != '/';
  };
  const bool isPlain = std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  return isPlain &&
         (starts("/") || starts("https://") || starts("http://localhost:") || starts("http://127.0.0.1:"));
}

double between(json::Reader& reader, std::string_view key, double least, double most) {
  const double number = reader.number(key);
  if (!(number >= least && number <= most))
    reader.fail(ErrorCode::OutOfRange, "expected " + formatDouble(least) + " to " + formatDouble(most), key);
  return number;
}

class SettingsReader {
 public:
  SettingsReader(json::Reader& root, FunctionRef<bool(std::string_view)> isPurpose)
      : root_(root), isPurpose_(isPurpose) {}

  Settings read() {
    settings_.endpoint = root_.textIf("endpoint");
    if (root_.has("endpoint") && !isSafe(settings_.endpoint))
      root_.fail(ErrorCode::BadValue, "expected https:// or a path of the page's own origin", "endpoint");
    root_.eachIf("budgets", [&](json::Reader& budget) { readBudget(budget); });
    root_.eachIf("questions", [&](json::Reader& question) { readQuestion(question); });
    root_.eachIf("learning", [&](json::Reader& model) { readLearning(model); });
    root_.finish();
    return std::move(settings_);
  }

 private:
  std::string readPurpose(json::Reader& reader) {
    std::string purpose = reader.text("purpose");
    if (!isPurpose_(purpose))
      reader.fail(ErrorCode::UnknownPurpose, "no optional purpose has this id", "purpose");
    return purpose;
  }

  void readBudget(json::Reader& reader) {
    Allowance budget;
    budget.purpose = readPurpose(reader);
    budget.epsilon = between(reader, "epsilon", kLeastEpsilon, 100);
    budget.period =
        static_cast<PeriodUnit>(reader.oneOf("period", {"day", "week", "month", "quarter", "year"}));
    reader.finish();
    if (settings_.budget(budget.purpose))
      reader.fail(ErrorCode::DuplicateId, "the purpose has a budget", "purpose");
    settings_.budgets.push_back(std::move(budget));
  }

  /// What a question and a model have in common.
  void readSpender(json::Reader& reader, std::string& id, std::string& purpose, double& epsilon) {
    id = reader.text("id");
    if (id.empty() || id.size() > kMostName) reader.fail(ErrorCode::BadId, "expected 1 to 64 bytes", "id");
    if (settings_.question(id) || settings_.model(id))
      reader.fail(ErrorCode::DuplicateId, "asked for twice", "id");
    purpose = readPurpose(reader);
    epsilon = between(reader, "epsilon", kLeastEpsilon, kMostEpsilon);
    const Allowance* budget = settings_.budget(purpose);
    if (!budget)
      reader.fail(ErrorCode::MissingKey, "the purpose has no budget", "purpose");
    else if (epsilon > budget->epsilon)
      reader.fail(ErrorCode::OutOfRange, "more than the budget of its purpose", "epsilon");
  }

  std::vector<std::string> readNames(json::Reader& reader, std::string_view key, std::size_t least,
                                     std::size_t most) {
    std::vector<std::string> names = reader.texts(key);
    if (names.size() < least || names.size() > most)
      reader.fail(ErrorCode::OutOfRange,
                  "expected " + formatInteger(least) + " to " + formatInteger(most) + " names", key);
    std::vector<std::string_view> sorted(names.begin(), names.end());
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
      reader.fail(ErrorCode::DuplicateId, "a name stands there twice", key);
    const auto isBad = [](const std::string& name) { return name.empty() || name.size() > kMostName; };
    if (std::any_of(names.begin(), names.end(), isBad))
      reader.fail(ErrorCode::BadId, "expected names of 1 to 64 bytes", key);
    return names;
  }

  /// Each answer of each group: together they are one answer, and what it costs covers both.
  void readGroupedAnswers(json::Reader& reader, Question& question) {
    std::vector<std::string> all;
    for (const std::string& group : question.groups) {
      if (group.find('/') != group.npos) reader.fail(ErrorCode::BadId, "a group has no / in it", "groups");
      for (const std::string& answer : question.answers) all.push_back(group + "/" + answer);
    }
    if (all.size() > kMostAnswers)
      reader.fail(ErrorCode::OutOfRange, "more than 256 answers of all groups", "groups");
    question.answers = std::move(all);
  }

  void readQuestion(json::Reader& reader) {
    Question question;
    readSpender(reader, question.id, question.purpose, question.epsilon);
    question.answers = readNames(reader, "answers", 2, kMostAnswers);
    if (reader.has("groups")) {
      question.groups = readNames(reader, "groups", 2, kMostAnswers);
      readGroupedAnswers(reader, question);
    }
    reader.finish();
    if (settings_.questions.size() == kMostQuestions) return reader.fail(ErrorCode::TooLarge, "more than 64");
    settings_.questions.push_back(std::move(question));
  }

  void readLearning(json::Reader& reader) {
    Learning model;
    readSpender(reader, model.id, model.purpose, model.epsilon);
    model.features = readNames(reader, "features", 1, kMostFeatures);
    model.weights = reader.textIf("weights");
    if (reader.has("weights") && !isSafe(model.weights))
      reader.fail(ErrorCode::BadValue, "expected https:// or a path of the page's own origin", "weights");
    model.delta = between(reader, "delta", 1e-12, 0.01);
    model.clip = between(reader, "clip", 1e-3, 1e3);
    model.epochs = static_cast<int>(reader.integerIf("epochs", 1, 1, 100));
    if (reader.has("learningRate")) model.learningRate = between(reader, "learningRate", 1e-4, 10);
    if (reader.has("l2")) model.l2 = between(reader, "l2", 0, 1);
    reader.finish();
    if (settings_.learning.size() == kMostModels) return reader.fail(ErrorCode::TooLarge, "more than 8");
    settings_.learning.push_back(std::move(model));
  }

  json::Reader& root_;
  FunctionRef<bool(std::string_view)> isPurpose_;
  Settings settings_;
};

}  // namespace

const Allowance* Settings::budget(std::string_view purpose) const {
  return find(budgets, &Allowance::purpose, purpose);
}
const Question* Settings::question(std::string_view id) const { return find(questions, &Question::id, id); }
const Learning* Settings::model(std::string_view id) const { return find(learning, &Learning::id, id); }

Settings readSettings(json::Reader& reader, FunctionRef<bool(std::string_view)> isPurpose) {
  if (!reader.expectObject()) return {};
  return SettingsReader(reader, isPurpose).read();
}

}  // namespace sayso::privacy
