#include "core/cli/verb_audit_price.h"

#include "core/audit/price.h"
#include "core/cli/decisions_file.h"
#include "core/cli/verb_audit_report.h"

namespace sayso::cli {
namespace {

constexpr double kMostDraws = 2e9;

struct OffersFile {
  audit::Offers offers;
  std::vector<audit::Grouping> groupings;
};

/// What was shown at the same time is one thing to compare: with --when an item is the item then.
void nameItems(const Table& table, const std::string& item, const std::string& when, audit::Offers& offers) {
  const TextColumn& items = table.textsOf(item);
  offers.items = items.texts;
  offers.item = items.of;
  if (when.empty()) return;
  const TextColumn& times = table.textsOf(when);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> known;
  offers.items.clear();
  for (std::size_t row = 0; row < items.of.size(); ++row) {
    const auto [at, isNew] =
        known.try_emplace({items.of[row], times.of[row]}, static_cast<std::uint32_t>(known.size()));
    if (isNew) offers.items.push_back(items.texts[items.of[row]] + " (" + times.texts[times.of[row]] + ")");
    offers.item[row] = at->second;
  }
}

Result<OffersFile> readOffers(std::string_view csv, const Args& args) {
  const std::string item = args.get("item", "item"), price = args.get("price", "price");
  const std::string list = args.get("list"), when = args.get("when");
  std::vector<std::string> texts{item};
  for (const std::string* title : {&list, &when})
    if (!title->empty()) texts.push_back(*title);
  auto grouped = readInGroups(csv, args, {price}, std::move(texts));
  if (!grouped) return grouped.error();
  const Table& table = grouped.value().table;
  OffersFile file{{}, std::move(grouped.value().groupings)};
  auto prices = filledOf(table, price);
  if (!prices) return prices.error();
  file.offers.price = std::move(prices).value();
  nameItems(table, item, when, file.offers);
  for (std::size_t row = 0; row < table.rows; ++row)
    file.offers.list.push_back(list.empty() ? static_cast<std::uint32_t>(row) : table.textsOf(list).of[row]);
  file.offers.lists = list.empty() ? table.rows : table.textsOf(list).texts.size();
  return file;
}

Result<audit::Prices> pricesOf(const Args& args) {
  const auto least = countWithin(args, "least", 30, 1, 100'000);
  if (!least) return least.error();
  const auto resampling = resamplingOf(args);
  if (!resampling) return resampling.error();
  const std::string& path = args.words[1];
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto file = readOffers(text.value(), args);
  if (!file) return inFile(path, file.error());
  const auto& [offers, groupings] = file.value();
  const double draws = static_cast<double>(offers.lists) * static_cast<double>(groupings.size()) *
                       static_cast<double>(resampling.value().repeats);
  if (draws > kMostDraws)
    return Error{ErrorCode::TooLarge, "more than 2e9 draws: ask for fewer", "--repeats"};
  return audit::comparePrices(offers, groupings, least.value(), resampling.value());
}

}  // namespace

int runPrice(const Args& args, Io& io) {
  if (args.words.size() != 2 || !args.has("group") || !knowsFormat(args)) {
    io.say(
        "say-so audit price: expected OFFERS.csv --group TITLE[,TITLE…] [--item TITLE] [--price TITLE] "
        "[--list TITLE] "
        "[--when TITLE]");
    return kBadUsage;
  }
  return answer(args, pricesOf(args), io);
}

}  // namespace sayso::cli
