#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/json.h"
#include "core/base/number.h"
#include "core/base/utf8.h"

namespace sayso::json {
namespace {

/// Writes as nlohmann's `dump` does, byte for byte, without the printf that it brings along.
class Writer {
 public:
  explicit Writer(bool isPretty) : isPretty_(isPretty) {}

  /// What was written; the writer is spent.
  std::string take() {
    text_.resize(size_);
    return std::move(text_);
  }

  void put(char c) {
    if (size_ == text_.size()) grow(1);
    text_[size_++] = c;
  }
  void put(std::string_view characters) {
    if (characters.size() > text_.size() - size_) grow(characters.size());
    characters.copy(text_.data() + size_, characters.size());
    size_ += characters.size();
  }

  void write(const Json& value) {
    switch (value.type()) {
      case Json::value_t::object:
        return writeObject(value.get_ref<const Json::object_t&>());
      case Json::value_t::array:
        return writeArray(value.get_ref<const Json::array_t&>());
      case Json::value_t::string:
        return writeText(value.get_ref<const std::string&>());
      case Json::value_t::boolean:
        put(value.get<bool>() ? std::string_view("true") : std::string_view("false"));
        return;
      case Json::value_t::number_integer:
        put(formatInteger(value.get<std::int64_t>()));
        return;
      case Json::value_t::number_unsigned:
        put(formatInteger(value.get<std::uint64_t>()));
        return;
      case Json::value_t::number_float:
        return writeNumber(value.get<double>());
      default:
        put("null");
    }
  }

 private:
  static bool isPlain(char c) {
    return static_cast<unsigned char>(c) - 0x20U < 0x60U && c != '"' && c != '\\';
  }

  /// How many characters at the start are plain, by whole words of eight: most texts are nothing else.
  static std::size_t plainWords(std::string_view characters) {
    constexpr std::uint64_t kOnes = 0x0101010101010101, kTops = kOnes << 7;
    const auto hasZero = [](std::uint64_t word) { return (word - kOnes) & ~word & kTops; };
    std::size_t count = 0;
    for (std::uint64_t word; characters.size() - count >= sizeof word; count += sizeof word) {
      std::memcpy(&word, characters.data() + count, sizeof word);
      const std::uint64_t control = (word - 0x20 * kOnes) & ~word;
      if (((control | word) & kTops) | hasZero(word ^ '"' * kOnes) | hasZero(word ^ '\\' * kOnes)) break;
    }
    return count;
  }

  void grow(std::size_t room) { text_.resize(std::max(2 * text_.size(), size_ + room + 256)); }

  void writeObject(const Json::object_t& members) {
    put('{');
    ++depth_;
    bool isFirst = true;
    for (const auto& [key, member] : members) {
      if (!isFirst) put(',');
      isFirst = false;
      newLine();
      writeText(key);
      put(':');
      if (isPretty_) put(' ');
      write(member);
    }
    close('}', members.empty());
  }

  void writeArray(const Json::array_t& list) {
    put('[');
    ++depth_;
    bool isFirst = true;
    for (const Json& element : list) {
      if (!isFirst) put(',');
      isFirst = false;
      newLine();
      write(element);
    }
    close(']', list.empty());
  }

  void close(char bracket, bool isEmpty) {
    --depth_;
    if (!isEmpty) newLine();
    put(bracket);
  }

  void newLine() {
    if (!isPretty_) return;
    put('\n');
    for (std::size_t i = 0; i < 2 * depth_; ++i) put(' ');
  }

  void writeNumber(double number) {
    if (!std::isfinite(number)) {
      put("null");
      return;
    }
    put(formatDouble(number));
  }

  /// What is not UTF-8 becomes U+FFFD, once for each start of a character that goes wrong.
  void writeText(std::string_view characters) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    put('"');
    Utf8Check check;
    std::size_t start = 0, first = 0;  // of what waits to be written, of the character at hand
    const auto flush = [&](std::size_t next) {
      put(characters.substr(start, first - start));
      start = next;
    };
    for (std::size_t at = 0; at < characters.size(); ++at) {
      if (first == at) {
        first = at += plainWords(characters.substr(at));
        if (at == characters.size()) break;
      }
      const char c = characters[at];
      if (first == at && isPlain(c)) {
        ++first;
        continue;
      }
      const auto state = check.take(static_cast<unsigned char>(c));
      if (state == Utf8Check::Inside) continue;
      if (state == Utf8Check::Bad) {
        if (at > first) --at;  // the byte may begin a character of its own
        flush(at + 1);
        put(kReplacement);
      } else if (at == first) {
        flush(at + 1);
        writeEscaped(c);
      }
      first = at + 1;
    }
    flush(first);
    if (first < characters.size()) put(kReplacement);
    put('"');
  }

  void writeEscaped(char c) {
    constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
    constexpr std::string_view kLetters = "\"\\bfnrt";
    constexpr std::string_view kHex = "0123456789abcdef";
    if (const std::size_t which = kEscaped.find(c); which != kEscaped.npos) {
      put('\\');
      put(kLetters[which]);
    } else {
      put("\\u00");
      put(kHex[static_cast<unsigned char>(c) >> 4]);
      put(kHex[static_cast<unsigned char>(c) & 15]);
    }
  }

  bool isPretty_;
  std::size_t depth_ = 0;
  std::string text_;  // what is behind size_ waits to be used: a string that grows by itself tests each byte
  std::size_t size_ = 0;
};

std::string write(const Json& value, bool isPretty) {
  Writer writer(isPretty);
  writer.write(value);
  return writer.take();
}

}  // namespace

std::string dump(const Json& value) { return write(value, false); }
std::string dumpPretty(const Json& value) { return write(value, true); }
std::string dump(const Result<Json>& result) {
  if (!result) return dump(fail(result.error()));
  Writer writer(false);
  writer.put(R"({"ok":true,"value":)");
  writer.write(result.value());
  writer.put('}');
  return writer.take();
}

}  // namespace sayso::json
