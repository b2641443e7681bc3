# cmake -DINPUT=docs/api/openapi.yaml -DOUTPUT=x.cpp -DHEADER=server/openapi_text.hpp -DFUNCTION=OpenApiText
#       -P EmbedText.cmake
# Writes liandong::server::<FUNCTION>(): the file line by line, joined at first use (compilers limit one literal).
file(READ ${INPUT} text)
string(REPLACE "\n" "\n)~~~\",\n    R\"~~~(" text "${text}")
file(WRITE ${OUTPUT} "// Made by cmake/EmbedText.cmake.
#include \"${HEADER}\"

#include <string>
#include <string_view>

namespace liandong::server {
namespace {
constexpr const char* kLines[] = {  // plain literals: measuring 8,000 of them is too much for a constexpr
    R\"~~~(${text})~~~\",
};
}  // namespace

std::string_view ${FUNCTION}() {
    static const std::string text = [] {
        std::string joined;
        for (const std::string_view line : kLines) joined += line;
        return joined;
    }();
    return text;
}
}  // namespace liandong::server
")
