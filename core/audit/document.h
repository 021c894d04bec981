#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// A report for people, before it is Markdown or HTML. All text is plain: what a file or a brand wrote is
/// shown as it is and never read as markup.
namespace sayso::audit {

struct Heading {
  int level = 2;  // 1 to 3
  std::string text;
};
struct Paragraph {
  std::string text;
  bool isCode = false;  // a command, shown as it is to be typed
};
struct Points {
  std::vector<std::string> items;
};
struct Table {
  std::string caption;
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;  // the first cell names the row
};

struct Document {
  std::string title;
  std::vector<std::variant<Heading, Paragraph, Points, Table>> blocks;

  void heading(int level, std::string text) { blocks.emplace_back(Heading{level, std::move(text)}); }
  void say(std::string text) { blocks.emplace_back(Paragraph{std::move(text)}); }
};

std::string toMarkdown(const Document& document);

/// One page by itself: no script, nothing fetched, readable in light, dark and print.
std::string toHtml(const Document& document);

/// What stands in it, for a page of the site's own.
std::string toHtmlFragment(const Document& document);

/// "12.3 %" of 0.123; "–" of what is no number.
std::string percentText(double value);
/// With so many digits after the point.
std::string fixedText(double value, int digits);

}  // namespace sayso::audit
