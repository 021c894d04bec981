#pragma once

#include <emscripten/bind.h>

#include <string_view>

/// A text that JavaScript hands in: it is where the boundary wrote it until the call returns, so that a large
/// file is there once.
using Text = std::string_view;

template <>
struct emscripten::internal::BindingType<Text> {
  struct Written {
    std::size_t length;
    char bytes[1];  // and those that follow
  };
  using WireType = Written*;
  static Text fromWireType(WireType text) { return {text->bytes, text->length}; }
};
