# One set of compile options for everything we build.
add_library(say_so_options INTERFACE)
target_include_directories(say_so_options INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")
target_include_directories(say_so_options SYSTEM INTERFACE "${SAY_SO_THIRD_PARTY}")
# -ffp-contract=off: the same bytes natively, in Node and in every browser (no fused multiply-add).
target_compile_options(say_so_options INTERFACE -Wall -Wextra -Wpedantic -fno-exceptions -fno-rtti -ffp-contract=off)
target_compile_definitions(say_so_options INTERFACE JSON_NOEXCEPTION JSON_USE_IMPLICIT_CONVERSIONS=0)

if(SAY_SO_SANITIZE)
  target_compile_options(say_so_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                                  -fno-omit-frame-pointer)
  target_link_options(say_so_options INTERFACE -fsanitize=address,undefined)
endif()

if(SAY_SO_FUZZ)
  target_compile_options(say_so_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# What a page downloads. emcc adds -fno-inline-functions to -Oz, which keeps calls to functions that are smaller
# than their call: 7 % of a module.
set(SAY_SO_SMALL -Oz -finline-functions)

if(EMSCRIPTEN)
  # Copies are one instruction (every engine since 2021): the library's own go byte by byte.
  target_compile_options(say_so_options INTERFACE -flto -mbulk-memory)
  target_compile_definitions(say_so_options INTERFACE EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
  # The link needs -fno-rtti and -fno-exceptions as well: they choose the library variants.
  target_link_options(say_so_options INTERFACE -flto -fno-rtti -fno-exceptions -mbulk-memory)
endif()
