#include "core/privacy/report.h"

#include <algorithm>

#include "core/base/number.h"

namespace sayso::privacy {
namespace {

constexpr std::string_view kSchema = "say-so-report/1";
constexpr std::size_t kMostName = 64;

std::string bitsOf(const Report& report) {
  std::string bits(report.mechanism.answers, '0');
  for (const std::uint32_t answer : report.reported) bits[answer] = '1';
  return bits;
}

std::string readName(json::Reader& reader, std::string_view key) {
  std::string name = reader.text(key);
  if (name.empty() || name.size() > kMostName) reader.fail(ErrorCode::BadId, "expected 1 to 64 bytes", key);
  return name;
}

Reported readReported(json::Reader& reader, const Mechanism& mechanism) {
  Reported reported;
  if (mechanism.kind == MechanismKind::RandomizedResponse) {
    const auto most = static_cast<std::int64_t>(mechanism.answers) - 1;
    reported.push_back(static_cast<std::uint32_t>(reader.integer("value", 0, most)));
    return reported;
  }
  const std::string bits = reader.text("bits");
  if (bits.size() != mechanism.answers || bits.find_first_not_of("01") != bits.npos)
    reader.fail(ErrorCode::BadValue, "expected 0 or 1 for each answer", "bits");
  else
    for (std::uint32_t answer = 0; answer < mechanism.answers; ++answer)
      if (bits[answer] == '1') reported.push_back(answer);
  return reported;
}

}  // namespace

Json toJson(const Report& report) {
  Json json = json::object({{"schema", kSchema},
                            {"question", report.question},
                            {"period", report.period},
                            {"epsilon", report.mechanism.epsilon},
                            {"answers", report.mechanism.answers}});
  if (report.mechanism.kind == MechanismKind::RandomizedResponse)
    json::set(json, "value", report.reported.front());
  else
    json::set(json, "bits", bitsOf(report));
  return json;
}

Result<Report> readReport(const Json& json) {
  std::vector<Error> errors;
  json::Reader reader(json, errors);
  if (!reader.expectObject()) return errors.front();
  reader.schema(kSchema);
  Report report;
  report.question = readName(reader, "question");
  report.period = readName(reader, "period");
  const double epsilon = reader.number("epsilon");
  const std::int64_t answers = reader.integer("answers", 2, kMostAnswers);
  if (!errors.empty()) return errors.front();
  const auto mechanism = chooseMechanism(static_cast<std::size_t>(answers), epsilon);
  if (!mechanism) return mechanism.error();
  report.mechanism = mechanism.value();
  report.reported = readReported(reader, report.mechanism);
  reader.finish();
  if (!errors.empty()) return errors.front();
  return report;
}

void Tally::add(const Report& report) {
  ++reports_;
  for (const std::uint32_t answer : report.reported) ++counts_[answer];
}

Json toJson(const Tally& tally, const std::vector<std::string>& names, std::uint64_t views) {
  const Mechanism& mechanism = tally.mechanism();
  Json answers = Json::array();
  if (tally.reports() > 0) {
    const std::vector<Frequency> frequencies = estimate(mechanism, tally.counts(), tally.reports());
    for (std::size_t at = 0; at < frequencies.size(); ++at) {
      const Frequency& each = frequencies[at];
      json::append(answers, json::object({{"answer", at < names.size() ? names[at] : formatInteger(at)},
                                          {"count", tally.counts()[at]},
                                          {"share", each.estimate},
                                          {"standardError", each.standardError},
                                          {"interval", Json{each.low, each.high}},
                                          {"onSimplex", each.onSimplex}}));
    }
  }
  Json json = json::object({{"schema", "say-so-statistics/1"},
                            {"question", tally.question()},
                            {"period", tally.period()},
                            {"of", "those who share statistics"},
                            {"reports", tally.reports()},
                            {"epsilon", mechanism.epsilon},
                            {"mechanism", toText(mechanism.kind)},
                            {"confidence", 0.95},
                            {"answers", std::move(answers)}});
  if (views > 0) {
    const double share = static_cast<double>(tally.reports()) / static_cast<double>(views);
    json::set(json, "acceptance",
              json::object({{"atLeast", std::min(1.0, share)},
                            {"pageViews", views},
                            {"of", "visitors, of whom none has less than one of the page views"}}));
  }
  return json;
}

}  // namespace sayso::privacy
