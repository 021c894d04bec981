#include "core/gpp/applicable.h"

#include "core/gpp/gpp_json.h"
#include "tests/core/consent/shop.h"

using namespace sayso;
using namespace sayso::gpp;

namespace {

/// The shop without its purpose of class sensitive, as in the examples of the specification's users.
const consent::Config& plainShop() {
  static const consent::Config config = shop::config(shop::configTextWith(R"(,
    {"id": "health", "class": "sensitive"})",
                                                                          ""));
  return config;
}
/// The shop without anything that sells or shares.
const consent::Config& quietShop() {
  static const consent::Config config = [] {
    std::string text(shop::kConfigText);
    for (const std::string_view part :
         {R"({"id": "ads", "class": "marketing"},)",
          R"({"id": "adcount", "name": "Adcount", "purposes": ["analytics", "ads"]},)"})
      text.replace(text.find(part), part.size(), "");
    return shop::config(text);
  }();
  return config;
}

std::string written(const GppString& gpp, const UsOptions& options = {}) {
  const auto text = writeGppString(gpp, {.allowExperimental = options.allowExperimental});
  REQUIRE_MESSAGE(text, (text ? "" : text.error().message + " at " + text.error().at));
  return text.value();
}

GppString gppIn(const consent::Config& config, const consent::Environment& environment,
                const std::optional<consent::State>& state = std::nullopt, const UsOptions& options = {}) {
  return gppOf(config, consent::evaluate(config, state, environment), environment, options);
}

std::string stringIn(const consent::Config& config, const consent::Environment& environment,
                     const std::optional<consent::State>& state = std::nullopt,
                     const UsOptions& options = {}) {
  return written(gppIn(config, environment, state, options), options);
}

const UsSection& sectionOf(const GppString& gpp) {
  REQUIRE(!gpp.sections.empty());
  return std::get<UsSection>(gpp.sections.back());
}

std::vector<int> values(const UsSection& section, Field field) {
  const auto found = section.get(field);
  return {found.begin(), found.end()};
}
int value(const UsSection& section, Field field) {
  REQUIRE(!section.get(field).empty());
  return section.get(field)[0];
}

consent::State after(const consent::Config& config, const consent::Environment& environment,
                     const std::vector<consent::Wish>& wishes) {
  consent::How how = shop::by(consent::Control::Save);
  return shop::chosen(config, std::nullopt, environment, wishes, how).state;
}

constexpr const char* kStates[] = {
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY",
    "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND",
    "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY"};

}  // namespace

TEST_CASE("applicable: the section of the state, else usnat, and none outside the US") {
  const UsOptions none;
  CHECK(applicableSection("US-CA", none) == 8);
  CHECK(applicableSection("US-VA", none) == 9);
  CHECK(applicableSection("US-MN", none) == 23);
  CHECK(applicableSection("US-OK", none) == kUsNat);  // none is listed
  CHECK(applicableSection("US-MD", none) == kUsNat);  // its text is not final
  CHECK(applicableSection("US", none) == kUsNat);     // which state is not known
  CHECK(applicableSection("US-NAT", none) == kUsNat);
  for (const char* elsewhere : {"", "FR", "CA", "CA-QC", "GB", "UM", "strictest"}) {
    CAPTURE(elsewhere);
    CHECK_FALSE(applicableSection(elsewhere, none));
  }
}

TEST_CASE("applicable: covered transactions are told by usnat in every state, and drafts only if allowed") {
  CHECK(applicableSection("US-CA", {.mspa = Mspa::OptOutOption}) == kUsNat);
  CHECK(applicableSection("US-MD", {.allowExperimental = true}) == 24);
  CHECK(applicableSection("US-RI", {.allowExperimental = true}) == 27);
}

TEST_CASE("us section: the worked examples") {
  // All notices given, no covered transaction; opted out by Global Privacy Control, and not opted out.
  CHECK(stringIn(plainShop(), shop::in("US-OK", true)) == "DBABLA~CVQVAAAAAACA.YA");
  CHECK(stringIn(plainShop(), shop::in("US-OK")) == "DBABLA~CVQqAAAAAACA.QA");
  CHECK(stringIn(plainShop(), shop::in("US-CA", true)) == "DBABBg~BUUAAACA.YA");
  CHECK(stringIn(plainShop(), shop::in("FR")) == "DBAA");
}

TEST_CASE("us section: a refusal opts out, and a later yes beats the signal but does not hide it") {
  const auto here = shop::in("US-CO", true);
  const UsSection byHand = sectionOf(gppIn(
      plainShop(), shop::in("US-CO"), after(plainShop(), shop::in("US-CO"), {shop::purpose("ads", false)})));
  CHECK(value(byHand, Field::SaleOptOut) == 1);
  CHECK(byHand.gpc == false);

  const UsSection bySignal = sectionOf(gppIn(plainShop(), here));
  CHECK(value(bySignal, Field::SaleOptOut) == 1);
  CHECK(value(bySignal, Field::TargetedAdvertisingOptOut) == 1);
  CHECK(bySignal.gpc == true);

  const UsSection yes =
      sectionOf(gppIn(plainShop(), here, after(plainShop(), here, {shop::purpose("ads", true)})));
  CHECK(value(yes, Field::SaleOptOut) == 2);
  CHECK(yes.gpc == true);
}

TEST_CASE("us section: a site that sells nothing has nothing to opt out of, but the signal is told") {
  const UsSection plain = sectionOf(gppIn(quietShop(), shop::in("US-VA")));
  CHECK(value(plain, Field::SaleOptOut) == 0);
  CHECK(value(plain, Field::SaleOptOutNotice) == 0);
  CHECK(value(plain, Field::SharingNotice) == 1);  // its counter belongs to somebody else
  // Virginia's section has no place for the signal itself.
  const UsSection signalled = sectionOf(gppIn(quietShop(), shop::in("US-VA", true)));
  CHECK(value(signalled, Field::SaleOptOut) == 1);
  CHECK(value(signalled, Field::SaleOptOutNotice) == 2);
  CHECK_FALSE(signalled.gpc);
}

TEST_CASE("us section: sensitive data, refused in all kinds unless the site says which it has") {
  const auto& config = shop::config();
  const auto here = shop::in("US-OR");
  const UsSection denied = sectionOf(gppIn(config, here));
  CHECK(values(denied, Field::SensitiveDataProcessing) == std::vector<int>(11, 1));

  const auto state = after(config, here, {shop::purpose("health", true)});
  // Which kinds were asked for is not known: a yes is told for none.
  CHECK(values(sectionOf(gppIn(config, here, state)), Field::SensitiveDataProcessing) ==
        std::vector<int>(11, 0));

  const UsOptions named{.sensitiveKinds = 1U << static_cast<unsigned>(SensitiveKind::ConsumerHealth) |
                                          1U << static_cast<unsigned>(SensitiveKind::Location)};
  CHECK(values(sectionOf(gppIn(config, here, state, named)), Field::SensitiveDataProcessing) ==
        std::vector<int>{0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2});
  CHECK(values(sectionOf(gppIn(config, here, std::nullopt, named)), Field::SensitiveDataProcessing) ==
        std::vector<int>{0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1});
  // The same kinds stand elsewhere in other sections.
  CHECK(values(sectionOf(gppIn(config, shop::in("US-CA"), std::nullopt, named)),
               Field::SensitiveDataProcessing) == std::vector<int>{0, 0, 2, 0, 0, 0, 0, 2, 0});
  CHECK(values(sectionOf(gppIn(config, shop::in("US-UT"), std::nullopt, named)),
               Field::SensitiveDataProcessing) == std::vector<int>{0, 0, 0, 0, 2, 0, 0, 2});
  CHECK(values(sectionOf(gppIn(config, shop::in("US-OK"), std::nullopt, named)),
               Field::SensitiveDataProcessing) ==
        std::vector<int>{0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0});
  CHECK(value(sectionOf(gppIn(config, shop::in("US-CA"))), Field::SensitiveDataLimitUseNotice) == 1);
  CHECK(value(sectionOf(gppIn(plainShop(), shop::in("US-CA"))), Field::SensitiveDataLimitUseNotice) == 0);
}

TEST_CASE("us section: kinds of sensitive data in the order of each section") {
  struct Order {
    const char* where;
    std::vector<std::string> kinds;  // of each value
  };
  const Order orders[] = {
      {"US-OK",
       {"race", "religion", "health", "sex-life", "citizenship", "genetic", "biometric", "location",
        "government-id", "account-access", "union", "message-contents", "consumer-health", "crime-victim",
        "national-origin", "transgender"}},
      {"US-CA",
       {"government-id", "account-access", "location", "race religion union", "message-contents", "genetic",
        "biometric", "health consumer-health", "sex-life"}},
      {"US-VA",
       {"race", "religion", "health consumer-health", "sex-life", "citizenship", "genetic", "biometric",
        "location"}},
      {"US-CO",
       {"race", "religion", "health consumer-health", "sex-life", "citizenship", "genetic", "biometric"}},
      {"US-UT",
       {"race", "religion", "sex-life", "citizenship", "health consumer-health", "genetic", "biometric",
        "location"}},
      {"US-OR",
       {"race", "religion", "health consumer-health", "sex-life", "transgender", "citizenship",
        "national-origin", "crime-victim", "genetic", "biometric", "location"}},
      {"US-NJ",
       {"race", "religion", "health consumer-health", "sex-life", "citizenship", "genetic", "biometric",
        "location", "transgender", "account-access"}}};
  for (const Order& order : orders)
    for (unsigned kind = 0; kind < kSensitiveKinds; ++kind) {
      const std::string name(toText(static_cast<SensitiveKind>(kind)));
      CAPTURE(order.where);
      CAPTURE(name);
      const UsOptions only{.sensitiveKinds = static_cast<std::uint16_t>(1U << kind)};
      const auto told = values(sectionOf(gppIn(shop::config(), shop::in(order.where), std::nullopt, only)),
                               Field::SensitiveDataProcessing);
      REQUIRE(told.size() == order.kinds.size());
      for (std::size_t i = 0; i < told.size(); ++i) {
        const bool isMeant = (" " + order.kinds[i] + " ").find(" " + name + " ") != std::string::npos;
        CHECK((told[i] != 0) == isMeant);
      }
    }
}

TEST_CASE("us section: known children stand in the place of their age") {
  const auto childrenIn = [](const char* where, std::optional<consent::AgeBand> band) {
    auto environment = shop::in(where);
    environment.ageBand = band;
    return values(sectionOf(gppIn(plainShop(), environment)), Field::KnownChildSensitiveDataConsents);
  };
  using enum consent::AgeBand;
  CHECK(childrenIn("US-OK", std::nullopt) == std::vector<int>{0, 0, 0});
  CHECK(childrenIn("US-OK", Adult) == std::vector<int>{0, 0, 0});
  CHECK(childrenIn("US-OK", Under13) == std::vector<int>{0, 1, 0});
  CHECK(childrenIn("US-OK", From13To15) == std::vector<int>{1, 0, 0});
  CHECK(childrenIn("US-CA", Under13) == std::vector<int>{1, 1});
  CHECK(childrenIn("US-FL", Under13) == std::vector<int>{1, 0, 0});
  CHECK(childrenIn("US-DE", Under13) == std::vector<int>{1, 0, 0, 0, 0});
  CHECK(childrenIn("US-DE", From16To17) == std::vector<int>{0, 0, 0, 1, 1});
  CHECK(childrenIn("US-TX", Under13) == std::vector<int>{1});
}

TEST_CASE("us section: covered transactions say which mode") {
  const UsSection optOut =
      sectionOf(gppIn(plainShop(), shop::in("US-TX"), std::nullopt, {.mspa = Mspa::OptOutOption}));
  CHECK(optOut.layout->name == "usnat");
  CHECK(value(optOut, Field::MspaCoveredTransaction) == 1);
  CHECK(value(optOut, Field::MspaOptOutOptionMode) == 1);
  CHECK(value(optOut, Field::MspaServiceProviderMode) == 2);
  const UsSection provider =
      sectionOf(gppIn(plainShop(), shop::in("US-TX"), std::nullopt, {.mspa = Mspa::ServiceProvider}));
  CHECK(value(provider, Field::MspaOptOutOptionMode) == 2);
  CHECK(value(provider, Field::MspaServiceProviderMode) == 1);
}

TEST_CASE("us section: uspv1 beside it where a site asks for it") {
  const UsOptions both{.addUsPrivacy = true};
  CHECK(stringIn(plainShop(), shop::in("US-CA", true), std::nullopt, both) == "DBACTMA~1YYN~BUUAAACA.YA");
  CHECK(stringIn(plainShop(), shop::in("US-CA"), std::nullopt, both).find("~1YNN~") != std::string::npos);
  CHECK(stringIn(quietShop(), shop::in("US-CA"), std::nullopt, both).find("~1--N~") != std::string::npos);
}

TEST_CASE(
    "us section: in every state, whatever was chosen, it can be written, read back, and is never laxer") {
  for (const char* state : kStates)
    for (const bool gpc : {false, true})
      for (const consent::Config* config : {&shop::config(), &plainShop(), &quietShop()})
        for (const char* choice : {"nothing", "all", "none"}) {
          const std::string code = std::string("US-") + state;
          CAPTURE(code);
          CAPTURE(gpc);
          CAPTURE(choice);
          const auto here = shop::in(code, gpc);
          std::optional<consent::State> chosen;
          if (choice != std::string_view("nothing"))
            chosen = after(*config, here, {shop::all(choice == std::string_view("all"))});
          const UsOptions options{.allowExperimental = true};
          const auto decision = consent::evaluate(*config, chosen, here);
          const GppString gpp = gppOf(*config, decision, here, options);
          const auto again = readGppString(written(gpp, options));
          REQUIRE(again);
          CHECK(again.value().gpp == gpp);

          const UsSection& section = sectionOf(gpp);
          const int sale = value(section, Field::SaleOptOut),
                    notice = value(section, Field::SaleOptOutNotice);
          const auto* ads = decision.purpose("ads");
          if (ads) CHECK(sale == (ads->granted ? 2 : 1));
          if (!ads) CHECK(sale == (gpc ? 1 : 0));
          // What the specification lets stand together.
          CHECK((notice == 0 ? sale == 0 : notice == 1 ? sale != 0 : sale == 1));
          if (section.layout->subSection == SubSection::Gpc) CHECK(section.gpc == gpc);
          const auto* health = decision.purpose("health");
          const bool isHealthDenied = health && !health->granted;
          for (const int each : values(section, Field::SensitiveDataProcessing))
            CHECK(each == (isHealthDenied ? 1 : 0));
        }
}
