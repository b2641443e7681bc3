#include "domain/journal/digest.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace liandong {

std::string Digest::Hex() const { return liandong::Hex(bytes); }

Result<Digest> ParseDigest(std::string_view hex) {
    const auto read = FromHex(hex);
    Digest digest;
    if (!read || read->size() != digest.bytes.size()) {
        return Failure{Invalid("bad_digest", "A digest is 64 hexadecimal digits.")};
    }
    std::ranges::copy(*read, digest.bytes.begin());
    return digest;
}

}  // namespace liandong
