# cmake -DINPUT=docs/api/openapi.yaml -DOUTPUT=x.cpp -DHEADER=server/openapi_text.hpp -DFUNCTION=OpenApiText -P EmbedText.cmake
# Writes liandong::server::<FUNCTION>(): the file as string literals, a line each (compilers limit one literal).
file(READ ${INPUT} text)
string(REPLACE "\n" "\n)~~~\"\n    R\"~~~(" text "${text}")
file(WRITE ${OUTPUT} "// Made by cmake/EmbedText.cmake.
#include \"${HEADER}\"

namespace liandong::server {
std::string_view ${FUNCTION}() {
    return
    R\"~~~(${text})~~~\";
}
}  // namespace liandong::server
")
