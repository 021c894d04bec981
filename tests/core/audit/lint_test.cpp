#include "core/audit/lint.h"

#include <set>

#include "tests/core/audit/site.h"

using namespace site;

namespace {

/// What breaks a rule, and where that is found.
struct Breach {
  std::string_view rule;
  std::string_view config;  // laid over the site's
  std::string_view found;
};

const Breach kBreaches[] = {
    {"DD01", R"({"text": {"en": {"firstLayer.reject-all": ""}}})", "error /text/en/firstLayer.reject-all"},

    {"DD08", R"({"policies": {"EU-FR": {"rules": {"analytics": "on"}, "override": {"reason": "r"}}}})",
     "error /policies/EU-FR/rules/analytics"},
    {"DD08", R"({"policies": {"US-CO": {"rules": {"sensitive": "on"}, "override": {"reason": "r"}}}})",
     "error /policies/US-CO/rules/sensitive"},
    {"DD08", R"({"policies": {"EU": {"model": "opt-out", "override": {"reason": "r"}}}})",
     "error /policies/EU/model"},

    {"DD10", R"({"text": {"en": {"firstLayer.accept-all": "Got it!"}}})",
     "error /text/en/firstLayer.accept-all"},
    {"DD10", R"({"text": {"de": {"firstLayer.reject-all": "Vielleicht später"}}})",
     "error /text/de/firstLayer.reject-all"},
    {"DD10", R"({"text": {"en": {"consent.rejectAll": "Accept all"}}})", "error /text/en/consent.rejectAll"},
    {"DD10", R"({"text": {"en": {"firstLayer.accept-all": "Bring it on"}}})",
     "warning /text/en/firstLayer.accept-all"},
    {"DD10", R"({"text": {"en": {"firstLayer.choose": "Oh well"}}})", "warning /text/en/firstLayer.choose"},

    {"DD11", R"({"text": {"en": {"purpose.analytics.title": "Don’t opt out of counting"}}})",
     "error /text/en/purpose.analytics.title"},
    {"DD11", R"({"text": {"de": {"consent.lede": "Häkchen entfernen, um zu erlauben"}}})",
     "error /text/de/consent.lede"},

    {"DD12", R"({"text": {"en": {"firstLayer.title": "Sorry to see you miss out"}}})",
     "warning /text/en/firstLayer.title"},
    {"DD12", R"({"text": {"de": {"consent.rejectAll": "Ist mir egal"}}})",
     "warning /text/de/consent.rejectAll"},

    {"DD13", R"({"text": {"en": {"firstLayer.closeRefuses": "Close and accept"}}})",
     "error /text/en/firstLayer.closeRefuses, error /text/en/firstLayer.closeRefuses"},
    {"DD13", R"({"text": {"de": {"firstLayer.closeRefuses": "Schließen"}}})",
     "error /text/de/firstLayer.closeRefuses"},
    {"DD13", R"({"text": {"en": {"firstLayer.title": "By continuing you agree"}}})",
     "error /text/en/firstLayer.title"},

    {"DD15", R"({"page": {"payAlternative": {}}})",
     "warning /page/payAlternative, warning /page/payAlternative"},
    {"DD15", R"({"page": {"payAlternative": {"price": "5 EUR a month"}}})", "warning /page/payAlternative"},
    {"DD15", R"({"text": {"en": {"firstLayer.optOut.title": "Accept, or subscribe"}}})",
     "warning /text/en/firstLayer.optOut.title"},
    {"DD15", R"({"text": {"de": {"firstLayer.title": "Im Pur-Abo lesen Sie werbefrei"}}})",
     "warning /text/de/firstLayer.title"},

    {"DD16", R"({"policies": {"EU-FR": {"askAgain": "P1M", "override": {"reason": "r"}}}})",
     "error /policies/EU-FR/askAgain"},

    {"DD17", R"({"page": {"reopen": "none"}})", "warning /page/reopen"},
    {"DD17", R"({"text": {"en": {"reopen": "More"}}})", "error /text/en/reopen"},
    {"DD17", R"({"text": {"en": {"reopen": ""}}})", "error /text/en/reopen"},
    {"DD17", R"({"text": {"de": {"reopen": "Hallo"}}})", "warning /text/de/reopen"},

    {"DD18", R"({"text": {"en": {"consent.rejectAll": ""}}})", "error /text/en/consent.rejectAll"},

    {"DD19", R"({"site": {"notice": null}})", "error /site"},
    {"DD19", R"({"text": {"en": {"firstLayer.text": "{site} and {count} partners like cookies."}}})",
     "error /text/en/firstLayer.text, error /text/en/firstLayer.text"},
    {"DD19", R"({"text": {"en": {"firstLayer.text": "We want to {purposes}. You can withdraw."}}})",
     "error /text/en/firstLayer.text, error /text/en/firstLayer.text"},
    {"DD19",
     R"({"purposes": [{"id": "necessary", "required": true}, {"id": "history", "feeds": "model"},
         {"id": "analytics", "class": "analytics"}, {"id": "ads", "class": "marketing"},
         {"id": "media", "class": "functional"}, {"id": "loyalty", "class": "functional"}]})",
     "error de:purpose.loyalty.short, error en:purpose.loyalty.short"},

    {"DD20", R"({"text": {"en": {"firstLayer.partners": "See our 3 partners"}}})",
     "error /text/en/firstLayer.partners"},
    {"DD20", R"({"text": {"en": {"firstLayer.partners": ""}}})", "error /text/en/firstLayer.partners"},
    {"DD20",
     R"({"services": [{"id": "films", "name": "Films", "purposes": ["media"], "domains": ["films.example"]}]})",
     "warning /services/0/domains/0"},

    {"DD21",
     R"({"services": [{"id": "shop", "name": "S", "purposes": ["necessary"],
         "cookies": [{"name": "x"}, {"name": "_ga_AB12"}], "domains": ["stats.doubleclick.net"]}]})",
     "error /services/0/domains/0, error /services/0/cookies/1"},
    {"DD21", R"({"services": [{"id": "shop", "name": "S", "purposes": ["necessary", "media"]}]})",
     "warning /services/0/purposes"},
    {"DD21",
     R"({"purposes": [{"id": "necessary", "required": true}], "signals": [], "services":
         [{"id": "a", "name": "A", "purposes": ["necessary"], "provider": {"name": "A", "country": "IE"}}]})",
     "warning /purposes"},

    {"DD24", R"({"languages": []})", "warning /languages"},
    {"DD24", R"({"languages": ["en"], "text": {"fr": {"firstLayer.title": "Bonjour"}}})",
     "warning /text/fr, warning en:firstLayer.title"},
    {"DD24", R"({"text": {"en": {"purpose.media.short": "play films"}}})", "warning de:purpose.media.short"},
    {"DD24",
     R"({"text": {"en": {"firstLayer.title": "May we count your visits?"},
                  "de": {"firstLayer.title": "May we count your visits?"}}})",
     "warning /text/en/firstLayer.title"},

    {"DD26", R"({"text": {"en": {"firstLayer.optOut.text": "Log in to say no."}}})",
     "error /text/en/firstLayer.optOut.text"},
    {"DD26", R"({"text": {"de": {"consent.lede": "Schreiben Sie uns eine E-Mail."}}})",
     "error /text/de/consent.lede"},

    {"DD27", R"({"text": {"en": {"firstLayer.link.your-privacy-choices": "Your choices"}}})",
     "error /text/en/firstLayer.link.your-privacy-choices"},
    {"DD27", R"({"text": {"en": {"firstLayer.link.do-not-sell": "Do not sell"}}})",
     "error /text/en/firstLayer.link.do-not-sell"},

    {"DD30", R"({"text": {"en": {"purpose.ads.short": "improve your visit"}}})",
     "warning /text/en/purpose.ads.short"},
    {"DD30", R"({"text": {"en": {"purpose.analytics.description": "Shared with our marketing partners."}}})",
     "warning en:purpose.analytics.short, warning en:purpose.analytics.title"},
    {"DD30", R"({"text": {"de": {"purpose.media.description": ""}}})",
     "warning /text/de/purpose.media.description"},

    {"DD31",
     R"({"text": {"en": {"firstLayer.text": "{site} and {count} partners would like to {purposes} and one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen. Withdraw at any time."}}})",
     "note /text/en/firstLayer.text"},

    {"DD33", R"({"policies": {"EU-DE": {"age": 13, "override": {"reason": "r"}}}})",
     "error /policies/EU-DE/age"},

    {"DD34", R"({"policies": {"EU-FR": {"lifetime": "P12M", "override": {"reason": "r"}}}})",
     "error /policies/EU-FR/lifetime"},
    {"DD34", R"({"policies": {"EU-DE": {"lifetime": "P24M", "override": {"reason": "r"}}}})",
     "error /policies/EU-DE/lifetime"},
    {"DD34",
     R"({"services": [{"id": "a", "name": "A", "purposes": ["media"],
                       "cookies": [{"name": "a", "lifetime": "P13M"}, {"name": "b", "lifetime": "P2Y"}]}]})",
     "warning /services/0/cookies/1/lifetime"},

    {"DD38", R"({"sink": null})", "warning /sink"},

    {"DD39",
     R"({"purposes": [{"id": "necessary", "required": true},
         {"id": "history", "feeds": "model", "allowPolicyDefault": true},
         {"id": "analytics", "class": "analytics"}, {"id": "ads", "class": "marketing"},
         {"id": "media", "class": "functional"}]})",
     "warning /purposes/1/allowPolicyDefault"},
    {"DD42",
     R"({"consentMode": {"mode": "advanced"}, "services": [
         {"id": "plaincount", "name": "Plaincount", "purposes": ["analytics"],
          "consentMode": ["analytics_storage"]}]})",
     "warning /consentMode/mode"},
};

}  // namespace

TEST_CASE("lint: a site that keeps the rules has nothing to mend but what we ourselves are unsure of") {
  for (const Finding& finding : lintWith("{}").findings) {
    INFO(finding.message, " ", finding.place.at, finding.place.language, ":", finding.place.word);
    CHECK(finding.rule == "DD41");
  }
}

TEST_CASE("lint: each breach is found, as grave as it is and where it is") {
  for (const Breach& breach : kBreaches) {
    INFO(breach.rule, " ", breach.config);
    CHECK(foundBy(lintWith(breach.config), breach.rule) == breach.found);
  }
}

TEST_CASE("lint: what only looks like a breach is none") {
  const struct {
    std::string_view rule, config;
  } fine[] = {
      // A stricter row, a stricter age, a longer rest and a shorter lifetime.
      {"DD08", R"({"policies": {"US-CA": {"rules": {"marketing": "off"}}}})"},
      {"DD33", R"({"policies": {"EU-DE": {"age": 18}}})"},
      {"DD15", R"({"page": {"payAlternative": {"price": "5 EUR", "thirdOption": true}}})"},
      {"DD15", R"({"text": {"en": {"purpose.media.short": "let you pay"}}})"},
      {"DD17", R"({"page": {"reopen": "corner"}, "text": {"en": {"reopen": "Cookie settings"}}})"},
      {"DD16", R"({"policies": {"*": {"askAgain": "P1M"}, "EU-FR": {"askAgain": "P12M"}}})"},
      {"DD34", R"({"policies": {"EU-DE": {"lifetime": "P1M"}}})"},
      // Case, apostrophes and a full stop make no other label.
      {"DD10", R"({"text": {"en": {"firstLayer.reject-all": "REJECT ALL."}}})"},
      {"DD10", R"({"text": {"en": {"firstLayer.choose": "Cookie settings"}}})"},
      // "closely" holds "lose", "bewerben" holds "werb", "Ladies" holds "ad".
      {"DD12", R"({"text": {"en": {"firstLayer.title": "What we look at closely"}}})"},
      {"DD30", R"({"text": {"en": {"purpose.media.title": "Ladies' films"},
                           "de": {"purpose.media.title": "Sich bewerben"}}})"},
      {"DD26", R"({"text": {"en": {"purpose.necessary.description": "Keeps you signed in. Log in once."}}})"},
      {"DD38", R"({"sink": null, "services": []})"},
      {"DD21",
       R"({"services": [{"id": "a", "name": "A", "purposes": ["analytics"], "cookies": [{"name": "_ga"}],
                   "provider": {"name": "A", "country": "IE"}, "domains": ["google-analytics.com"]}]})"},
      {"DD27",
       R"({"text": {"en": {"firstLayer.link.your-privacy-choices": "Your California Privacy Choices"}}})"},
  };
  for (const auto& each : fine) {
    INFO(each.rule, " ", each.config);
    CHECK(foundBy(lintWith(each.config), each.rule) == "");
  }
}

TEST_CASE("lint: a plan that no policy should make is found") {
  const consent::Config config = configWith("{}");
  const WordsByLanguage words = wordsOf(config);
  Subject subject = subjectOf(config, words, kNow);
  subject.plan["rows"][0]["controls"] = {"accept-all", "choose"};
  CHECK(foundBy(lint(subject), "DD01") == "error /policies");
  subject.plan["rows"][0]["controls"] = {"accept-all", "reject-all", "choose", "close-refuses"};
  CHECK(foundBy(lint(subject), "DD32") == "");
  subject.plan["rows"][0]["links"] = {"opt-out", "limit-use"};
  CHECK(foundBy(lint(subject), "DD32") == "warning /policies");
}

TEST_CASE("lint: words that nobody reviewed, and a language without words") {
  const consent::Config config = configWith("{}");
  WordsByLanguage words = wordsOf(config);
  words["de"].unreviewed = "drafted only";
  CHECK(foundBy(lint(config, words, kNow), "DD40") == "warning de:");
  CHECK(foundBy(lint(config, words, kNow), "DD35") == "");
  words["fr"] = {};
  CHECK(foundBy(lint(config, words, kNow), "DD35") == "error fr:");
  CHECK(foundBy(lint(config, words, kNow), "DD19") == "error fr:firstLayer.text");
  CHECK(foundBy(lint(config, words, kNow), "DD10") == "note fr:");
}

TEST_CASE("lint: rows of the policy table are told as unsure, and later as old too") {
  const consent::Config config = configWith("{}");
  const WordsByLanguage words = wordsOf(config);
  const auto sources = [&](std::string_view now) {
    return foundBy(lint(config, words, parseTime(now).value()), "DD41");
  };
  CHECK(sources("2026-11-23T00:00:00Z") == "warning /policies");
  CHECK(sources("2027-12-01T00:00:00Z") == "warning /policies, warning /policies");
}

TEST_CASE("lint: every rule that looks at a config is broken by a case above") {
  std::set<std::string_view> broken{"DD32", "DD35", "DD40", "DD41"};
  for (const Breach& breach : kBreaches) broken.insert(breach.rule);
  for (const Rule& rule : rules()) {
    INFO(rule.id);
    CHECK(broken.contains(rule.id) == (rule.check != nullptr));
    CHECK((rule.inputs.find('C') != rule.inputs.npos) == (rule.check != nullptr));
  }
}

TEST_CASE("lint: our own sites have no error") {
  for (const char* path : {"demo/site.json", "tests/bench/site-12-purposes-20-services.json"}) {
    const auto reading = consent::readConfig(fromFile(path));
    REQUIRE(reading.config);
    const Report report = lint(*reading.config, wordsOf(*reading.config), kNow);
    for (const Finding& finding : report.findings)
      if (finding.severity == Severity::Error) FAIL_CHECK(finding.rule, " ", finding.message);
    CHECK(report.count(Severity::Error) == 0);
  }
}

TEST_CASE("report: the same as JSON and as Markdown, and no word of a site is Markdown") {
  const Report report = lintWith(R"({"site": {"name": "A *b* <i>"}, "sink": null})");
  const Json json = toJson(report);
  CHECK(json["schema"] == "say-so-lint/1");
  CHECK(json["errors"] == 0);
  CHECK(json["warnings"] == json["findings"].size());
  CHECK(json["findings"][0]["rule"] == "DD38");
  CHECK(json["findings"][0]["at"] == "/sink");
  const std::string text = toMarkdown(report);
  CHECK(text.starts_with("# Lint of A \\*b\\* \\<i\\>\n"));
  CHECK(text.find("**DD38** `/sink`") != std::string::npos);
  CHECK(text.find("## Errors") == std::string::npos);
}
