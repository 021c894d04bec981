#include "core/cli/verb_train_counts.h"
#include "core/cli/verb_train_evaluate.h"
#include "core/cli/verb_train_options.h"
#include "core/cli/verb_train_recipe.h"
#include "core/cli/verb_train_rows.h"
#include "core/cli/verb_train_tune.h"
#include "core/recommend/numbers.h"

namespace sayso::cli {
namespace {

constexpr int kResamples = 2000;

Json boughtAndViewed() { return {{"bought", 1}, {"viewed", 1}}; }

Result<EaseSettings> easeSettingsOf(const Args& args) {
  EaseSettings settings;
  const auto ridge = numberOf(args, "ridge", settings.ridge);
  const auto momentum = wholeOf(args, "momentum-days", settings.momentumDays);
  const auto neighbours = wholeOf(args, "neighbours", static_cast<std::int64_t>(settings.neighbours));
  if (!ridge) return ridge.error();
  if (!momentum) return momentum.error();
  if (!neighbours) return neighbours.error();
  settings.ridge = ridge.value();
  settings.momentumDays = static_cast<std::int32_t>(momentum.value());
  settings.neighbours = static_cast<std::size_t>(neighbours.value());
  return settings;
}

/// The recipe: a file for a blend, else made of the options.
Result<Json> recipeOf(const Args& args) {
  const std::string& kind = args.words.front();
  if (kind == "blend") {
    const auto text = readFile(args.get("recipe"));
    if (!text) return text.error();
    return json::parse(text.value());
  }
  if (kind == "popularity") {
    const auto days = wholeOf(args, "days", 0);
    if (!days) return days.error();
    return Json{{"kind", "popularity"}, {"train", {{"days", days.value()}}}};
  }
  const auto settings = easeSettingsOf(args);
  if (!settings) return settings.error();
  return Json{{"kind", "ease"}, {"signals", boughtAndViewed()}, {"train", toJson(settings.value())}};
}

/// The settings of the EASE part of `recipe`, if it trains one.
std::optional<EaseSettings> easeSettings(const Json& recipe) {
  const auto settings = [](const Json& model) -> std::optional<EaseSettings> {
    if (!model.is_object() || !model.contains("train") || model.value("kind", "") != "ease")
      return std::nullopt;
    std::vector<Error> errors;
    json::Reader reader(model["train"], errors);
    return readEaseSettings(reader);
  };
  if (auto own = settings(recipe)) return own;
  if (recipe.contains("parts"))
    for (const Json& part : recipe["parts"])
      if (auto inner = settings(part.value("model", Json()))) return inner;
  return std::nullopt;
}

Json withName(const char* name, const Quality& quality) {
  Json line = {{"tested", name}};
  const Json figures = toJson(quality);
  for (const auto& [key, value] : figures.get_ref<const Json::object_t&>()) line[key] = value;
  return line;
}

/// Scores the trained model once on baskets of later days, beside what it is to be compared with.
std::optional<Error> test(const Args& args, const Json& recipe, Purchases& purchases, Trainer& trainer,
                          Io& io) {
  const std::size_t items = trainer.itemCount();
  const auto seed = wholeOf(args, "seed", 1);
  const auto text = readFile(args.get("test"));
  if (!seed) return seed.error();
  if (!text) return text.error();
  purchases.baskets.clear();
  if (auto read = readBaskets(text.value(), purchases); !read) return read.error();
  const std::vector<Case> cases = makeCases(trainer.baskets(), purchases.baskets);
  const auto tell = [&](const char* name, const Scorer& scorer) {
    io.reply(Result<Json>(withName(
        name, evaluate(cases, items, scorer, kResamples, static_cast<std::uint64_t>(seed.value())))));
  };

  auto model = trainer.trainAndRead(recipe);
  if (!model) return model.error();
  tell("model", scorerOf(model.value()));
  if (const auto settings = easeSettings(recipe)) {
    tell("ease-uncut",
         scorerOf(trainer.weights(settings->ridge), itemFactors(trainer.baskets(), items, *settings)));
    const ItemWeights cosine = solveCosine(trainer.baskets(), items, 20, 50);
    tell("item-cosine", scorerOf(cosine, std::vector<double>(items, 1)));
  }
  const std::vector<double> shoppers = countShoppers(trainer.baskets(), items);
  tell("popularity-by-shoppers", [&](const Case&, std::vector<double>& scores) { scores = shoppers; });
  return std::nullopt;
}

std::optional<Error> train(const Args& args, Io& io) {
  auto recipe = recipeOf(args);
  if (!recipe) return recipe.error();
  auto purchases = purchasesOf(args);
  if (!purchases) return purchases.error();
  const std::vector<Basket> baskets = std::move(purchases.value().baskets);
  const Names items = purchases.value().items;  // a test file may name new ones; the model ends here

  if (args.has("tune")) {
    const auto days = wholeOf(args, "validate-days", 30);
    const auto coverage = numberOf(args, "coverage", 0);
    if (!days) return days.error();
    if (!coverage) return coverage.error();
    const TuneGoal goal{static_cast<std::int32_t>(days.value()), coverage.value()};
    recipe = tune(recipe.value(), baskets, items, goal,
                  [&](Json tried) { io.reply(Result<Json>(std::move(tried))); });
    if (!recipe) return recipe.error();
    io.reply(Result<Json>(Json{{"chosen", recipe.value()}}));
  }

  Trainer trainer(baskets, items);
  auto model = trainer.train(recipe.value());
  if (!model) return model.error();
  if (auto error = writeModel(args, model.value(), {{"items", items.all().size()}}, io)) return error;
  return args.has("test") ? test(args, recipe.value(), purchases.value(), trainer, io) : std::nullopt;
}

/// From counts that a database made: no days, so nothing that counts by them.
std::optional<Error> trainFromCounts(const Args& args, Io& io) {
  for (const char* option : {"days", "momentum-days", "tune", "test"})
    if (args.has(option))
      return Error{ErrorCode::BadUsage, "counts have no days", "--" + std::string(option)};
  const auto text = readFile(args.get("counts"));
  if (!text) return text.error();
  const auto known = itemsOf(args);
  if (!known) return known.error();
  auto counts = readCounts(text.value(), known.value().itemsAreFixed ? &known.value() : nullptr);
  if (!counts) return counts.error();
  auto settings = easeSettingsOf(args);
  if (!settings) return settings.error();
  settings.value().momentumDays = 0;
  const std::vector<std::string>& items = counts.value().items.all();
  Json model = {{"schema", "say-so-model/1"}, {"kind", args.words.front()}};
  if (args.words.front() == "popularity") {
    model["score"] = recommend::encodeF32(popularity(counts.value().pairs));
  } else {
    const ItemWeights weights = solveEase(std::move(counts.value().pairs), settings.value().ridge);
    model["signals"] = boughtAndViewed();
    const Json table = recommend::toJson(cut(weights, std::vector<double>(items.size(), 1),
                                             std::min(settings.value().neighbours, items.size())));
    for (const auto& [key, value] : table.items()) model[key] = value;
    model["about"] = toJson(settings.value());
  }
  model["items"] = items;
  return writeModel(args, model, {{"items", items.size()}}, io);
}

bool isUsable(const Args& args) {
  if (args.words.size() != 1 || !args.has("out")) return false;
  const std::string& kind = args.words.front();
  if (kind == "kmeans") return args.has("rows");
  if (kind == "logistic") return args.has("rows") && args.has("label");
  if (kind == "blend") return args.has("baskets") && args.has("recipe");
  return (kind == "ease" || kind == "popularity") && args.has("baskets") != args.has("counts");
}

std::optional<Error> trainKind(const Args& args, Io& io) {
  if (args.words.front() == "kmeans") return trainKmeans(args, io);
  if (args.words.front() == "logistic") return trainLogistic(args, io);
  return args.has("counts") ? trainFromCounts(args, io) : train(args, io);
}

}  // namespace

int runTrain(const Args& args, Io& io) {
  if (!isUsable(args)) {
    io.say(
        "say-so train: expected --out FILE and\n"
        "  ease or popularity, with --baskets FILE or --counts FILE\n"
        "  blend, with --baskets FILE --recipe FILE\n"
        "  kmeans, with --rows FILE\n"
        "  logistic, with --rows FILE --label COLUMN");
    return kBadUsage;
  }
  if (auto error = trainKind(args, io)) {
    io.refuse(*error);
    if (error->code == ErrorCode::BadUsage) return kBadUsage;
  }
  return io.exitCode();
}

}  // namespace sayso::cli
