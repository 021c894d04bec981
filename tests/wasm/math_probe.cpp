/// Prints what every function of core/base/math returns, as bits, over arguments that are the same
/// everywhere. The text of the native program, of Node and of each browser must be equal byte for byte.
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>

#include "core/base/math.h"
#include "core/base/random.h"

namespace {

using namespace sayso;

constexpr int kDraws = 2000;
constexpr double kEdges[] = {0.0,
                             -0.0,
                             1.0,
                             -1.0,
                             2.0,
                             -2.0,
                             0.5,
                             -0.5,
                             3.0,
                             10.0,
                             22.5,
                             27.0,
                             -6.5,
                             709.78,
                             710.0,
                             -745.1,
                             -746.0,
                             0x1p53,
                             -0x1p53,
                             0x1p-28,
                             0x1p-54,
                             0x1p-1022,
                             0x1p-1074,
                             0x1.fffffffffffffp+1023,
                             -0x1p-1074,
                             0x1.fffffffffffffp-1,
                             0x1.0000000000001p+0};

std::uint64_t bitsOf(double x) {
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return x != x ? 0x7ff8000000000000 : bits;  // WebAssembly leaves a NaN's payload open
}

void appendBits(std::string& text, double x) {
  char hex[20];
  std::snprintf(hex, sizeof hex, " %016llx", static_cast<unsigned long long>(bitsOf(x)));
  text += hex;
}

/// Three kinds in turn: any finite double, ordinary sizes, around one.
double argument(Random& random, int turn) {
  if (turn % 3 == 1) return (random.uniform() - 0.5) * 60;
  if (turn % 3 == 2) return 1 + (random.uniform() - 0.5) * 0.01;
  for (;;) {
    const std::uint64_t bits = random.next();
    double x;
    std::memcpy(&x, &bits, sizeof x);
    if (x - x == 0) return x;
  }
}

void probe(std::string& text, const char* name, double (*function)(double)) {
  Random random(1);
  text += name;
  for (double x : kEdges) appendBits(text, function(x));
  const double infinity = 2 * 0x1p1023;
  for (double x : {infinity, -infinity, infinity - infinity}) appendBits(text, function(x));
  for (int turn = 0; turn < kDraws; ++turn) appendBits(text, function(argument(random, turn)));
  text += '\n';
}

void probePow(std::string& text) {
  Random random(2);
  text += "pow";
  for (double x : kEdges)
    for (double y : kEdges) appendBits(text, math::pow(x, y));
  for (int turn = 0; turn < kDraws; ++turn) {
    const double x = argument(random, turn);
    appendBits(text, math::pow(x < 0 ? -x : x, argument(random, turn + 1)));
  }
  text += '\n';
}

void probeRandom(std::string& text) {
  Random random(3);
  text += "random";
  for (int turn = 0; turn < kDraws; ++turn) {
    appendBits(text, random.uniform());
    text += ' ' + std::to_string(random.below(static_cast<std::uint64_t>(turn) * turn + 1));
  }
  text += '\n';
}

/// One line a function: its name, then each result.
std::string probeMath() {
  std::string text;
  probe(text, "exp", math::exp);
  probe(text, "log", math::log);
  probe(text, "log1p", math::log1p);
  probe(text, "log2", math::log2);
  probe(text, "tanh", math::tanh);
  probe(text, "erfc", math::erfc);
  probePow(text);
  probeRandom(text);
  return text;
}

}  // namespace

#ifdef __EMSCRIPTEN__
#include <emscripten/bind.h>

EMSCRIPTEN_BINDINGS(math_probe) { emscripten::function("probeMath", &probeMath); }
#else
int main() {
  const std::string text = probeMath();
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
#endif
