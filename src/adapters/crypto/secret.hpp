#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace liandong::crypto {

/// Overwrites in a way that no compiler leaves out.
void Wipe(std::span<unsigned char> bytes);
void Wipe(std::string& text);

/// Whether two secrets are equal, in a time that depends on their lengths only.
[[nodiscard]] bool SameSecret(std::string_view a, std::string_view b);

/// 32 secret bytes that are overwritten when they go. Moves, never copies, so that none is
/// forgotten.
class SecretKey {
public:
    static constexpr std::size_t kSize = 32;

    SecretKey() = default;
    explicit SecretKey(std::span<const unsigned char, kSize> bytes);
    SecretKey(SecretKey&& other) noexcept;
    SecretKey& operator=(SecretKey&& other) noexcept;
    SecretKey(const SecretKey&) = delete;
    SecretKey& operator=(const SecretKey&) = delete;
    ~SecretKey();

    [[nodiscard]] static SecretKey Random();
    [[nodiscard]] std::span<const unsigned char, kSize> Bytes() const { return bytes_; }
    [[nodiscard]] std::span<unsigned char, kSize> Bytes() { return bytes_; }

private:
    std::array<unsigned char, kSize> bytes_{};
};

}  // namespace liandong::crypto
