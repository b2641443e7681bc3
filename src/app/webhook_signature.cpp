#include "app/webhook_signature.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::string_view kPrefix = "whsec_";
constexpr std::size_t kKeyBytesMin = 24;
constexpr std::size_t kKeyBytesMax = 64;

std::span<const unsigned char> BytesOf(std::string_view text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> WebhookHeaders(
    const KeyedHash& hash, const std::vector<std::string>& keys, std::string_view id, Instant at,
    std::string_view body) {
    const std::string timestamp = std::to_string(ToMillis(at) / 1000);
    std::string content(id);
    content.append(".").append(timestamp).append(".").append(body);
    std::string signatures;
    for (const std::string& key : keys) {
        if (!signatures.empty()) signatures += " ";
        signatures += "v1," + Base64(hash(BytesOf(key), content).bytes);
    }
    return {{"webhook-id", std::string(id)},
            {"webhook-timestamp", timestamp},
            {"webhook-signature", std::move(signatures)}};
}

std::string SecretText(std::string_view key) { return std::string(kPrefix) + Base64(BytesOf(key)); }

Result<std::string> SecretKeyOf(std::string_view text) {
    text = Trim(text);
    if (text.starts_with(kPrefix)) text.remove_prefix(kPrefix.size());
    const auto bytes = FromBase64(text);
    if (!bytes || bytes->size() < kKeyBytesMin || bytes->size() > kKeyBytesMax) {
        return Failure{Invalid("bad_secret", "A secret is whsec_ and 24 to 64 bytes in base64.")};
    }
    return std::string(bytes->begin(), bytes->end());
}

}  // namespace liandong
