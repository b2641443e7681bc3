#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/learn/model_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)liandong::ModelOfBytes({reinterpret_cast<const char*>(data), size});
    return 0;
}
