#include "core/audit/rule.h"

namespace sayso::audit {

void Findings::at(std::string pointer, std::string message, std::string help) {
  at(std::move(pointer), rule_->severity, std::move(message), std::move(help));
}
void Findings::at(std::string pointer, Severity severity, std::string message, std::string help) {
  add({std::move(pointer), "", ""}, severity, std::move(message), std::move(help));
}
void Findings::in(std::string_view language, std::string_view key, std::string message, std::string help) {
  in(language, key, rule_->severity, std::move(message), std::move(help));
}
void Findings::in(std::string_view language, std::string_view key, Severity severity, std::string message,
                  std::string help) {
  add(placeOf(language, key), severity, std::move(message), std::move(help));
}

void Findings::add(Place place, Severity severity, std::string message, std::string help) {
  all_.push_back({rule_->id, severity, std::move(place), std::move(message), std::move(help), rule_->basis});
}

/// Words that the site wrote have a place in its config, too.
Place Findings::placeOf(std::string_view language, std::string_view key) const {
  Place place{"", std::string(language), std::string(key)};
  const auto own = subject_.config.text.find(language);
  if (own != subject_.config.text.end() && own->contains(key))
    place.at = "/text/" + json::pointerStep(language) + "/" + json::pointerStep(key);
  return place;
}

}  // namespace sayso::audit
