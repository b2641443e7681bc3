#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "domain/journal/digest.hpp"

namespace liandong::crypto {

/// SHA-256 at once. Any thread; fits `HashFunction`.
[[nodiscard]] Digest Sha256(std::span<const unsigned char> bytes);
[[nodiscard]] Digest Sha256(std::string_view bytes);

/// HMAC-SHA256: a hash that only the holder of the key can make, as for search tokens.
[[nodiscard]] Digest HmacSha256(std::span<const unsigned char> key, std::string_view bytes);

/// SHA-256 of what comes in parts, as of an uploaded file.
class Sha256Stream {
public:
    Sha256Stream();
    Sha256Stream(const Sha256Stream&) = delete;
    Sha256Stream& operator=(const Sha256Stream&) = delete;
    Sha256Stream(Sha256Stream&&) noexcept;
    Sha256Stream& operator=(Sha256Stream&&) noexcept;
    ~Sha256Stream();

    Sha256Stream& Add(std::span<const unsigned char> bytes);
    Sha256Stream& Add(std::string_view bytes);
    /// The digest of all parts; the stream is then empty again.
    [[nodiscard]] Digest Finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace liandong::crypto
