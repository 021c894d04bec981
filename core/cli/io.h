#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"

namespace sayso::cli {

constexpr int kFine = 0;
constexpr int kRefused = 1;   // some input was refused
constexpr int kBadUsage = 2;  // wrong usage

/// The only place that reads and writes: files, and JSON Lines on the standard streams.
class Io {
 public:
  Io(std::istream& in, std::ostream& out, std::ostream& err) : in_(in), out_(out), err_(err) {}

  /// Writes one answer as one line; remembers a refusal for the exit code.
  void reply(const Result<Json>& result);
  void refuse(const Error& error);
  /// Writes an answer that is already {"ok":…}, with what it holds beside the value.
  void answer(const Json& whole);
  /// Text for people, on the error stream.
  void say(std::string_view text);
  /// Text as it is, on the output stream.
  void write(std::string_view text);

  /// Answers each line of the input; a refused line never stops the next. Blank lines are skipped.
  void eachLine(const std::function<Result<Json>(const Json& request)>& answer);

  /// Hands over each line of the input as it stands, without its end. Blank lines are skipped.
  void eachText(const std::function<void(std::string_view line)>& use);

  /// The same where a line is a string by itself, or one in JSON's quotes.
  void eachString(const std::function<void(std::string_view string)>& use);

  /// `kRefused` once anything was refused.
  int exitCode() const { return refused_ ? kRefused : kFine; }

 private:
  std::istream& in_;
  std::ostream& out_;
  std::ostream& err_;
  bool refused_ = false;
};

/// The bytes of a file; `cannot-read` names it in `at`.
Result<std::string> readFile(const std::string& path);
bool isFile(const std::string& path);
/// The error with the file's name before its place.
Error inFile(const std::string& path, const Error& error);
/// Writes a file whole; gives its size. `cannot-write` names it in `at`.
Result<std::size_t> writeFile(const std::string& path, std::string_view bytes);
/// Makes a folder and those above it; nothing to do if it is there.
Result<std::size_t> makeFolder(const std::string& path);
/// "a/b" of "a/b/c"; "." if there is no slash.
std::string folderOf(const std::string& path);

}  // namespace sayso::cli
