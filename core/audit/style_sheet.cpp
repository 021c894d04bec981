#include "core/audit/style_sheet.h"

#include <algorithm>
#include <optional>

#include "core/base/number.h"
#include "core/base/utf8.h"

namespace sayso::audit {
namespace {

constexpr std::size_t kMostBytes = 1 << 20;
constexpr std::size_t kMostDepth = 32;
constexpr std::size_t kMostCopied = 4 << 20;  // nested selectors and conditions repeat those around them

/// At-rules whose blocks hold rules.
constexpr std::string_view kGroups[] = {"media", "supports", "layer", "container", "scope", "starting-style"};

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

char closing(char open) { return open == '(' ? ')' : open == '[' ? ']' : '}'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
  return text;
}

/// Takes "!important" off the end of a value; tells whether it was there.
bool takeImportance(std::string& value) {
  constexpr std::string_view kImportant = "important";
  if (value.size() < kImportant.size()) return false;
  const std::size_t at = value.size() - kImportant.size();
  if (lowered(std::string_view(value).substr(at)) != kImportant) return false;
  const std::string_view before = trimmed(std::string_view(value).substr(0, at));
  if (!before.ends_with('!')) return false;
  value = std::string(trimmed(before.substr(0, before.size() - 1)));
  return true;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {
    lines_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') lines_.push_back(i + 1);
  }

  Result<std::vector<StyleRule>> read() {
    checkUtf8();
    if (!error_) block({}, 0);
    if (!error_ && at_ < text_.size()) fail(ErrorCode::BadValue, at_, "a brace closes nothing");
    if (error_) return *error_;
    return std::move(rules_);
  }

 private:
  /// What is around a block.
  struct Context {
    StyleRule::Texts selectors = std::make_shared<std::vector<std::string>>();
    StyleRule::Texts conditions = std::make_shared<std::vector<std::string>>();
  };

  TextPlace placeOf(std::size_t offset) const {
    const auto line = std::upper_bound(lines_.begin(), lines_.end(), offset) - 1;
    return {static_cast<std::uint32_t>(line - lines_.begin() + 1),
            static_cast<std::uint32_t>(offset - *line + 1)};
  }

  void fail(ErrorCode code, std::size_t offset, std::string message) {
    if (!error_) error_ = Error{code, std::move(message), toText(placeOf(offset))};
    at_ = text_.size();
  }

  void checkUtf8() {
    Utf8Check check;
    std::size_t begin = 0;
    Utf8Check::State state = Utf8Check::Whole;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (state == Utf8Check::Whole) begin = i;
      state = check.take(static_cast<unsigned char>(text_[i]));
      if (state == Utf8Check::Bad) return fail(ErrorCode::BadUtf8, begin, "these bytes are not UTF-8");
    }
    if (state != Utf8Check::Whole) fail(ErrorCode::BadUtf8, begin, "these bytes are not UTF-8");
  }

  bool isAtComment() const { return text_.substr(at_, 2) == "/*"; }

  void skipComment() {
    const std::size_t end = text_.find("*/", at_ + 2);
    if (end == text_.npos) return fail(ErrorCode::Truncated, at_, "a comment does not end");
    at_ = end + 2;
  }

  void skipSpace() {
    while (at_ < text_.size()) {
      if (isSpace(text_[at_]))
        ++at_;
      else if (isAtComment())
        skipComment();
      else
        return;
    }
  }

  void copyString(std::string& out) {
    const std::size_t begin = at_;
    const char quote = text_[at_];
    out += text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\n') return fail(ErrorCode::BadValue, begin, "a string does not end on its line");
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) out += text_[at_++];
      out += text_[at_++];
    }
    if (at_ >= text_.size()) return fail(ErrorCode::Truncated, begin, "a string does not end");
    out += text_[at_++];
  }

  /// The text up to one of `stops` that stands in no bracket and no string, folded. Braces are brackets where
  /// they are none of the stops.
  std::string scan(std::string_view stops) {
    std::string out;
    std::vector<std::pair<char, std::size_t>> open;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (open.empty() && stops.find(c) != stops.npos) break;
      if (isSpace(c) || isAtComment()) {
        skipSpace();
        if (!out.empty()) out += ' ';
      } else if (c == '"' || c == '\'') {
        copyString(out);
      } else if (c == '\\' && at_ + 1 < text_.size()) {
        out += text_.substr(at_, 2);
        at_ += 2;
      } else {
        if (c == '(' || c == '[' || c == '{') {
          if (open.size() == kMostDepth) fail(ErrorCode::TooDeep, at_, "brackets are nested too deep");
          open.push_back({closing(c), at_});
        } else if (c == ')' || c == ']' || c == '}') {
          if (open.empty() || open.back().first != c)
            fail(ErrorCode::BadValue, at_, "a bracket closes nothing");
          else
            open.pop_back();
        }
        if (error_) return out;
        out += c;
        ++at_;
      }
    }
    if (!open.empty()) fail(ErrorCode::Truncated, open.back().second, "a bracket does not end");
    if (out.ends_with(' ')) out.pop_back();
    return out;
  }

  /// Reads what follows a brace that is open at `begin`, and the brace that ends it.
  void inBraces(const Context& context, std::size_t begin, std::size_t depth) {
    ++at_;
    block(context, depth + 1);
    if (error_) return;
    if (at_ >= text_.size()) return fail(ErrorCode::Truncated, begin, "a block does not end");
    ++at_;
  }

  void block(const Context& context, std::size_t depth) {
    if (depth > kMostDepth) return fail(ErrorCode::TooDeep, at_, "blocks are nested too deep");
    StyleRule rule{context.selectors, context.conditions, {}, {}};
    const auto finish = [&] {
      if (!rule.declarations.empty()) rules_.push_back(rule);
      rule.declarations.clear();
    };
    for (skipSpace(); at_ < text_.size() && text_[at_] != '}'; skipSpace()) {
      const std::size_t begin = at_;
      if (text_[at_] == ';') {
        ++at_;
      } else if (text_[at_] == '@') {
        finish();
        atRule(context, depth);
      } else if (!context.selectors->empty() && text_.substr(at_, 2) == "--") {
        declare(rule, scan(";}"), begin);
      } else {
        const std::string head = scan(context.selectors->empty() ? "{" : ";{}");
        if (error_) return;
        if (at_ < text_.size() && text_[at_] == '{') {
          finish();
          inBraces({within(*context.selectors, head), context.conditions}, begin, depth);
        } else if (context.selectors->empty()) {
          return fail(ErrorCode::Truncated, begin, "a rule has no block");
        } else {
          declare(rule, head, begin);
        }
      }
      if (error_) return;
    }
    finish();
  }

  void declare(StyleRule& rule, const std::string& text, std::size_t begin) {
    if (error_) return;
    const std::size_t colon = text.find(':');
    if (colon == text.npos) return fail(ErrorCode::BadValue, begin, "a declaration has no colon");
    std::string property(trimmed(std::string_view(text).substr(0, colon)));
    if (!property.starts_with("--")) property = lowered(property);
    std::string value(trimmed(std::string_view(text).substr(colon + 1)));
    const bool isImportant = takeImportance(value);
    if (rule.declarations.empty()) rule.place = placeOf(begin);
    rule.declarations.push_back({std::move(property), std::move(value), isImportant, placeOf(begin)});
  }

  void atRule(const Context& context, std::size_t depth) {
    const std::size_t begin = at_++;
    const std::string prelude = scan(";{}");
    if (error_ || at_ >= text_.size() || text_[at_] == '}') return;
    if (text_[at_] == ';') {
      ++at_;
      return;
    }
    const std::size_t end = std::min(prelude.find_first_of(" ("), prelude.size());
    const std::string name = lowered(std::string_view(prelude).substr(0, end));
    if (std::find(std::begin(kGroups), std::end(kGroups), name) == std::end(kGroups)) {
      ++at_;
      scan("}");
      if (!error_ && at_ >= text_.size()) fail(ErrorCode::Truncated, begin, "a block does not end");
      ++at_;
      return;
    }
    for (const std::string& around : *context.conditions) count(around.size());
    count(prelude.size());
    if (error_) return;
    auto conditions = std::make_shared<std::vector<std::string>>(*context.conditions);
    conditions->push_back("@" + prelude);
    inBraces({context.selectors, std::move(conditions)}, begin, depth);
  }

  /// The selectors of a list, each with those around it in the place of "&".
  StyleRule::Texts within(const std::vector<std::string>& outer, std::string_view list) {
    auto selectors = std::make_shared<std::vector<std::string>>();
    for (std::string_view one : splitAtCommas(list)) {
      if (outer.empty()) {
        add(*selectors, std::string(one));
        continue;
      }
      for (const std::string& around : outer) {
        if (error_) return selectors;
        std::string whole;
        if (one.find('&') == one.npos) whole = around + " ";
        for (char c : one)
          if (c == '&' && whole.size() < kMostCopied)
            whole += around;
          else
            whole += c;
        add(*selectors, std::move(whole));
      }
    }
    return selectors;
  }

  void add(std::vector<std::string>& selectors, std::string selector) {
    count(selector.size());
    if (!error_) selectors.push_back(std::move(selector));
  }

  /// Keeps what is copied from block to block in bounds.
  void count(std::size_t bytes) {
    copied_ += bytes + sizeof(std::string);
    if (copied_ > kMostCopied) fail(ErrorCode::TooLarge, at_, "blocks within blocks repeat too much");
  }

  std::string_view text_;
  std::vector<std::size_t> lines_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  std::vector<StyleRule> rules_;
  std::optional<Error> error_;
};

}  // namespace

std::string toText(const TextPlace& place) {
  return formatInteger(place.line) + ":" + formatInteger(place.column);
}

std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 0x20);
  return result;
}

std::vector<std::string_view> splitAtCommas(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0, depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\')
      ++i;
    else if (quote)
      quote = c == quote ? 0 : quote;
    else if (c == '"' || c == '\'')
      quote = c;
    else if (c == '(' || c == '[')
      ++depth;
    else if (c == ')' || c == ']')
      depth -= depth > 0;
    else if (c == ',' && depth == 0) {
      parts.push_back(trimmed(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  parts.push_back(trimmed(text.substr(begin)));
  return parts;
}

Result<std::vector<StyleRule>> readStyleSheet(std::string_view text) {
  if (text.size() > kMostBytes)
    return Error{ErrorCode::TooLarge, "a style sheet has at most 1,048,576 bytes", "1:1"};
  return Reader(text).read();
}

}  // namespace sayso::audit
