#include <charconv>

#include "core/cli/verb_train_baskets.h"
#include "core/cli/verb_train_evaluate.h"
#include "core/cli/verb_train_recipe.h"
#include "core/cli/verb_train_tune.h"
#include "core/cli/verbs.h"

namespace sayso::cli {
namespace {

constexpr int kResamples = 2000;
constexpr std::int64_t kMostDays = 100000;

/// The number that an option gives; `fallback` without it.
Result<double> numberOf(const Args& args, std::string_view option, double fallback) {
  if (!args.has(option)) return fallback;
  const auto parsed = json::parse(args.get(option));
  if (parsed && parsed.value().is_number()) return parsed.value().get<double>();
  return Error{ErrorCode::BadUsage, "expected a number", "--" + std::string(option)};
}

Result<std::int64_t> wholeOf(const Args& args, std::string_view option, std::int64_t fallback) {
  if (!args.has(option)) return fallback;
  const std::string text = args.get(option);
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc{} && read.ptr == text.data() + text.size() && number >= 0 && number <= kMostDays)
    return number;
  return Error{ErrorCode::BadUsage, "expected a whole number", "--" + std::string(option)};
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
  return Json{{"kind", "ease"}, {"signals", {{"bought", 1}, {"viewed", 1}}}, {"train", toJson(settings)}};
}

Result<Purchases> purchasesOf(const Args& args) {
  Purchases purchases;
  if (args.has("items")) {
    const auto items = readFile(args.get("items"));
    if (!items) return items.error();
    if (auto read = readItems(items.value(), purchases); !read) return read.error();
  }
  const auto baskets = readFile(args.get("baskets"));
  if (!baskets) return baskets.error();
  if (auto read = readBaskets(baskets.value(), purchases); !read) return read.error();
  return purchases;
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
         scorerOf(trainer.weights(settings->ridge), momentum(trainer.baskets(), items, *settings)));
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
    if (!days) return days.error();
    recipe = tune(recipe.value(), baskets, items, static_cast<std::int32_t>(days.value()),
                  [&](Json tried) { io.reply(Result<Json>(std::move(tried))); });
    if (!recipe) return recipe.error();
    io.reply(Result<Json>(Json{{"chosen", recipe.value()}}));
  }

  Trainer trainer(baskets, items);
  auto model = trainer.train(recipe.value());
  if (!model) return model.error();
  const std::string text = json::dump(model.value()) + "\n";
  if (auto read = recommend::readModel(text); !read)
    return read.error();  // never write what no page would read
  const auto written = writeFile(args.get("out"), text);
  if (!written) return written.error();
  io.reply(Result<Json>(
      Json{{"written", args.get("out")}, {"bytes", written.value()}, {"items", items.all().size()}}));
  return args.has("test") ? test(args, recipe.value(), purchases.value(), trainer, io) : std::nullopt;
}

bool isUsable(const Args& args) {
  if (args.words.size() != 1 || !args.has("baskets") || !args.has("out")) return false;
  const std::string& kind = args.words.front();
  return kind == "ease" || kind == "popularity" || (kind == "blend" && args.has("recipe"));
}

}  // namespace

int runTrain(const Args& args, Io& io) {
  if (!isUsable(args)) {
    io.say("say-so train: expected ease, popularity, or blend --recipe FILE, with --baskets FILE --out FILE");
    return kBadUsage;
  }
  if (auto error = train(args, io)) {
    io.refuse(*error);
    if (error->code == ErrorCode::BadUsage) return kBadUsage;
  }
  return io.exitCode();
}

}  // namespace sayso::cli
