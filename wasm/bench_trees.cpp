// For `npm run bench` and the tests only, never shipped: attributions of trees without the JSON around them.
#include <emscripten/bind.h>

#include <cstring>
#include <optional>

#include "core/base/base64.h"
#include "core/base/sha256.h"
#include "core/recommend/row_attributions.h"
#include "wasm/bench_count.h"

using namespace sayso;
using emscripten::function;

namespace {

struct Job {
  std::optional<recommend::RowModel> model;
  std::vector<double> rows;  // one after the other
  std::vector<double> contributions;

  std::size_t features() const { return model->features().size(); }
  std::size_t count() const { return rows.size() / features(); }
  std::span<const double> row(std::size_t at) const {
    return std::span(rows).subspan(at * features(), features());
  }
};

Job& job() {
  static Job prepared;
  return prepared;
}

std::string digest() {
  const auto& numbers = job().contributions;
  std::string bytes(numbers.size() * sizeof(double), '\0');
  std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return hashText(bytes);
}

}  // namespace

EMSCRIPTEN_BINDINGS(bench_trees) {
  // Each gives "" or what is wrong.
  function(
      "loadModel", +[](Text text) -> std::string {
        auto model = recommend::RowModel::read(text);
        if (!model) return model.error().message + " " + model.error().at;
        job().model.emplace(std::move(model).value());
        return "";
      });
  // Rows of float32 as base64, NaN for what is missing.
  function(
      "loadRows", +[](Text text) -> std::string {
        const auto bytes = decodeBase64(text);
        if (!bytes) return bytes.error().message;
        std::vector<float> numbers(bytes.value().size() / sizeof(float));
        std::memcpy(numbers.data(), bytes.value().data(), numbers.size() * sizeof(float));
        job().rows.assign(numbers.begin(), numbers.end());
        job().contributions.assign(numbers.size(), 0);
        return "";
      });
  // Explains rows `from` up to before `to`, one by one.
  function(
      "explainEach", +[](Text from, Text to) -> std::string {
        const auto end = countOf(to);
        for (auto at = countOf(from); at < end; ++at) {
          const recommend::Attribution why = job().model->explain(job().row(at));
          std::copy(why.contributions.begin(), why.contributions.end(),
                    job().contributions.begin() + static_cast<std::ptrdiff_t>(at * job().features()));
        }
        return "";
      });
  // Explains all rows at once.
  function(
      "explainAll", +[]() -> std::string {
        job().contributions = recommend::explainAll(*job().model, job().rows);
        return "";
      });
  // Of the contributions of all rows.
  function(
      "digest", +[] { return digest(); });
}
