#include <cstddef>
#include <cstdint>

#include "adapters/http/multipart.hpp"
#include "base/check.hpp"
#include "base/text.hpp"

// The first line of the input is the content type, the rest the body. Whatever comes in: parts lie
// inside the body and names are UTF-8 without folders.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liandong;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t line = input.find('\n');
    const std::string_view type =
        line == std::string_view::npos ? "multipart/form-data; boundary=b" : input.substr(0, line);
    const std::string_view body = line == std::string_view::npos ? input : input.substr(line + 1);
    const auto parts =
        http::ParseMultipart(type, body, {.parts_max = 8, .part_header_bytes_max = 256});
    if (!parts) return 0;
    LD_CHECK(parts->size() <= 8);
    for (const auto& part : *parts) {
        LD_CHECK(IsUtf8(part.name));
        LD_CHECK(part.bytes.empty() ||
                 (part.bytes.data() >= body.data() &&
                  part.bytes.data() + part.bytes.size() <= body.data() + body.size()));
        if (part.file_name) {
            LD_CHECK(IsUtf8(*part.file_name) &&
                     part.file_name->find_first_of("/\\") == std::string::npos);
        }
    }
    return 0;
}
