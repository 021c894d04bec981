#include "core/consent/page_config.h"

#include <algorithm>

namespace sayso::consent {
namespace {

constexpr std::string_view kIntegrations[] = {"gpp",     "meta-pixel", "microsoft-clarity", "microsoft-uet",
                                              "shopify", "tcf",        "wp-consent-api"};

class PageReader {
 public:
  PageReader(const Config& config, json::Reader& root) : config_(config), root_(root) {}

  PageConfig read() {
    if (!root_.expectObject()) return {};
    if (root_.has("reopen"))
      page_.reopen = static_cast<Reopen>(root_.oneOf("reopen", {"auto", "corner", "none"}));
    root_.inIf("marks", [&](json::Reader& marks) { readMarks(marks); });
    root_.inIf("integrations", [&](json::Reader& integrations) { readIntegrations(integrations); });
    root_.inIf("payAlternative", [&](json::Reader& pay) {
      page_.payAlternative = PayAlternative{pay.textIf("price"), pay.flagIf("thirdOption")};
      pay.finish();
    });
    page_.statement = root_.textIf("statement");
    // A link that leads to a script would be one to run it.
    if (!page_.statement.empty() && !page_.statement.starts_with("https://") &&
        !page_.statement.starts_with("/"))
      root_.fail(ErrorCode::BadValue, "expected an address that starts with https:// or /", "statement");
    // What is asked under local differential privacy is read by who asks it (core/privacy).
    root_.rawIf("privacy");
    root_.finish();
    return std::move(page_);
  }

 private:
  void readMarks(json::Reader& marks) {
    page_.marks.emplace();
    marks.members([&](std::string_view name, json::Reader& value) {
      std::vector<std::string>& ids = (*page_.marks)[std::string(name)];
      const auto readId = [&](json::Reader& id) {
        ids.push_back(id.asText());
        if (id.isText() && !config_.purpose(ids.back()) && !config_.service(ids.back()))
          id.fail(ErrorCode::UnknownPurpose, "neither purpose nor service has the id " + ids.back());
      };
      if (value.isArray())
        value.elements(readId);
      else
        readId(value);
    });
  }

  void readIntegrations(json::Reader& integrations) {
    integrations.members([&](std::string_view name, json::Reader& settings) {
      if (std::find(std::begin(kIntegrations), std::end(kIntegrations), name) == std::end(kIntegrations))
        settings.fail(ErrorCode::UnknownKey, "no integration is named " + std::string(name));
      // Those of IAB's frameworks are read by who speaks them; the others have none, and what stands there is
      // a mistake.
      if (settings.expectObject() && name != "gpp" && name != "tcf") settings.finish();
      page_.integrations[std::string(name)] = settings.raw();
    });
  }

  const Config& config_;
  json::Reader& root_;
  PageConfig page_;
};

struct ClassMark {
  std::string_view name;
  PurposeClass purposeClass;
};

// The categories as the tools' own documentation names them (Cookiebot: preferences, statistics, marketing;
// OneTrust: C0002 performance, C0003 functional, C0004 targeting, C0005 social media).
constexpr ClassMark kClassMarks[] = {
    {"preferences", PurposeClass::Functional}, {"statistics", PurposeClass::Analytics},
    {"marketing", PurposeClass::Marketing},    {"C0002", PurposeClass::Analytics},
    {"C0003", PurposeClass::Functional},       {"C0004", PurposeClass::Marketing},
    {"C0005", PurposeClass::Marketing}};
constexpr std::string_view kRequiredMarks[] = {"necessary", "C0001"};

void add(std::string& ids, const std::string& id) {
  if (!ids.empty()) ids += ' ';
  ids += id;
}

}  // namespace

PageConfigReading readPageConfig(const Config& config) {
  PageConfigReading reading;
  if (config.page.is_null()) return reading;
  json::Reader root(config.page, reading.errors, "/page");
  reading.page = PageReader(config, root).read();
  return reading;
}

Json marksOf(const Config& config, const PageConfig& page) {
  std::map<std::string, std::string> marks;
  for (const ClassMark& mark : kClassMarks)
    for (const Purpose& purpose : config.purposes)
      if (!purpose.required && purpose.purposeClass == mark.purposeClass)
        add(marks[std::string(mark.name)], purpose.id);
  for (std::string_view name : kRequiredMarks)
    for (const Purpose& purpose : config.purposes)
      if (purpose.required) add(marks[std::string(name)], purpose.id);
  for (const Purpose& purpose : config.purposes) marks[purpose.id] = purpose.id;
  for (const Service& service : config.services) marks[service.name] = marks[service.id] = service.id;
  if (page.marks)
    for (const auto& [name, ids] : *page.marks) {
      marks[name].clear();
      for (const std::string& id : ids) add(marks[name], id);
    }
  Json json = Json::object();
  for (const auto& [name, ids] : marks)
    if (!ids.empty()) json::set(json, name, ids);
  return json;
}

}  // namespace sayso::consent
