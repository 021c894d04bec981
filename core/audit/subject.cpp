#include "core/audit/subject.h"

#include <algorithm>

#include "core/consent/plan.h"

namespace sayso::audit {

std::vector<Form> Subject::formsOf(const Spoken& spoken, std::string_view key) const {
  std::vector<Form> forms;
  const auto found = spoken.words.find(key);
  if (found == spoken.words.end()) return forms;
  const Json& message = found->second;
  if (message.is_string()) forms.push_back({"", message.get_ref<const std::string&>()});
  if (message.is_object())
    for (const auto& [form, text] : message.items())
      if (text.is_string()) forms.push_back({form, text.get_ref<const std::string&>()});
  return forms;
}

std::string Subject::label(const Spoken& spoken, std::string_view key) const {
  const std::vector<Form> forms = formsOf(spoken, key);
  for (const Form& each : forms)
    if (each.form == "other") return each.text;
  return forms.empty() ? "" : forms.front().text;
}

std::size_t Subject::partners() const {
  return static_cast<std::size_t>(
      std::count_if(config.services.begin(), config.services.end(),
                    [](const consent::Service& service) { return service.provider.has_value(); }));
}

std::string Subject::shortOf(const Spoken& spoken, const consent::Purpose& purpose) const {
  const std::string text = label(spoken, "purpose." + purpose.id + ".short");
  return text.empty() ? purpose.id : text;
}

Subject subjectOf(const consent::Config& config, const WordsByLanguage& words, Time now) {
  return {config, words, now, consent::makePlan(config, now), consent::readPageConfig(config).page};
}

bool isOfFirstLayer(std::string_view key) {
  return key.starts_with("firstLayer.") || (key.starts_with("purpose.") && key.ends_with(".short"));
}

bool isOfConsent(std::string_view key) {
  return isOfFirstLayer(key) || key.starts_with("consent.") || key.starts_with("purpose.");
}

}  // namespace sayso::audit
