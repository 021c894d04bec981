// Mutates JSON as JSON: bytes alone rarely stay readable long enough to reach what lies behind a reader. Half
// of the inputs are changed byte by byte all the same. Linked to the targets whose input is JSON.
#include <algorithm>
#include <cstring>
#include <vector>

#include "core/base/json.h"

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

void collect(Json& node, std::vector<Json*>& nodes, std::vector<std::string>& keys) {
  nodes.push_back(&node);
  if (node.is_array())
    for (Json& element : node) collect(element, nodes, keys);
  if (!node.is_object()) return;
  for (auto& [key, value] : node.items()) {
    keys.push_back(key);
    collect(value, nodes, keys);
  }
}

Json oddNumber(Draws& draws) {
  static const double kOdd[] = {0,      -0.0,    1,          -1,         0.5,        2,
                                7,      64,      1000,       1e-9,       1e9,        5e-324,
                                1e-300, 1.5e300, 2147483647, 4294967296, 1ull << 53, -1e9};
  return kOdd[draws.below(std::size(kOdd))];
}

std::string oddText(Draws& draws) {
  static const char* const kOdd[] = {
      "", " ", "*", "__proto__", "2026-11-22T10:00:00Z", "P13M", "\xF0\x9F\xAB\xA5"};
  return kOdd[draws.below(std::size(kOdd))];
}

void changeArray(Json& array, const Json& other, Draws& draws) {
  const std::size_t at = array.empty() ? 0 : draws.below(array.size());
  switch (draws.below(4)) {
    case 0:
      if (!array.empty()) array.erase(at);
      break;
    case 1:
      if (!array.empty()) array.push_back(Json(array[at]));
      break;
    case 2:
      if (!array.empty()) std::swap(array[at], array[draws.below(array.size())]);
      break;
    default:
      array.push_back(other);
  }
}

void changeObject(Json& object, const Json& other, const std::vector<std::string>& keys, Draws& draws) {
  if (!object.empty() && draws.below(2) == 0) {
    auto gone = object.begin();
    std::advance(gone, static_cast<std::ptrdiff_t>(draws.below(object.size())));
    object.erase(gone);
  } else if (!keys.empty()) {
    object[keys[draws.below(keys.size())]] = other;
  }
}

/// One change somewhere in the tree.
void change(Json& root, Draws& draws) {
  std::vector<Json*> nodes;
  std::vector<std::string> keys;
  collect(root, nodes, keys);
  Json& node = *nodes[draws.below(nodes.size())];
  const Json other = *nodes[draws.below(nodes.size())];  // a copy: the node may hold it, or be in it
  if (draws.below(4) == 0) {
    node = other;
  } else if (node.is_array()) {
    changeArray(node, other, draws);
  } else if (node.is_object()) {
    changeObject(node, other, keys, draws);
  } else if (node.is_boolean()) {
    node = !node.get<bool>();
  } else if (node.is_number()) {
    const double value = node.get<double>();
    const std::size_t how = draws.below(4);
    node = how == 0   ? Json(value + 1)
           : how == 1 ? Json(value - 1)
           : how == 2 ? Json(-value)
                      : oddNumber(draws);
  } else if (node.is_string() && draws.below(2) == 0) {
    node = oddText(draws);
  } else {
    node = other.is_structured() ? Json(nullptr) : other;
  }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t maxSize,
                                               unsigned seed) {
  Draws draws(seed);
  if (draws.below(2) == 0) return LLVMFuzzerMutate(data, size, maxSize);
  auto parsed = json::parse({reinterpret_cast<const char*>(data), size});
  if (!parsed) return LLVMFuzzerMutate(data, size, maxSize);
  Json root = std::move(parsed).value();
  for (std::size_t left = 1 + draws.below(3); left > 0; --left) change(root, draws);
  const std::string text = json::dump(root);
  if (text.size() > maxSize) return LLVMFuzzerMutate(data, size, maxSize);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}
