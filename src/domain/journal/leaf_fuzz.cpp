// Any bytes: either refused, or the one form of the fields that were read.
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "domain/journal/leaf.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto fields = liandong::ParseLeaf(bytes))
        LD_CHECK(liandong::LeafBytes(*fields) == bytes);
    return 0;
}
