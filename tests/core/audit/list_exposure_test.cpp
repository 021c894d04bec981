#include "core/audit/list_exposure.h"

#include <doctest/doctest.h>

#include "tests/core/recommend/vectors.h"

using namespace sayso;
using namespace sayso::audit;

namespace {

using Lists = std::vector<std::vector<std::uint32_t>>;

void checkClose(double found, const Json& expected) {
  CHECK(found == doctest::Approx(expected.get<double>()).epsilon(1e-12));
}

}  // namespace

TEST_CASE("list exposure: the reference vectors' exposures, shares, differences and ratios") {
  const Json file = recommend::testing::vectors("fairness.vectors.json");
  REQUIRE(file["exposure"].size() == 6);
  for (const Json& each : file["exposure"]) {
    Grouping grouping{"g", {}, each["item_group"].get<std::vector<std::uint32_t>>()};
    for (std::size_t at = 0; at < each["per_group"].size(); ++at)
      grouping.names.push_back(std::to_string(at));
    const ListExposure report = measureExposure(each["lists"].get<Lists>(), {grouping},
                                                each["utility"].get<std::vector<double>>(), 1, {20, 1, 0.95});
    const AttributeExposure& found = report.attributes.front();
    for (std::size_t at = 0; at < found.groups.size(); ++at) {
      const GroupExposure& group = found.groups[at];
      const Json& expected = each["per_group"][at];
      CHECK(group.items == expected["items"].get<std::size_t>());
      checkClose(group.exposure, expected["mean_exposure"]);
      checkClose(*group.utility, expected["mean_utility"]);
      checkClose(*group.shareOfExposure, expected["share_of_exposure"]);
      checkClose(group.shareOfItems, expected["share_of_items"]);
      checkClose(*group.shareOfPlaces, expected["share_of_slots"]);
      checkClose(*group.ratio, each["exposure_utility_ratio"][at]);
      CHECK(group.interval.low <= group.interval.high);
    }
    REQUIRE(found.exposure);
    checkClose(found.exposure->difference, each["exposure_parity_difference"]);
    checkClose(*found.exposure->ratio, each["exposure_parity_ratio"]);
    REQUIRE(found.treatment);
    checkClose(*found.treatment->ratio, each["disparate_treatment_ratio"]);
  }
}

TEST_CASE("list exposure: a small group is in no comparison, and without utility there is no treatment") {
  const ListExposure report = measureExposure({{0, 2}}, {{"g", {"a", "b"}, {0, 0, 1}}}, {}, 2, {10, 1, 0.9});
  CHECK(report.attributes[0].groups[1].isSmall);
  CHECK(!report.attributes[0].exposure);
  CHECK(!report.attributes[0].treatment);
  CHECK(toJson(report)["attributes"][0]["parity"]["difference"] == nullptr);
}

TEST_CASE("list exposure: lists that show nothing have no shares") {
  const ListExposure report = measureExposure({{}, {}}, {{"g", {"a", "b"}, {0, 1}}}, {0, 1}, 1, {10, 1, 0.9});
  CHECK(!report.attributes[0].groups[0].shareOfExposure);
  CHECK(!report.attributes[0].groups[0].ratio);  // of no utility
  CHECK(report.attributes[0].exposure->difference == 0);
  CHECK(!report.attributes[0].exposure->ratio);
  CHECK(!report.gini);
}
