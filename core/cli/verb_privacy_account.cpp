// `say-so privacy account`: what noise is needed, and what answers and rounds cost.
#include "core/cli/verb_privacy.h"
#include "core/privacy/accountant.h"
#include "core/privacy/gaussian.h"
#include "core/privacy/mechanism.h"

namespace sayso::cli {
namespace {

using namespace privacy;

constexpr double kMostRounds = 1e9;

double within(json::Reader& reader, std::string_view key, double least, double most) {
  const double number = reader.number(key);
  if (!(number >= least && number <= most)) reader.fail(ErrorCode::OutOfRange, "outside its range", key);
  return number;
}
double deltaIn(json::Reader& reader) { return within(reader, "delta", 1e-12, 0.5); }

Json answerMechanisms(json::Reader& reader) {
  const auto answers = static_cast<std::size_t>(reader.integer("answers", 2, kMostAnswers));
  const double epsilon = within(reader, "epsilon", kLeastEpsilon, kMostEpsilon);
  const double reports = reader.numberIf("reports", 1);
  if (reader.faults()) return {};
  const Mechanism one = randomizedResponse(answers, epsilon), other = unaryEncoding(answers, epsilon);
  const Json value = json::object({{"chosen", toText(chooseMechanism(answers, epsilon).value().kind)},
                                   {toText(one.kind), varianceOf(one, 0, reports)},
                                   {toText(other.kind), varianceOf(other, 0, reports)}});
  return value;
}

Json answerNoise(json::Reader& reader) {
  const double epsilon = within(reader, "epsilon", 0.001, 100);
  const double delta = deltaIn(reader);
  const double sensitivity = within(reader, "sensitivity", 1e-9, 1e9);
  if (reader.faults()) return {};
  const auto classic = classicSigma(epsilon, delta, sensitivity);
  return json::object({{"analytic", analyticSigma(epsilon, delta, sensitivity)},
                       {"classic", classic ? Json(*classic) : Json(nullptr)}});
}

Json toJson(const Accounted& accounted) {
  return json::object({{"epsilon", accounted.epsilon}, {"order", accounted.order}});
}

Json answerRounds(json::Reader& reader) {
  const Rounds rounds{within(reader, "rate", 1e-9, 1), within(reader, "noiseMultiplier", 0.1, 1e6),
                      within(reader, "rounds", 1, kMostRounds)};
  const double delta = deltaIn(reader);
  if (reader.faults()) return {};
  Json orders = Json::array(), divergences = Json::array();
  for (const int order : renyiOrders()) {
    json::append(orders, order);
    json::append(divergences, renyiDivergence(rounds, order));
  }
  const double rho = zeroConcentrated(rounds);
  return json::object(
      {{"improved", toJson(improvedEpsilon(rounds, delta))},
       {"mironov", toJson(mironovEpsilon(rounds, delta))},
       {"zeroConcentrated", json::object({{"rho", rho}, {"epsilon", zeroConcentratedEpsilon(rho, delta)}})},
       {"orders", std::move(orders)},
       {"divergences", std::move(divergences)}});
}

Json answerComposition(json::Reader& reader) {
  const double epsilon = within(reader, "epsilon", 1e-6, 100);
  const double delta = reader.numberIf("delta", 0);
  const double count = within(reader, "count", 1, kMostRounds);
  const double slack = within(reader, "slack", 1e-12, 0.5);
  if (reader.faults()) return {};
  const auto both = [](const Composed& composed) {
    return json::object({{"epsilon", composed.epsilon}, {"delta", composed.delta}});
  };
  return json::object({{"basic", both(composeBasic(epsilon, delta, count))},
                       {"advanced", both(composeAdvanced(epsilon, delta, count, slack))}});
}

Result<Json> accountLine(const Json& line) {
  std::vector<Error> errors;
  json::Reader reader(line, errors);
  if (!reader.expectObject()) return errors.front();
  Json value;
  switch (reader.oneOf("of", {"mechanisms", "noise", "rounds", "composition"})) {
    case 0:
      if (errors.empty()) value = answerMechanisms(reader);
      break;
    case 1:
      value = answerNoise(reader);
      break;
    case 2:
      value = answerRounds(reader);
      break;
    default:
      value = answerComposition(reader);
  }
  if (errors.empty()) reader.finish();
  if (!errors.empty()) return errors.front();
  return value;
}

}  // namespace

int runAccount(const Args&, Io& io) {
  io.eachLine(accountLine);
  return io.exitCode();
}

}  // namespace sayso::cli
