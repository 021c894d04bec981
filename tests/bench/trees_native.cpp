// For `npm run bench`: trees_native MODEL ROWS gives the speed of the native build on the same rows, as JSON.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>

#include "core/base/sha256.h"
#include "core/recommend/row_attributions.h"

using namespace sayso;

namespace {

std::string bytesOf(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Milliseconds of the process's own time, median of five.
template <class Body>
double median(const Body& body) {
  double times[5];
  for (double& each : times) {
    const std::clock_t before = std::clock();
    body();
    each = 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  }
  std::sort(std::begin(times), std::end(times));
  return times[2];
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  const std::string text = bytesOf(words[1]), bytes = bytesOf(words[2]);
  const auto start = std::chrono::steady_clock::now();
  const auto model = recommend::RowModel::read(text);
  if (!model) return std::puts(model.error().message.c_str()), 1;
  const std::size_t features = model.value().features().size();
  std::vector<float> numbers(bytes.size() / sizeof(float));
  std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(float));
  const std::vector<double> rows(numbers.begin(), numbers.end());
  std::vector<double> contributions(rows.size());
  const auto explain = [&](std::size_t from, std::size_t to) {
    for (std::size_t at = from; at < to; at += features) {
      const auto why = model.value().explain(std::span(rows).subspan(at, features));
      std::copy(why.contributions.begin(), why.contributions.end(),
                contributions.begin() + static_cast<std::ptrdiff_t>(at));
    }
  };
  constexpr std::size_t kPage = 50;
  explain(0, std::min(rows.size(), kPage * features));
  const double cold =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  explain(0, rows.size());
  const double each = median([&] { explain(0, rows.size()); });
  const double all = median([&] { contributions = recommend::explainAll(model.value(), rows); });
  std::string written(contributions.size() * sizeof(double), '\0');
  std::memcpy(written.data(), contributions.data(), written.size());
  const double perSecond = 1000.0 * static_cast<double>(rows.size() / features);
  std::printf("{\"page\":%f,\"batch\":%f,\"cold\":%f,\"bits\":\"%s\"}\n", perSecond / each, perSecond / all,
              cold, hashText(written).c_str());
  return 0;
}
