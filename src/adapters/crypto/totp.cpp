#include "adapters/crypto/totp.hpp"

#include <array>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "adapters/crypto/random.hpp"
#include "adapters/crypto/secret.hpp"
#include "base/check.hpp"

namespace liandong::crypto {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::int64_t kStepMillis = 30'000;
constexpr int kDigitsMax = 9;

std::string PercentEncoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        const auto byte = static_cast<unsigned char>(c);
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 0x0F];
        }
    }
    return out;
}

}  // namespace

std::string Base32(std::span<const unsigned char> bytes) {
    std::string out;
    std::uint32_t bits = 0;
    int held = 0;
    for (const unsigned char byte : bytes) {
        bits = ((bits << 8) | byte) & 0xFFFU;
        for (held += 8; held >= 5; held -= 5) out += kAlphabet[(bits >> (held - 5)) & 31];
    }
    if (held > 0) out += kAlphabet[(bits << (5 - held)) & 31];
    return out;
}

std::optional<std::vector<unsigned char>> FromBase32(std::string_view text) {
    std::vector<unsigned char> out;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        if (c == ' ' || c == '=') continue;
        const std::size_t digit =
            kAlphabet.find(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = ((bits << 5) | static_cast<std::uint32_t>(digit)) & 0xFFFU;
        held += 5;
        if (held < 8) continue;
        held -= 8;
        out.push_back(static_cast<unsigned char>((bits >> held) & 0xFFU));
    }
    return out;
}

std::vector<unsigned char> NewTotpSecret() {
    std::vector<unsigned char> secret(20);
    FillRandom(secret);
    return secret;
}

std::string TotpCode(std::span<const unsigned char> secret, std::int64_t step, int digits) {
    LD_CHECK(digits >= 1 && digits <= kDigitsMax);
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[i] =
            static_cast<unsigned char>((static_cast<std::uint64_t>(step) >> (56 - 8 * i)) & 0xFFU);
    }
    std::array<unsigned char, 20> mac{};
    unsigned int length = 0;
    LD_CHECK(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
                  counter.size(), mac.data(), &length) != nullptr);
    const std::size_t offset = mac[19] & 0x0FU;
    const std::uint32_t number = (mac[offset] & 0x7FU) * 0x1000000U + mac[offset + 1] * 0x10000U +
                                 mac[offset + 2] * 0x100U + mac[offset + 3];
    std::uint32_t modulus = 1;
    for (int i = 0; i < digits; ++i) modulus *= 10;
    std::string code = std::to_string(number % modulus);
    code.insert(0, static_cast<std::size_t>(digits) - code.size(), '0');
    return code;
}

std::int64_t TotpStep(Instant at) { return ToMillis(at) / kStepMillis; }

std::optional<std::int64_t> MatchTotp(std::span<const unsigned char> secret, std::string_view code,
                                      Instant now, std::int64_t last_step) {
    const std::int64_t present = TotpStep(now);
    std::optional<std::int64_t> matched;
    // All three are always tried, so that the time does not tell which one it was.
    for (std::int64_t step = present - 1; step <= present + 1; ++step) {
        if (SameSecret(TotpCode(secret, step), code) && step > last_step) matched = step;
    }
    return matched;
}

std::string OtpauthUri(std::string_view issuer, std::string_view account,
                       std::span<const unsigned char> secret) {
    return "otpauth://totp/" + PercentEncoded(issuer) + ":" + PercentEncoded(account) +
           "?secret=" + Base32(secret) + "&issuer=" + PercentEncoded(issuer) +
           "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace liandong::crypto
