#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace sayso::audit {

/// What a model card has to say and no file knows, `say-so-card-facts/1`. All of it may be left out: the card
/// then says that it was not stated.
struct CardFacts {
  /// Where the training data come from (after Gebru et al. 2021, Datasheets for Datasets).
  struct Data {
    std::string name, source, licence, period, composition, collection, cleaning, people, gaps, maintenance;
    bool operator==(const Data&) const = default;
  };
  /// A figure that was measured elsewhere, with how.
  struct Measured {
    std::string measure, value, on, command;
    bool operator==(const Measured&) const = default;
  };

  std::string name, version, date, owner;
  std::vector<std::string> intendedUse, notFor, limits;
  std::map<std::string, std::string> why;  // by signal: why it weighs as it does
  std::vector<Measured> evaluation;
  Data data;
  bool operator==(const CardFacts&) const = default;
};

/// Each text at most 4,000 bytes, each list at most 50.
Result<CardFacts> readCardFacts(std::string_view text);

/// The fields of `Data` with their titles, in the order in which they are told.
struct DataField {
  const char* key;
  const char* title;
  std::string CardFacts::Data::*field;
};
const std::vector<DataField>& dataFields();

}  // namespace sayso::audit
