#include "core/cli/config_file.h"

#include "core/audit/trackers.h"
#include "core/consent/consent_mode.h"
#include "core/consent/page_config.h"
#include "core/iab/options.h"
#include "core/profile/question.h"

namespace sayso::cli {

privacy::Settings readPrivacy(const consent::Config& config, std::vector<Error>& errors) {
  if (!config.page.is_object() || !config.page.contains("privacy")) return {};
  json::Reader reader(config.page["privacy"], errors, "/page/privacy");
  return privacy::readSettings(reader, [&](std::string_view id) {
    const consent::Purpose* purpose = config.purpose(id);
    return purpose && !purpose->required;
  });
}

std::optional<consent::Config> readConfigFile(const std::string& path, Io& io) {
  const auto text = readFile(path);
  if (!text) {
    io.refuse(text.error());
    return std::nullopt;
  }
  consent::ConfigReading reading = consent::readConfigText(text.value());
  if (reading.config) {
    reading.errors = audit::trackersUnderRequired(*reading.config);
    for (Error& error : consent::readPageConfig(*reading.config).errors)
      reading.errors.push_back(std::move(error));
    for (Error& error : profile::checkQuestions(*reading.config)) reading.errors.push_back(std::move(error));
    for (Error& error : consent::readConsentMode(*reading.config).errors)
      reading.errors.push_back(std::move(error));
    iab::readOptions(*reading.config, reading.errors);
    readPrivacy(*reading.config, reading.errors);
  }
  for (const Error& error : reading.errors) io.refuse(error);
  if (!reading.errors.empty()) return std::nullopt;
  return std::move(reading.config);
}

}  // namespace sayso::cli
