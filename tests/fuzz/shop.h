#pragma once

#include <utility>

#include "core/base/json.h"
#include "tests/fuzz/fuzz.h"

/// The shop of the conformance cases: {config, catalog, model}.
inline sayso::Json readShop(const char* path = "tests/conformance/recommend/store.json") {
  auto shop = sayso::json::parse(readFile(path));
  expect(bool(shop), "the shop is read");
  return std::move(shop.value());
}

/// What has a shop, with it loaded. @tparam Engine with loadConfig, loadCatalog and loadModel
template <typename Engine>
Engine withShop(const char* path = "tests/conformance/recommend/store.json") {
  const sayso::Json shop = readShop(path);
  Engine made;
  expect(bool(made.loadConfig(sayso::json::dump(shop["config"]))), "its config loads");
  expect(bool(made.loadCatalog(sayso::json::dump(shop["catalog"]))), "its catalog loads");
  expect(bool(made.loadModel(sayso::json::dump(shop["model"]))), "its model loads");
  return made;
}
