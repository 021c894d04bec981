#include "core/audit/document.h"

#include <doctest/doctest.h>

using namespace sayso::audit;

namespace {

Document hostile() {
  Document document{"<script>alert(1)</script>", {}};
  document.heading(2, "a & b");
  document.say("\"><img src=x onerror=alert(1)>");
  document.blocks.emplace_back(Points{{"</ul><b>"}});
  document.blocks.emplace_back(Table{"cap'tion", {"<th>"}, {{"|x|", "<td>"}}});
  document.blocks.emplace_back(Paragraph{"```\n<b>", true});
  return document;
}

}  // namespace

TEST_CASE("document: what a file wrote never becomes markup of the page") {
  const std::string html = toHtml(hostile());
  CHECK(html.find("<script") == html.npos);
  CHECK(html.find("<img") == html.npos);
  CHECK(html.find("<b>") == html.npos);
  CHECK(html.find("&lt;script&gt;alert(1)&lt;/script&gt;") != html.npos);
  CHECK(html.find("a &amp; b") != html.npos);
  CHECK(html.find("aria-label=\"cap&#39;tion\"") != html.npos);
  CHECK(html.find("<th scope=\"row\">|x|</th><td>&lt;td&gt;</td>") != html.npos);
}

TEST_CASE("document: a page fetches nothing and runs nothing") {
  const std::string html = toHtml(hostile());
  for (const char* fetched : {"<link", "http:", "https:", "url(", "@import", "<iframe", "javascript:"})
    CHECK_MESSAGE(html.find(fetched) == html.npos, fetched);
  CHECK(html.starts_with("<!doctype html>\n<html lang=\"en\">"));
}

TEST_CASE("document: Markdown keeps cells in their places") {
  const std::string markdown = toMarkdown(hostile());
  CHECK(markdown.find("| \\|x\\| | \\<td\\> |") != markdown.npos);
  CHECK(markdown.find("````\n```\n<b>\n````") != markdown.npos);
}

TEST_CASE("document: numbers are rounded for people, and never to minus zero") {
  CHECK(fixedText(0.125, 2) == "0.13");
  CHECK(fixedText(-0.0004, 3) == "0.000");
  CHECK(fixedText(-12.5, 0) == "−13");
  CHECK(fixedText(3, 1) == "3.0");
  CHECK(fixedText(1.0 / 0.0, 1) == "–");
  CHECK(percentText(0.1234) == "12.3 %");
}
