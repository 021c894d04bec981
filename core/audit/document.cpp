#include "core/audit/document.h"

#include <cmath>

#include "core/audit/wording.h"
#include "core/base/number.h"

namespace sayso::audit {
namespace {

constexpr std::string_view kStyle =
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem}h2{font-size:1.3rem;margin-block-start:2rem}h3{font-size:1.1rem}"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;margin-block:1rem;"
    "font-variant-numeric:tabular-nums}"
    "caption{text-align:start;font-weight:600;padding-block:.25rem}"
    "th,td{padding:.3rem .75rem;border-block-end:1px solid;text-align:start;vertical-align:top}"
    "code{overflow-wrap:anywhere}@media print{.scroll{overflow:visible}}";

std::string inHtml(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        // What is no character of HTML; a NUL would end the text for some readers.
        result += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
  }
  return result;
}

/// Code that Markdown shows as it is, whatever backquotes are in it.
std::string asCode(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
  return fence + "\n" + std::string(text) + "\n" + fence;
}

struct Markdown {
  std::string operator()(const Heading& each) const {
    return std::string(static_cast<std::size_t>(each.level), '#') + " " + escaped(each.text) + "\n";
  }
  std::string operator()(const Paragraph& each) const {
    return (each.isCode ? asCode(each.text) : escaped(each.text)) + "\n";
  }
  std::string operator()(const Points& each) const {
    std::string text;
    for (const std::string& item : each.items) text += "- " + escaped(item) + "\n";
    return text;
  }
  std::string operator()(const Table& each) const {
    std::string text = each.caption.empty() ? "" : escaped(each.caption) + "\n\n";
    text += row(each.head) + "|";
    for (std::size_t column = 0; column < each.head.size(); ++column) text += "---|";
    text += "\n";
    for (const auto& cells : each.rows) text += row(cells);
    return text;
  }
  static std::string row(const std::vector<std::string>& cells) {
    std::string text = "|";
    for (const std::string& cell : cells) text += " " + escaped(cell) + " |";
    return text + "\n";
  }
};

struct Html {
  std::string operator()(const Heading& each) const {
    const std::string tag = "h" + formatInteger(each.level);
    return element(tag, each.text);
  }
  std::string operator()(const Paragraph& each) const {
    if (each.isCode) return "<pre><code>" + inHtml(each.text) + "</code></pre>\n";
    return element("p", each.text);
  }
  std::string operator()(const Points& each) const {
    std::string text = "<ul>\n";
    for (const std::string& item : each.items) text += element("li", item);
    return text + "</ul>\n";
  }
  std::string operator()(const Table& each) const {
    std::string text = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
                       inHtml(each.caption) + "\"><table>\n" + element("caption", each.caption) +
                       "<thead><tr>";
    for (const std::string& cell : each.head) text += "<th scope=\"col\">" + inHtml(cell) + "</th>";
    text += "</tr></thead>\n<tbody>\n";
    for (const auto& cells : each.rows) {
      text += "<tr>";
      for (std::size_t column = 0; column < cells.size(); ++column)
        text += column == 0 ? "<th scope=\"row\">" + inHtml(cells[column]) + "</th>"
                            : "<td>" + inHtml(cells[column]) + "</td>";
      text += "</tr>\n";
    }
    return text + "</tbody></table></div>\n";
  }
  static std::string element(const std::string& tag, std::string_view text) {
    return "<" + tag + ">" + inHtml(text) + "</" + tag + ">\n";
  }
};

}  // namespace

std::string toMarkdown(const Document& document) {
  std::string text = "# " + escaped(document.title) + "\n";
  for (const auto& block : document.blocks) text += "\n" + std::visit(Markdown{}, block);
  return text;
}

std::string toHtml(const Document& document) {
  const std::string title = inHtml(document.title);
  std::string text =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
      title + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<main>\n";
  return text + toHtmlFragment(document) + "</main>\n</body>\n</html>\n";
}

std::string toHtmlFragment(const Document& document) {
  std::string text = Html{}(Heading{1, document.title});
  for (const auto& block : document.blocks) text += std::visit(Html{}, block);
  return text;
}

std::string fixedText(double value, int digits) {
  if (!std::isfinite(value)) return "–";
  double scale = 1;
  for (int digit = 0; digit < digits; ++digit) scale *= 10;
  const double shown = std::floor(std::fabs(value) * scale + 0.5);
  if (!(shown < 1e15)) return formatDouble(value);
  std::string text = formatInteger(static_cast<std::uint64_t>(shown));
  if (digits > 0) {
    const auto places = static_cast<std::size_t>(digits);
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, ".");
  }
  return value < 0 && shown > 0 ? "−" + text : text;
}

std::string percentText(double value) { return fixedText(100 * value, 1) + " %"; }

}  // namespace sayso::audit
