// Whatever comes as a body is read or refused with a place, and never harms. The first byte chooses
// what it is read as.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/http/routes/json_body.hpp"

namespace {

template <class T>
void ReadAs(std::string_view text) {
    const auto read = liandong::json::FromJson<T>(text);
    if (!read && read.error().kind != liandong::ErrorKind::kInvalid) __builtin_trap();
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 5) {
        case 0: ReadAs<liandong::OpenCaseBody>(text); break;
        case 1: ReadAs<liandong::Amend>(text); break;
        case 2: ReadAs<liandong::Finish>(text); break;
        case 3: ReadAs<liandong::SplitBody>(text); break;
        default: ReadAs<liandong::NewUser>(text); break;
    }
    return 0;
}
