#include "core/profile/import.h"

#include "core/profile/question.h"

namespace sayso::profile {
namespace {

/// Whether saying it now would be kept: the purpose is granted, or the visitor's own act can grant it.
bool canBeStated(const consent::Config& config, const consent::Decision& decision, std::string_view id) {
  const consent::Signal* signal = config.signal(id);
  const consent::PurposeDecision* purpose = signal ? decision.purpose(signal->purpose) : nullptr;
  const consent::Outcome* outcome = decision.signal(id);
  if (!purpose || !outcome) return false;
  // Refused for itself, while its purpose is granted: saying it would not grant it.
  if (purpose->granted) return outcome->granted;
  using enum consent::Basis;
  return purpose->basis != Age && purpose->basis != Fault && purpose->basis != Clock;
}

}  // namespace

Result<Import> readImport(const consent::Config& config, const consent::Decision& decision, Time now,
                          std::string_view text,
                          FunctionRef<bool(const consent::Question&, std::string_view)> isOffered) {
  auto parsed = json::parse(text, kMaxImportBytes);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  json::Reader reader(parsed.value(), errors);
  Import import;
  Profile seen;
  const auto readOne = [&](json::Reader& element) {
    Attribute attribute = readAttribute(element);
    const consent::Question* question = questionOf(config, attribute.signal);
    if (!question) {
      element.fail(ErrorCode::UnknownSignal, "this site does not ask for it", "signal");
      return;
    }
    element.in("value", [&](json::Reader& value) {
      checkAnswer(*question, value, [&](std::string_view each) { return isOffered(*question, each); });
    });
    if (seen.find(attribute.signal)) element.fail(ErrorCode::DuplicateId, "answered twice", "signal");
    if (attribute.at > now) element.fail(ErrorCode::OutOfRange, "later than now", "at");
    seen.attributes.push_back(attribute);
    if (!attribute.isPinned && attribute.until && *attribute.until <= now)
      import.left.push_back({attribute.signal, Import::Reason::Expired});
    else if (!canBeStated(config, decision, attribute.signal))
      import.left.push_back({attribute.signal, Import::Reason::Denied});
    else
      import.add.push_back(std::move(attribute));
  };
  if (reader.expectObject() && reader.schema("say-so-profile/1")) {
    reader.each("attributes", readOne);
    reader.finish();
  }
  if (!errors.empty()) return errors.front();
  return import;
}

Json toJson(const Import& import) {
  Json add = Json::array();
  for (const Attribute& attribute : import.add) {
    Json entry = json::object({{"signal", attribute.signal}, {"value", attribute.value}});
    if (attribute.isPinned) json::set(entry, "pinned", true);
    json::append(add, std::move(entry));
  }
  Json left = Json::array();
  for (const Import::Left& each : import.left)
    json::append(left,
                 json::object({{"signal", each.signal},
                               {"reason", each.reason == Import::Reason::Denied ? "denied" : "expired"}}));
  return json::object({{"add", std::move(add)}, {"left", std::move(left)}});
}

}  // namespace sayso::profile
