#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/function_ref.h"
#include "core/base/json.h"

/// Items that the input of an audit names by their ids.
namespace sayso::audit {

constexpr std::uint32_t kNoItem = 0xffffffff;

/// The place of the item with this id among those that an audit knows; `kNoItem` if it is none of them.
using FindItem = FunctionRef<std::uint32_t(const std::string& id)>;

/// The item that a value or a key names; notes an error if it is unknown.
std::uint32_t itemOf(const std::string& id, FindItem find, json::Reader& reader);

/// An array of ids, each once; at most so many.
std::vector<std::uint32_t> readItems(json::Reader& reader, FindItem find, std::size_t most);

/// How often each of the items was bought.
struct ItemCounts {
  std::vector<double> of;
  double total = 0;  // of what they are shares: baskets, or people
};

/// `{"total", "items": {id: count}}`; items that it does not name were bought by nobody.
ItemCounts readCounts(json::Reader& reader, FindItem find, std::size_t items);

}  // namespace sayso::audit
