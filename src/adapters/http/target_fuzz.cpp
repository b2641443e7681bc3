#include <cstddef>
#include <cstdint>

#include "adapters/http/target.hpp"
#include "base/check.hpp"
#include "base/text.hpp"

// Whatever comes in: what comes out is UTF-8, rooted, and has no way up.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liandong;
    const std::string_view raw(reinterpret_cast<const char*>(data), size);
    if (const auto target = http::DecodeTarget(raw)) {
        LD_CHECK(target->path.starts_with('/'));
        LD_CHECK(IsUtf8(target->path));
        LD_CHECK(("/" + target->path + "/").find("/../") == std::string::npos);
        LD_CHECK(target->path.find('\0') == std::string::npos);
        LD_CHECK(target->query.Everything().size() <= http::kQueryPairsMax);
        for (const auto& [name, value] : target->query.Everything()) {
            LD_CHECK(IsUtf8(name) && IsUtf8(value));
        }
    }
    http::Pairs cookies;
    http::AppendCookies(raw, cookies);
    LD_CHECK(cookies.Everything().size() <= http::kCookiesMax);
    return 0;
}
