#include "core/explain/rationale.h"

#include <doctest/doctest.h>

namespace sayso::explain {
namespace {

Contribution contribution(const char* signal, const char* of, const char* provenance, double value) {
  Contribution each;
  each.signal = signal;
  each.of = of;
  each.purpose = "history";
  each.provenance = provenance;
  each.part = "ease";
  each.value = value;
  return each;
}

Rationale with(std::vector<Contribution> contributions) {
  Rationale rationale;
  rationale.item = "cup";
  rationale.rank = 1;
  rationale.base = 0.1;
  rationale.contributions = std::move(contributions);
  order(rationale.contributions);
  return rationale;
}

}  // namespace

TEST_CASE("rationale: contributions are ordered by magnitude, equal ones as they came") {
  const Rationale rationale =
      with({contribution("viewed", "a", "observed", 0.1), contribution("viewed", "b", "observed", -0.3),
            contribution("viewed", "c", "observed", 0.1), contribution("viewed", "d", "observed", 0.2)});
  std::string listed;
  for (const Contribution& each : rationale.contributions) listed += each.of;
  CHECK(listed == "bdac");
}

TEST_CASE("rationale: the score is base plus contributions in listed order, to the last bit") {
  // 0.1 + 0.3 + 0.2 differs from 0.1 + 0.2 + 0.3 in doubles.
  const Rationale rationale =
      with({contribution("viewed", "a", "observed", 0.2), contribution("viewed", "b", "observed", 0.3)});
  CHECK(total(rationale) == (0.1 + 0.3) + 0.2);
  CHECK(toJson(rationale)["score"].get<double>() == (0.1 + 0.3) + 0.2);
}

TEST_CASE("rationale: the sentence names what speaks for the item most") {
  const Contribution viewed = contribution("viewed", "pot", "observed", 0.4);
  const Contribution bought = contribution("bought", "tray", "observed", 0.5);
  const Contribution garden = contribution("interest.category", "Garden", "stated", 0.3);
  const Contribution against = contribution("viewed", "fork", "observed", -0.9);
  using Args = std::vector<std::pair<std::string, std::string>>;

  CHECK(makeSentence(with({viewed}), true) == Sentence{"why.viewed", Args{{"item", "pot"}}});
  CHECK(makeSentence(with({viewed, bought, against}), true) ==
        Sentence{"why.bought", Args{{"item", "tray"}}});
  CHECK(makeSentence(with({garden}), true) == Sentence{"why.stated", Args{{"of", "Garden"}}});
  CHECK(makeSentence(with({viewed, garden}), true) ==
        Sentence{"why.viewed-stated", Args{{"item", "pot"}, {"of", "Garden"}}});
}

TEST_CASE("rationale: a weak second reason is not named") {
  const Contribution viewed = contribution("viewed", "pot", "observed", 0.9);
  const Contribution garden = contribution("interest.category", "Garden", "stated", 0.1);
  CHECK(makeSentence(with({viewed, garden}), true).key == "why.viewed");
}

TEST_CASE("rationale: a stated range is told as a price") {
  Contribution price = contribution("interest.price", "1-15", "stated", 0.3);
  price.range = Contribution::Range{1, 15};
  CHECK(makeSentence(with({price}), true).key == "why.price");
}

TEST_CASE("rationale: what is inferred is told as inferred, not as an item") {
  const Contribution guessed = contribution("guessed.category", "Cards", "inferred", 0.5);
  const Contribution viewed = contribution("viewed", "pot", "observed", 0.4);
  const Sentence sentence = makeSentence(with({viewed, guessed}), true);
  CHECK(sentence == Sentence{"why.inferred", {{"of", "Cards"}}});
}

TEST_CASE("rationale: with nothing for the item, popularity is the reason") {
  CHECK(makeSentence(with({}), false).key == "why.popular");
  CHECK(makeSentence(with({}), true).key == "why.popularPersonal");
  CHECK(makeSentence(with({contribution("viewed", "a", "observed", -1)}), true).key == "why.popularPersonal");
}

}  // namespace sayso::explain
