// Mutates JSON as JSON: bytes alone rarely stay readable long enough to reach what lies behind a reader. One
// in eight inputs is changed byte by byte all the same. Half begin from what a reader took before. Linked to
// the targets whose input is JSON.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "tests/fuzz/fuzz.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t maxSize);

using namespace sayso;

namespace {

/// SplitMix64: the same mutations for the same seed.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t count) {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return static_cast<std::size_t>((x ^ (x >> 31)) % count);
  }

 private:
  std::uint64_t state_;
};

/// A value and the key it stands under; what stands in an array goes by the key of that array.
struct Place {
  Json* node;
  std::string key;
};

void collect(Json& node, const std::string& key, std::vector<Place>& places) {
  places.push_back({&node, key});
  if (node.is_array())
    for (Json& element : node) collect(element, key + "[]", places);
  if (!node.is_object()) return;
  for (auto& [inner, value] : node.items()) collect(value, inner, places);
}

/// A whole number is written as one: readers of counts refuse 8.0.
Json numberOf(double value) {
  const bool isWhole = value == std::trunc(value) && std::fabs(value) < 9e15;
  return isWhole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

Json oddNumber(Draws& draws) {
  static const double kOdd[] = {0,      -0.0,    1,          -1,         0.5,        2,
                                7,      64,      1000,       1e-9,       1e9,        5e-324,
                                1e-300, 1.5e300, 2147483647, 4294967296, 1ull << 53, -1e9};
  return numberOf(kOdd[draws.below(std::size(kOdd))]);
}

std::string oddText(Draws& draws) {
  static const char* const kOdd[] = {
      "", " ", "*", "__proto__", "2026-11-22T10:00:00Z", "P13M", "\xF0\x9F\xAB\xA5"};
  return kOdd[draws.below(std::size(kOdd))];
}

bool isWhole(const std::string& text) {
  Utf8Check check;
  Utf8Check::State state = Utf8Check::Whole;
  for (const char byte : text)
    if (state = check.take(static_cast<unsigned char>(byte)); state == Utf8Check::Bad) return false;
  return state == Utf8Check::Whole;
}

/// `text` as libFuzzer changes bytes; itself, if that leaves no text.
std::string changedText(const std::string& text) {
  std::string changed = text;
  changed.resize(text.size() + 16);
  auto* bytes = reinterpret_cast<std::uint8_t*>(changed.data());
  changed.resize(LLVMFuzzerMutate(bytes, text.size(), changed.size()));
  return isWhole(changed) ? changed : text;
}

void changeArray(Json& array, Draws& draws) {
  if (array.empty()) return;
  const std::size_t at = draws.below(array.size());
  switch (draws.below(3)) {
    case 0:
      array.erase(at);
      break;
    case 1:
      array.push_back(Json(array[at]));
      break;
    default:
      std::swap(array[at], array[draws.below(array.size())]);
  }
}

/// Takes a member away, or lends one of `other`.
void changeObject(Json& object, const Json& other, Draws& draws) {
  const bool lends = other.is_object() && !other.empty() && draws.below(2) == 0;
  if (!lends && object.empty()) return;
  const Json& from = lends ? other : object;
  auto member = from.begin();
  std::advance(member, static_cast<std::ptrdiff_t>(draws.below(from.size())));
  if (lends)
    object[member.key()] = member.value();
  else
    object.erase(std::string(member.key()));
}

void changeScalar(Json& scalar, Draws& draws) {
  if (scalar.is_boolean()) {
    scalar = !scalar.get<bool>();
  } else if (scalar.is_number()) {
    const double value = scalar.get<double>();
    const std::size_t how = draws.below(4);
    scalar = how == 0   ? numberOf(value + 1)
             : how == 1 ? numberOf(value - 1)
             : how == 2 ? numberOf(-value)
                        : oddNumber(draws);
  } else if (scalar.is_string()) {
    scalar = draws.below(2) == 0 ? oddText(draws) : changedText(scalar.get<std::string>());
  }
}

/// One change somewhere in the tree. Half of them give a value that stands elsewhere under the same key:
/// readers are strict, and what stands there fits.
void change(Json& root, Draws& draws) {
  std::vector<Place> places;
  collect(root, "", places);
  const Place& place = places[draws.below(places.size())];
  Json& node = *place.node;
  std::vector<Json*> alike;
  for (const Place& each : places)
    if (each.key == place.key && each.node != &node) alike.push_back(each.node);
  // A copy: the node may hold it, or be in it.
  const Json other = alike.empty() || draws.below(8) == 0 ? *places[draws.below(places.size())].node
                                                          : *alike[draws.below(alike.size())];
  if (draws.below(2) == 0 && (!alike.empty() || draws.below(8) == 0))
    node = other;
  else if (node.is_array())
    changeArray(node, draws);
  else if (node.is_object())
    changeObject(node, other, draws);
  else
    changeScalar(node, draws);
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t maxSize,
                                               unsigned seed) {
  Draws draws(seed);
  if (draws.below(8) == 0) return LLVMFuzzerMutate(data, size, maxSize);
  const std::vector<std::string>& known = takenInputs();
  const bool isFresh = known.empty() || draws.below(2) == 0;
  auto parsed = json::parse(isFresh ? asText(data, size) : known[draws.below(known.size())]);
  if (!parsed) return LLVMFuzzerMutate(data, size, maxSize);
  Json root = std::move(parsed).value();
  for (std::size_t left = draws.below(2) == 0 ? 1 : 1 + draws.below(4); left > 0; --left) change(root, draws);
  const std::string text = json::dump(root);
  if (text.size() > maxSize) return LLVMFuzzerMutate(data, size, maxSize);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}
