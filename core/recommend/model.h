#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/json.h"

/// What scores items: `say-so-model/1`. A model is a sum of parts, each of a kind below.
namespace sayso::recommend {

using ItemIds = std::shared_ptr<const std::vector<std::string>>;

/// How much an item is bought by everybody. Reads no signal: it is the base of every score and the order of a
/// slate that is not personalized.
struct Popularity {
  ItemIds items;
  std::vector<float> scores;  // one each item
};

/// A signal that a part reads, and what it weighs there.
struct SignalWeight {
  std::string signal;
  double weight = 1;
  bool operator==(const SignalWeight&) const = default;
};

/// Adds a weight to the items that match what the visitor stated.
struct StatedMatch {
  enum class Field : unsigned char { Category, Tag, Price };
  struct Rule {
    std::string signal;
    Field field = Field::Category;
    std::string tagKind;  // "colour" of the field "tag:colour"
    double weight = 1;
    bool operator==(const Rule&) const = default;
    bool sameField(const Rule& other) const { return field == other.field && tagKind == other.tagKind; }
  };
  std::vector<Rule> rules;
};

/// Items that go with items (EASE, Steck 2019), cut to the strongest neighbours of each scored item. The
/// score of an item is the sum of one entry for each item of the history.
class Ease {
 public:
  static constexpr std::size_t kMaxItems = 65536;  // indices are 16 bits
  static constexpr std::size_t kMaxNeighbours = 1000;

  /// What one item of a history adds to one scored item.
  struct Effect {
    std::uint32_t item = 0;
    double value = 0;
  };

  /// As in the file: for each scored item `neighbours` pairs of (item of the history, value); the entry is
  /// value * scale of the scored item. Value 0 means that the place is empty.
  struct Table {
    std::size_t neighbours = 0;
    std::vector<std::uint16_t> index;
    std::vector<std::uint8_t> value;
    std::vector<float> scale;
  };

  Ease(ItemIds items, std::vector<SignalWeight> signals, const Table& table);

  const ItemIds& items() const { return items_; }
  const std::vector<SignalWeight>& signals() const { return signals_; }

  /// Calls `use(item, value)` for each item that `history` adds to, in the order of items.
  template <class Use>
  void eachEffect(std::uint32_t history, Use&& use) const {
    for (std::size_t at = offsets_[history]; at < offsets_[history + 1]; ++at)
      use(std::uint32_t{targets_[at]}, values_[at] * static_cast<double>(scale_[targets_[at]]));
  }
  /// What `history` adds to `item`; 0 if nothing.
  double effect(std::uint32_t history, std::uint32_t item) const;

 private:
  ItemIds items_;
  std::vector<SignalWeight> signals_;
  std::vector<float> scale_;
  // The file's table turned round, by item of the history: scoring reads only what the history touches.
  std::vector<std::uint32_t> offsets_;
  std::vector<std::uint16_t> targets_;
  std::vector<std::uint8_t> values_;
};

/// One part of a blend.
struct Part {
  std::string id;
  double weight = 1;
  std::string purpose;  // of the signals it reads; empty if the file leaves it to the config
  std::variant<Popularity, StatedMatch, Ease> model;
  std::string at;  // JSON Pointer of `model` in the file, for errors found later
};

struct Model {
  std::vector<Part> parts;  // a plain model is one part with weight 1
};

/// Reads a model file. Every fault is an error with its place.
Model readModel(std::string_view text, std::vector<Error>& errors);
Result<Model> readModel(std::string_view text);

/// The parts of a file, as `say-so train` writes them.
Json toJson(const Ease::Table& table);

}  // namespace sayso::recommend
