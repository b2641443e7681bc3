#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "adapters/content/content_check.hpp"
#include "adapters/content/skeleton.hpp"
#include "base/check.hpp"

// The first byte picks a skeleton, so that ours are walked without libmagic's consent; every fourth
// input goes the whole way.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liandong::content;
    if (size < 2) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto type = static_cast<ContentType>(1 + data[0] % 11);
    const bool whole = IsWhole(type, bytes);
    const bool hides = HidesAnother(type, bytes);
    if (data[0] % 4 != 0) return 0;
    const auto checked = CheckContent(bytes, "image/png");
    if (checked && checked->type == type) LD_CHECK(whole && !hides);
    return 0;
}
