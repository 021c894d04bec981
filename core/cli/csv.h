#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sayso::cli {

/// Lines and fields of a CSV text (RFC 4180, but no line breaks inside quotes).
class Csv {
 public:
  explicit Csv(std::string_view text) : rest_(text) {}

  /// Goes to the next line; false at the end.
  bool next();
  const std::vector<std::string>& fields() const { return fields_; }
  /// "line 3", for errors.
  std::string at() const;

  /// Which field has this title; the number of fields if none. To be asked on the first line.
  std::size_t column(std::string_view title) const;
  /// What is wrong with a line that has not as many fields as the first, if it is one.
  std::optional<Error> ragged() const;
  /// A column that the file lacks.
  static Error missing(std::string_view title);
  /// The whole field as a number; false if it is none.
  bool whole(std::size_t field, std::int64_t& number) const;
  bool number(std::size_t field, double& number) const;

 private:
  void split(std::string_view line);

  std::string_view rest_;
  std::size_t line_ = 0;
  std::size_t columns_ = 0;  // fields of the first line
  std::vector<std::string> fields_;
};

}  // namespace sayso::cli
