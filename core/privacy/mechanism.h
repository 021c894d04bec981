#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/privacy/draws.h"

/// Local differential privacy: the answer is made uncertain on the device, so that what leaves it says little
/// about one consumer and, added up, much about many. Formulas: Wang, Blocki, Li, Jha 2017.
namespace sayso::privacy {

enum class MechanismKind : unsigned char {
  RandomizedResponse,  // the answer itself, or another one
  UnaryEncoding,       // a bit for each answer, each of them uncertain (optimized: OUE)
};
std::string_view toText(MechanismKind kind);

constexpr std::size_t kMostAnswers = 256;
constexpr double kLeastEpsilon = 0.0001;
constexpr double kMostEpsilon = 10;

/// How one question with so many answers is made uncertain.
struct Mechanism {
  MechanismKind kind = MechanismKind::RandomizedResponse;
  std::size_t answers = 2;
  double epsilon = 1;
  double p = 0.5;  // that the true answer is reported
  double q = 0.5;  // that a certain other one is
  bool operator==(const Mechanism&) const = default;
};

Mechanism randomizedResponse(std::size_t answers, double epsilon);
Mechanism unaryEncoding(std::size_t answers, double epsilon);

/// The one of the two with less variance: randomized response where answers < 3 e^epsilon + 2. `out-of-range`
/// (at "/answers" or "/epsilon") outside 2 … `kMostAnswers` and `kLeastEpsilon` … `kMostEpsilon`.
Result<Mechanism> chooseMechanism(std::size_t answers, double epsilon);

/// Variance of the estimated frequency of an answer that truly has `frequency`, from so many reports.
double varianceOf(const Mechanism& mechanism, double frequency, double reports);

/// What leaves the device: which answers are reported. Randomized response reports exactly one.
using Reported = std::vector<std::uint32_t>;  // ascending

/// Randomized response with its draws as values: `truth` if u < p, else the one `other` steps after the next.
std::size_t respond(const Mechanism& mechanism, std::size_t truth, double u, std::size_t other);

/// Random bytes with which `randomize` does not run out, but for one time in 2^400.
std::size_t bytesFor(const Mechanism& mechanism);

/// Makes an answer uncertain. `out-of-range` if `truth` is none of the answers, `truncated` if the bytes ran
/// out.
Result<Reported> randomize(const Mechanism& mechanism, std::size_t truth, Draws& draws);

}  // namespace sayso::privacy
