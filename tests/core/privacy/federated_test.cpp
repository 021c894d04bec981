#include "core/privacy/federated.h"

#include <doctest/doctest.h>

#include "tests/core/privacy/vectors.h"

using namespace sayso;
using namespace sayso::privacy;
using namespace sayso::privacy::testing;

namespace {

Examples examplesOf(const Json& client) {
  Examples examples;
  for (const Json& row : client["X"]) examples.rows.push_back(numbers(row));
  examples.labels = numbers(client["y"]);
  return examples;
}

}  // namespace

TEST_CASE("federated: lengths and weights of every round of the reference vectors") {
  const Json cases = vectors("federated")["cases"];
  REQUIRE(cases.size() == 4);
  for (const Json& each : cases) {
    const Steps steps{each["local_epochs"].get<int>(), number(each["learning_rate"]), number(each["l2"])};
    const double clip = each["clip"].is_null() ? 0 : each["clip"].get<double>();
    Weights weights(each["standard_normal"][0].size(), 0);
    for (std::size_t round = 0; round < each["per_round"].size(); ++round) {
      const Json& expected = each["per_round"][round];
      std::vector<Update> updates;
      for (const Json& client : each["clients"]) {
        const Examples examples = examplesOf(client);
        Update update{localUpdate(weights, examples, steps), static_cast<double>(examples.rows.size())};
        const double length = clip > 0 ? clipTo(update.change, clip) : lengthOf(update.change);
        CHECK(length == doctest::Approx(expected["norms"][updates.size()].get<double>()).epsilon(1e-10));
        updates.push_back(std::move(update));
      }
      const double sigma = each["noise_multiplier"].get<double>() * clip;
      const Weights mean = each["weighting"] == "examples"
                               ? meanByExamples(updates, weights.size())
                               : privateMean(updates, numbers(each["standard_normal"][round]), sigma);
      for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] += mean[i];
        CHECK(weights[i] == doctest::Approx(expected["weights"][i].get<double>()).epsilon(1e-10));
      }
    }
  }
}

TEST_CASE("federated: no update is longer than its clip, and a short one stays as it is") {
  Weights longOne = {3, 4}, shortOne = {0.3, 0.4};
  CHECK(clipTo(longOne, 1) == 5);
  CHECK(lengthOf(longOne) == doctest::Approx(1));
  CHECK(longOne[0] == doctest::Approx(0.6));
  clipTo(shortOne, 1);
  CHECK(shortOne == Weights{0.3, 0.4});
}

TEST_CASE("federated: a device without rows changes nothing") {
  CHECK(localUpdate({1, 2, 3}, {}, {}) == Weights{0, 0, 0});
}

TEST_CASE("federated: where it is hidden how many came, the sum is divided by how many were asked") {
  const std::vector<Update> one = {{{1, 1}, 1}};
  CHECK(privateMean(one, Weights{0, 0}, 0, 4) == Weights{0.25, 0.25});
  CHECK(privateMean(std::vector<Update>(), Weights{2, 0}, 1, 4) == Weights{0.5, 0});
}
