#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/consent/config.h"
#include "core/recommend/catalog.h"
#include "core/recommend/feature_values.h"
#include "core/recommend/model.h"
#include "core/recommend/places.h"

namespace sayso::recommend {

/// What is worked out once for one part, whoever visits.
struct PartOfShop {
  Places places;
  /// Of segments: the score of each item that has one, by segment, in the order of the catalog.
  struct Score {
    std::uint32_t item = 0;
    double score = 0;
  };
  std::vector<std::vector<Score>> scores;
  /// Of a row model: the values of the features that are of items; the others' are not known.
  std::vector<FeatureValue> values;
};

/// A config, a catalog and a model that fit together, with what is worked out once for all visitors.
struct Shop {
  /// They fit: see fit.h.
  Shop(std::shared_ptr<const consent::Config> config, std::shared_ptr<const Catalog> catalog,
       std::shared_ptr<const Model> model);

  /// The model reads this signal, or the places of a list do.
  bool reads(std::string_view signal) const;
  /// It keeps what lists showed.
  bool isShown(std::string_view signal) const {
    return config->recommend && config->recommend->shown == signal;
  }

  std::shared_ptr<const consent::Config> config;
  std::shared_ptr<const Catalog> catalog;
  std::shared_ptr<const Model> model;
  std::string meaning;
  std::vector<double> popularity;  // one each item, as in the file
  std::vector<double> base;        // one each item: what it gets from no datum of a visitor, row models that
                                   // are not linear apart
  std::vector<PartOfShop> parts;

 private:
  void addPopularity(const Part& part, const Places& places);
  void prepare(const Part& part, const SegmentsPart& segments, PartOfShop& ready);
};

}  // namespace sayso::recommend
