#include "core/cli/csv.h"

#include <algorithm>
#include <charconv>

#include "core/base/json.h"

namespace sayso::cli {

bool Csv::next() {
  if (rest_.empty()) return false;
  const std::size_t end = std::min(rest_.find('\n'), rest_.size());
  std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  ++line_;
  split(line);
  if (line_ == 1) columns_ = fields_.size();
  return true;
}

std::string Csv::at() const { return "line " + std::to_string(line_); }

std::size_t Csv::column(std::string_view title) const {
  return static_cast<std::size_t>(std::find(fields_.begin(), fields_.end(), title) - fields_.begin());
}

std::optional<Error> Csv::ragged() const {
  if (fields_.size() == columns_) return std::nullopt;
  return Error{ErrorCode::BadValue, "expected " + std::to_string(columns_) + " fields", at()};
}

Error Csv::missing(std::string_view title) {
  return {ErrorCode::MissingKey, "no column " + std::string(title), "line 1"};
}

bool Csv::whole(std::size_t field, std::int64_t& number) const {
  const std::string& text = fields_[field];
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end;
}

bool Csv::number(std::size_t field, double& number) const {
  const auto read = json::parse(fields_[field]);
  if (!read || !read.value().is_number()) return false;
  number = read.value().get<double>();
  return true;
}

void Csv::split(std::string_view line) {
  fields_.assign(1, "");
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      fields_.back() += line[i++];
    else if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == ',' && !quoted)
      fields_.emplace_back();
    else
      fields_.back() += line[i];
  }
}

}  // namespace sayso::cli
