#include "core/audit/theme.h"

#include <doctest/doctest.h>

#include "core/audit/theme_parts.h"
#include "core/audit/theme_tokens.h"

using namespace sayso;
using namespace sayso::audit;

namespace {

ThemeReport lint(std::string_view css) {
  const auto report = lintTheme(css);
  REQUIRE(report);
  return report.value();
}

/// "DD05 low-contrast error 1:9", one a line.
std::string found(std::string_view css) {
  std::string text;
  for (const ThemeFinding& each : lint(css).findings)
    text += std::string(each.rule) + " " + std::string(each.code) + " " + std::string(toText(each.severity)) +
            " " + toText(each.place) + "\n";
  return text;
}

std::string messages(std::string_view css) {
  std::string text;
  for (const ThemeFinding& each : lint(css).findings) text += each.message + "\n";
  return text;
}

}  // namespace

TEST_CASE("theme: a sheet that says nothing of the widget has no findings, and the defaults keep the rules") {
  const ThemeReport report =
      lint("body { color: red } .shop > button:first-child { opacity: 0.1; order: 3 }");
  CHECK(report.findings.empty());
  REQUIRE(report.contrast.size() == 13);
  for (const PairContrast& pair : report.contrast) {
    CHECK(*pair.light >= pair.needs);
    CHECK(*pair.dark >= pair.needs);
  }
  CHECK(report.contrast[0].light == doctest::Approx(15.37).epsilon(0.001));
  CHECK(report.contrast[6].dark == doctest::Approx(7.9).epsilon(0.01));
}

TEST_CASE(
    "theme: each pair is held to its figure, against the defaults where the theme sets one of the two") {
  CHECK(found(":root { --say-so-text: #777 }") ==
        "DD05 low-contrast error 1:9\nDD05 low-contrast error 1:9\nDD05 low-contrast error 1:9\n"
        "DD05 low-contrast error 1:9\nDD05 low-contrast error 1:9\nDD05 low-contrast error 1:9\n");
  // 4.5 is enough for text, not for answers.
  CHECK(messages(":root { color-scheme: light; --say-so-action: #fff; --say-so-on-action: #767676 }") ==
        "--say-so-on-action on --say-so-action has a contrast of 4.54 in the light scheme\n");
  CHECK(found(":root { color-scheme: light; --say-so-action: #fff; --say-so-on-action: #6f6f6f }") == "");
  CHECK(messages(":root { --say-so-edge: light-dark(#ddd, #868d7d) }") ==
        "--say-so-edge on --say-so-surface has a contrast of 1.33 in the light scheme\n");
}

TEST_CASE("theme: a surface set for one scheme alone is found out in the other") {
  CHECK(messages(":root { --say-so-surface: #ffffff }").find("in the dark scheme") != std::string::npos);
  CHECK(found(":root { color-scheme: light; --say-so-surface: #ffffff }") == "");
  CHECK(found(":root { --say-so-surface: light-dark(#fff, #111) }") == "");
}

TEST_CASE("theme: what media, scopes, variables and importance make of a token is what counts") {
  constexpr std::string_view kBad = "contrast of 1.";
  const auto bad = [&](std::string_view css) { return messages(css).find(kBad) != std::string::npos; };
  CHECK(bad("@media (prefers-color-scheme: dark) { :root { --say-so-text: #222 } }"));
  CHECK_FALSE(bad("@media (prefers-color-scheme: light) { :root { --say-so-text: #222 } }"));
  CHECK(bad(".campaign { --say-so-text: light-dark(#eee, #eee) }"));
  CHECK(bad("@media (prefers-contrast: more) { :root { --say-so-text: light-dark(#eee, #eee) } }"));
  CHECK_FALSE(bad("@media print { :root { --say-so-text: #eee } }"));
  CHECK(bad(":root { --ink: light-dark(#eee, #eee); --say-so-text: var(--none, var(--ink)) }"));
  CHECK_FALSE(bad(":root { --say-so-text: light-dark(#111, #eee) !important; --say-so-text: #eee }"));
  CHECK(bad("@layer x { :root { & { --say-so-text: light-dark(#eee, #eee) } } }"));
}

TEST_CASE("theme: the fallback without light-dark() is held to the rules by itself") {
  constexpr std::string_view kPairs =
      "@supports (color: light-dark(red, red)) { :root { --say-so-text: light-dark(#111, #eee) } }";
  CHECK(messages(
            ":root { --say-so-text: #111; --say-so-surface: #222 }" + std::string(kPairs) +
            "@supports (color: light-dark(red, red)) { :root { --say-so-surface: light-dark(#fff, #111) } }")
            .find("in the light scheme, without light-dark()") != std::string::npos);
}

TEST_CASE("theme: what cannot be told is a warning") {
  CHECK(found(":root { --say-so-focus: color-mix(in oklab, red, blue) }") ==
        "DD05 unknown-color warning 1:9\n"
        "DD05 unknown-color warning 1:9\n");
  CHECK(found(":root { --say-so-focus: var(--say-so-focus) }").starts_with("DD05 unknown-color warning 1:9"));
  CHECK(found(":root { --say-so-target: 10vw }") == "DD43 unknown-length warning 1:9\n");
  CHECK(found(":root { --say-so-surface: light-dark(#fffdf9e0, #1f221ce0) }").find("see-through warning") !=
        std::string::npos);
  CHECK(found(":root { --say-so-colour: red }") == "DD04 unknown-token warning 1:9\n");
  CHECK(found("say-so-slate::part(crad) { gap: 0 }") == "DD04 unknown-part warning 1:28\n");
  CHECK(found("say-so-consent button { color: red }") == "DD04 cannot-reach warning 1:25\n");
}

TEST_CASE("theme: text and targets have a least size, and nobody waits") {
  CHECK(found(":root { --say-so-target: 20px }") == "DD43 small-target error 1:9\n");
  CHECK(found(":root { --say-so-target: 2rem }") == "DD43 small-target warning 1:9\n");
  CHECK(found(":root { --say-so-target: max(44px, 2.75rem) }") == "");
  CHECK(found(":root { --say-so-size: 13px }") == "DD43 small-text error 1:9\n");
  CHECK(found(":root { --say-so-size: calc(1rem * 0.9375) }") == "");
  CHECK(found(":root { --say-so-motion: 5s }") == "DD25 slow warning 1:9\n");
  CHECK(found("::part(action) { font-size: 11px }") == "DD43 small-text error 1:18\n");
  CHECK(found("::part(title) { font: italic 600 12px/2 x }") == "DD43 small-text error 1:17\n");
  CHECK(found("::part(title) { font: italic 600 1rem/2 x }") == "");
  CHECK(found("::part(action) { min-height: 20px }") == "DD43 small-target error 1:18\n");
}

TEST_CASE("theme: no answer can be told from the others") {
  for (const char* selector :
       {"say-so-first-layer::part(action):nth-child(2)", "::part(action):first-of-type",
        "::part(action)[data-act]", "::part(action).reject", "::part(action):not(:hover)",
        "say-so-consent [part=action]:last-child", "say-so-consent [part~='action'][data-x]",
        "say-so-first-layer button:nth-child(2)"})
    CHECK(found(std::string(selector) + " { border: 0 }").starts_with("DD04 answers-apart error"));
  CHECK(found("say-so-first-layer::part(action):hover { border-color: red; padding: 1rem }") == "");
  CHECK(found("::part(chip):first-child { border: 0 }") == "");
}

TEST_CASE("theme: what could make one answer outdo another is not for themes") {
  for (const char* declaration :
       {"grid-template-columns: 3fr 1fr 1fr", "display: block", "flex-direction: row-reverse",
        "direction: rtl", "background: white", "color: #999", "width: 50%", "flex: 3", "cursor: not-allowed",
        "content: 'x'", "grid-auto-columns: 2fr 1fr", "justify-self: end", "all: unset"})
    CHECK(found("::part(actions) { " + std::string(declaration) + " }") ==
          "DD04 not-for-answers error 1:19\n");
  CHECK(found("::part(action) { letter-spacing: 0.02em; border-radius: 0; font-weight: 600; text-transform: "
              "none; "
              "padding-block: 12px; box-shadow: none; --mine: 1 }") == "");
}

TEST_CASE("theme: nothing that is asked, told or pressed is hidden, moved away or faint") {
  for (const char* declaration : {"display: none",
                                  "visibility: hidden",
                                  "visibility: collapse",
                                  "content-visibility: hidden",
                                  "pointer-events: none",
                                  "color: transparent",
                                  "color: #0001",
                                  "transform: scale(0)",
                                  "translate: -9999px",
                                  "clip-path: inset(50%)",
                                  "filter: blur(9px)",
                                  "position: absolute",
                                  "inset-inline-start: -200vw",
                                  "margin: 0 0 -40px",
                                  "text-indent: -999px",
                                  "width: 0",
                                  "max-height: 1px",
                                  "order: 2",
                                  "z-index: -1",
                                  "letter-spacing: -1em",
                                  "zoom: 0.1",
                                  "animation: away 1s"})
    for (const char* target : {"say-so-first-layer::part(close)", "::part(first-layer)", "::part(switch)"})
      CHECK(found(std::string(target) + "{" + declaration + "}").find(" hidden error") != std::string::npos);
  CHECK(found("::part(text) { opacity: 0.3 }") == "DD06 faint error 1:16\n");
  CHECK(found("::part(first-layer) { inset-inline: auto 24px; max-width: 30rem; margin: 0 }") == "");
  CHECK(found("say-so-reopen { display: none }") == "DD07 hidden error 1:17\n");
  CHECK(found("* { visibility: hidden }") == "DD07 hidden error 1:5\n");
  CHECK(found("say-so-slate { display: none; margin: -1rem }") == "");
}

TEST_CASE("theme: the ring of the keyboard stays, and colours of parts are named as unchecked") {
  CHECK(found("::part(action):focus-visible { outline: none }") == "DD03 no-focus-ring error 1:32\n");
  CHECK(found("::part(close) { outline: 0 }") == "DD03 no-focus-ring error 1:17\n");
  CHECK(found("::part(action):focus-visible { outline: 3px solid }") == "");
  CHECK(found("::part(purpose) { background: pink }") == "DD05 unchecked-color warning 1:19\n");
}

TEST_CASE("theme: findings say where, what mends it and why, once each, in the order of the sheet") {
  const Json report = toJson(lint("::part(text){opacity:0}\n:root{--say-so-target:1px}"), "shop.css");
  CHECK(report["schema"] == "say-so-theme-lint/1");
  CHECK(report["file"] == "shop.css");
  CHECK(report["errors"] == 2);
  CHECK(report["findings"].size() == 2);
  CHECK(report["findings"][1]["at"] == "2:7");
  for (const Json& finding : report["findings"])
    for (const char* key : {"rule", "code", "severity", "message", "help", "basis"})
      CHECK_FALSE(finding[key].get_ref<const std::string&>().empty());
  CHECK(toMarkdown(lint(":root{--say-so-target:1px}"), "shop.css").find("small-target") != std::string::npos);
}

TEST_CASE("theme: work is bounded, and what is past it is refused") {
  std::string many;
  for (int i = 0; i < 70; ++i) many += ".a" + std::to_string(i) + "{--say-so-text:red}";
  CHECK(lintTheme(many).error().code == ErrorCode::TooLarge);
  std::string long_ = ":root{";
  for (int i = 0; i < 4100; ++i) long_ += "--x:1;";
  CHECK(lintTheme(long_ + "}").error().code == ErrorCode::TooLarge);
  CHECK(lintTheme("a{").error() == Error{ErrorCode::Truncated, "a block does not end", "1:1"});
  std::string doubling = ":root{--a0:#fff;";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "var(--a" + std::to_string(i - 1) + ")";
    doubling += "--a" + std::to_string(i) + ":" + before + before + ";";
  }
  CHECK(found(doubling + "--say-so-text:var(--a39)}").find("unknown-color") != std::string::npos);
}

TEST_CASE("theme: twenty-two tokens") { CHECK(tokens().size() == 22); }
