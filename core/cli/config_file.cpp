#include "core/cli/config_file.h"

#include "core/audit/trackers.h"
#include "core/consent/consent_mode.h"
#include "core/consent/page_config.h"
#include "core/iab/options.h"
#include "core/profile/question.h"

namespace sayso::cli {

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
  }
  for (const Error& error : reading.errors) io.refuse(error);
  if (!reading.errors.empty()) return std::nullopt;
  return std::move(reading.config);
}

}  // namespace sayso::cli
