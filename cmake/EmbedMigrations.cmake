# cmake -DOUTPUT=x.cpp -DNAMESPACE=sqlite "-DFILES=0001_a.sql;0002_b.sql" -P EmbedMigrations.cmake
# Writes liandong::<NAMESPACE>::Migrations(): the files in the order of their numbers, as string literals.
list(SORT FILES)
set(rows "")
set(expected 0)
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  string(REGEX MATCH "^[0-9]+" number ${name})
  string(REGEX REPLACE "^0+" "" version ${number})
  math(EXPR expected "${expected} + 1")
  if(NOT version EQUAL expected)
    message(FATAL_ERROR "${name}: migration ${expected} is missing or there twice")
  endif()
  file(READ ${file} text)
  # Compilers limit one literal (64 KB by the standard): one per statement, which the compiler joins.
  string(REPLACE ";\n" ";\n)~~~\"\n    R\"~~~(" text "${text}")
  string(APPEND rows "    {${version}, \"${name}\",\n    R\"~~~(${text})~~~\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made by cmake/EmbedMigrations.cmake.
#include <array>
#include <span>

#include \"adapters/store/migration.hpp\"

namespace liandong::${NAMESPACE} {
namespace {
constexpr auto kMigrations = std::to_array<store::Migration>({
${rows}});
}  // namespace
std::span<const store::Migration> Migrations();
std::span<const store::Migration> Migrations() { return kMigrations; }
}  // namespace liandong::${NAMESPACE}
")
