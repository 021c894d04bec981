#include "core/privacy/mechanism.h"

#include "core/base/math.h"
#include "core/base/number.h"

namespace sayso::privacy {

std::string_view toText(MechanismKind kind) {
  return kind == MechanismKind::RandomizedResponse ? "randomized-response" : "unary-encoding";
}

Mechanism randomizedResponse(std::size_t answers, double epsilon) {
  const double odds = math::exp(epsilon);
  const double whole = odds + static_cast<double>(answers) - 1;
  return {MechanismKind::RandomizedResponse, answers, epsilon, odds / whole, 1 / whole};
}

Mechanism unaryEncoding(std::size_t answers, double epsilon) {
  return {MechanismKind::UnaryEncoding, answers, epsilon, 0.5, 1 / (math::exp(epsilon) + 1)};
}

Result<Mechanism> chooseMechanism(std::size_t answers, double epsilon) {
  if (answers < 2 || answers > kMostAnswers)
    return Error{ErrorCode::OutOfRange, "expected 2 to " + formatInteger(kMostAnswers) + " answers",
                 "/answers"};
  if (!(epsilon >= kLeastEpsilon && epsilon <= kMostEpsilon))
    return Error{ErrorCode::OutOfRange, "expected 0.0001 to 10", "/epsilon"};
  const bool isFew = static_cast<double>(answers) < 3 * math::exp(epsilon) + 2;
  return isFew ? randomizedResponse(answers, epsilon) : unaryEncoding(answers, epsilon);
}

double varianceOf(const Mechanism& mechanism, double frequency, double reports) {
  const double p = mechanism.p, q = mechanism.q;
  const double gap = p - q;
  return q * (1 - q) / (reports * gap * gap) + frequency * (1 - p - q) / (reports * gap);
}

std::size_t respond(const Mechanism& mechanism, std::size_t truth, double u, std::size_t other) {
  return u < mechanism.p ? truth : (truth + 1 + other) % mechanism.answers;
}

std::size_t bytesFor(const Mechanism& mechanism) {
  // What is drawn by rejection is drawn again less than once in 2^56; eight times are enough for good.
  if (mechanism.kind == MechanismKind::RandomizedResponse) return (1 + 8) * Draws::kBytes;
  return mechanism.answers * Draws::kBytes;
}

Result<Reported> randomize(const Mechanism& mechanism, std::size_t truth, Draws& draws) {
  if (truth >= mechanism.answers) return Error{ErrorCode::OutOfRange, "none of the answers", "/answer"};
  Reported reported;
  if (mechanism.kind == MechanismKind::RandomizedResponse) {
    const double u = draws.uniform();
    const auto other = static_cast<std::size_t>(draws.below(mechanism.answers - 1));
    reported.push_back(static_cast<std::uint32_t>(respond(mechanism, truth, u, other)));
  } else {
    for (std::uint32_t answer = 0; answer < mechanism.answers; ++answer)
      if (draws.uniform() < (answer == truth ? mechanism.p : mechanism.q)) reported.push_back(answer);
  }
  if (auto error = draws.error()) return *std::move(error);
  return reported;
}

}  // namespace sayso::privacy
