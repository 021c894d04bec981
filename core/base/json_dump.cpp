#include <array>
#include <cmath>

#include "core/base/json.h"
#include "core/base/utf8.h"

namespace sayso::json {
namespace {

/// Writes as nlohmann's `dump` does, byte for byte, without the printf that it brings along.
class Writer {
 public:
  explicit Writer(bool isPretty) : isPretty_(isPretty) {}

  std::string text;

  void write(const Json& value) {
    switch (value.type()) {
      case Json::value_t::object:
        return writeObject(value.get_ref<const Json::object_t&>());
      case Json::value_t::array:
        return writeArray(value.get_ref<const Json::array_t&>());
      case Json::value_t::string:
        return writeText(value.get_ref<const std::string&>());
      case Json::value_t::boolean:
        text += value.get<bool>() ? "true" : "false";
        return;
      case Json::value_t::number_integer:
        text += std::to_string(value.get<std::int64_t>());
        return;
      case Json::value_t::number_unsigned:
        text += std::to_string(value.get<std::uint64_t>());
        return;
      case Json::value_t::number_float:
        return writeNumber(value.get<double>());
      default:
        text += "null";
    }
  }

 private:
  void writeObject(const Json::object_t& members) {
    text += '{';
    ++depth_;
    const char* comma = "";
    for (const auto& [key, member] : members) {
      text += comma;
      comma = ",";
      newLine();
      writeText(key);
      text += isPretty_ ? ": " : ":";
      write(member);
    }
    close('}', members.empty());
  }

  void writeArray(const Json::array_t& list) {
    text += '[';
    ++depth_;
    const char* comma = "";
    for (const Json& element : list) {
      text += comma;
      comma = ",";
      newLine();
      write(element);
    }
    close(']', list.empty());
  }

  void close(char bracket, bool isEmpty) {
    --depth_;
    if (!isEmpty) newLine();
    text += bracket;
  }

  void newLine() {
    if (!isPretty_) return;
    text += '\n';
    text.append(2 * depth_, ' ');
  }

  void writeNumber(double number) {
    if (!std::isfinite(number)) {
      text += "null";
      return;
    }
    std::array<char, 64> digits;  // the shortest that read back as the same number
    text.append(digits.data(),
                nlohmann::detail::to_chars(digits.data(), digits.data() + digits.size(), number));
  }

  /// What is not UTF-8 becomes U+FFFD, once for each start of a character that goes wrong.
  void writeText(std::string_view characters) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    text += '"';
    Utf8Check check;
    std::size_t start = 0;  // of the character at hand
    for (std::size_t at = 0; at < characters.size(); ++at) {
      const char c = characters[at];
      const auto state = check.take(static_cast<unsigned char>(c));
      if (state == Utf8Check::Inside) continue;
      if (state == Utf8Check::Bad) {
        text += kReplacement;
        if (at > start) --at;  // the byte may begin a character of its own
      } else if (at > start) {
        text += characters.substr(start, at + 1 - start);
      } else {
        writeCharacter(c);
      }
      start = at + 1;
    }
    if (start < characters.size()) text += kReplacement;
    text += '"';
  }

  void writeCharacter(char c) {
    constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
    constexpr std::string_view kLetters = "\"\\bfnrt";
    constexpr std::string_view kHex = "0123456789abcdef";
    if (const std::size_t which = kEscaped.find(c); which != kEscaped.npos) {
      text += '\\';
      text += kLetters[which];
    } else if (static_cast<unsigned char>(c) < 0x20) {
      text += "\\u00";
      text += kHex[static_cast<unsigned char>(c) >> 4];
      text += kHex[static_cast<unsigned char>(c) & 15];
    } else {
      text += c;
    }
  }

  bool isPretty_;
  std::size_t depth_ = 0;
};

std::string write(const Json& value, bool isPretty) {
  Writer writer(isPretty);
  writer.write(value);
  return std::move(writer.text);
}

}  // namespace

std::string dump(const Json& value) { return write(value, false); }
std::string dumpPretty(const Json& value) { return write(value, true); }

}  // namespace sayso::json
