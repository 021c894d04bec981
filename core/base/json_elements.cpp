#include "core/base/json_elements.h"

#include "core/base/json_parser.h"

namespace sayso::json {
namespace {

using Use = FunctionRef<void(const Json& element, std::size_t at)>;

class Elements final : public ArrayUse {
 public:
  Elements(std::string_view list, Use use) : list_(list), use_(use) {}

  bool takes(std::string_view key, std::size_t depth) const override { return depth == 2 && key == list_; }

  bool read(Parser& parser, std::string_view, Json& place) override {
    place = Json::array();
    Json& element = place.emplace_back();
    parser.gone = {&place, 0};
    Token token = parser.lexer.next();
    const bool isEmpty = token == Token::CloseArray;
    while (!isEmpty) {
      if (!parser.readValue(token, element)) return false;
      use_(element, parser.gone.count++);
      token = parser.lexer.next();
      if (token == Token::CloseArray) break;
      if (token != Token::Comma) return parser.unexpected(token);
      token = parser.lexer.next();
    }
    parser.gone.list = nullptr;
    place.clear();
    return true;
  }

 private:
  std::string_view list_;
  Use use_;
};

}  // namespace

Result<Json> parseElements(std::string_view text, std::string_view list, Use use, std::size_t maxBytes) {
  Elements elements(list, use);
  return parse(text, maxBytes, &elements);
}

}  // namespace sayso::json
