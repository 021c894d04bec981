// Embind's registry of types, with those that these modules use: text, both ways, and nothing. The library's
// own file of this name registers every number, string and view a program could bind, and prints type names
// with printf; no page needs them. Being linked first, these definitions are taken instead (emscripten,
// system/lib/embind/bind.cpp).
#include <emscripten.h>
#include <emscripten/bind.h>

#include <cstring>
#include <string>

#include "wasm/text.h"

extern "C" {

// Asked for only to word the error about a type that is not registered.
EMSCRIPTEN_KEEPALIVE const char* __getTypeName(const void*) { return strdup("unregistered"); }

EMSCRIPTEN_KEEPALIVE __attribute__((constructor)) void __embind_register_native_and_builtin_types() {
  using emscripten::internal::TypeID;
  emscripten::internal::_embind_register_void(TypeID<void>::get(), "void");
  emscripten::internal::_embind_register_std_string(TypeID<std::string>::get(), "std::string");
  emscripten::internal::_embind_register_std_string(TypeID<Text>::get(), "Text");
}
}
