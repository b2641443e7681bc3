# The three shapes of target this project has: a library per folder, the tests that sit beside its
# sources, and a fuzzer. Folders are globbed, so a new file needs no list.
find_package(Threads REQUIRED)
find_package(GTest REQUIRED)

option(LIANDONG_FUZZERS "Build the libFuzzer targets (clang only)" OFF)

add_library(liandong_options INTERFACE)
target_include_directories(liandong_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(liandong_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
target_link_libraries(liandong_options INTERFACE Threads::Threads)

# liandong_library(NAME [RECURSE] DEPENDS a b PRIVATE c d)
# Every *.cpp of the folder (and below, with RECURSE) becomes library `liandong_NAME`;
# every *_test.cpp becomes test binary `NAME_test`.
function(liandong_library name)
  cmake_parse_arguments(arg "RECURSE" "" "DEPENDS;PRIVATE;TEST_DEPENDS" ${ARGN})
  if(arg_RECURSE)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
  else()
    file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  endif()
  set(test_sources ${sources})
  list(FILTER sources EXCLUDE REGEX "(_(test|fuzz|bench)|/main)\\.cpp$")
  list(FILTER test_sources INCLUDE REGEX "_test\\.cpp$")
  if(sources)
    add_library(liandong_${name} STATIC ${sources})
    target_link_libraries(liandong_${name} PUBLIC liandong_options ${arg_DEPENDS} PRIVATE ${arg_PRIVATE})
    # What a fuzzer steers by: where its input went in our code. Tests need none of it, and build faster without.
    target_compile_options(liandong_${name} PRIVATE $<$<BOOL:${LIANDONG_FUZZERS}>:-fsanitize=fuzzer-no-link>)
  else()
    add_library(liandong_${name} INTERFACE)
    target_link_libraries(liandong_${name} INTERFACE liandong_options ${arg_DEPENDS} ${arg_PRIVATE})
  endif()
  if(test_sources)
    liandong_test(${name}_test SOURCES ${test_sources}
                  DEPENDS liandong_${name} ${arg_PRIVATE} ${arg_TEST_DEPENDS})
  endif()
endfunction()

# liandong_test(NAME SOURCES … DEPENDS …): one binary, one ctest entry; runs in the source tree's root.
function(liandong_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_DEPENDS} GTest::gmock GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  # One server for all of them, and what one writes holds back for a moment what another may seal.
  if("PostgreSQL::PostgreSQL" IN_LIST arg_DEPENDS OR "test_support" IN_LIST arg_DEPENDS)
    set_tests_properties(${name} PROPERTIES RESOURCE_LOCK postgres)
  endif()
endfunction()

# Everything that ./test runs for a while with made-up input.
add_custom_target(fuzzers)

# liandong_fuzzer(NAME SOURCES … DEPENDS …): built only with LIANDONG_FUZZERS; its seeds, if any, are
# the files of tests/fuzz/corpus/NAME.
function(liandong_fuzzer name)
  if(NOT LIANDONG_FUZZERS)
    return()
  endif()
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_DEPENDS})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz/bin)
  add_dependencies(fuzzers ${name})
endfunction()
