# nlohmann/json, doctest and Eigen come from the distribution. Emscripten must not see /usr/include as a whole
# (its own C headers would be shadowed), so the wanted folders are linked into a private one.
set(SAY_SO_THIRD_PARTY "${CMAKE_BINARY_DIR}/third-party")
file(MAKE_DIRECTORY "${SAY_SO_THIRD_PARTY}")

function(say_so_link_headers name probe)
  find_path(${name}_ROOT "${probe}" PATHS /usr/include /usr/include/eigen3 NO_CMAKE_FIND_ROOT_PATH)
  if(NOT ${name}_ROOT)
    message(FATAL_ERROR "${name}: header ${probe} not found; `npm run build` installs what is missing")
  endif()
  string(REGEX REPLACE "/.*" "" folder "${probe}")
  file(CREATE_LINK "${${name}_ROOT}/${folder}" "${SAY_SO_THIRD_PARTY}/${folder}" SYMBOLIC)
endfunction()

say_so_link_headers(NLOHMANN nlohmann/json.hpp)
say_so_link_headers(EIGEN Eigen/Dense)
if(NOT EMSCRIPTEN)
  say_so_link_headers(DOCTEST doctest/doctest.h)
endif()
