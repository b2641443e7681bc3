#include "adapters/channels/secret_files.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "app/webhook_signature.hpp"
#include "base/text.hpp"

namespace liandong::channels {
namespace {

constexpr std::size_t kFileBytesMax = 4096;

Error NoSecret(const std::string& name, const std::string& why) {
    Error error = Unavailable("the signing secret \"" + name + "\": " + why);
    error.code = "no_secret";
    return error;
}

bool IsName(std::string_view name) {
    return !name.empty() && name.size() <= 32 && std::ranges::all_of(name, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '_';
    });
}

std::string VariableOf(std::string_view name) {
    std::string variable = "LIANDONG_LINK_SECRET_";
    for (const char c : name) {
        const bool is_lower = c >= 'a' && c <= 'z';
        variable.push_back(c == '-' ? '_' : is_lower ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return variable;
}

class SecretFiles final : public SecretSource {
public:
    explicit SecretFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Result<std::vector<std::string>> Find(const std::string& name) override {
        if (!IsName(name)) return Failure{NoSecret(name, "this is no name of one")};
        LD_TRY(const std::string text, Read(name));
        std::vector<std::string> keys;
        for (const std::string_view line : Split(text, '\n')) {
            if (Trim(line).empty()) continue;
            auto key = SecretKeyOf(line);
            if (!key) return Failure{NoSecret(name, key.error().for_caller)};
            keys.push_back(*std::move(key));
        }
        if (keys.empty()) return Failure{NoSecret(name, "it is empty")};
        return keys;
    }

private:
    [[nodiscard]] Result<std::string> Read(const std::string& name) const {
        // Nothing in the program changes the environment.
        const char* set = std::getenv(VariableOf(name).c_str());  // NOLINT(concurrency-mt-unsafe)
        if (set != nullptr && *set != '\0') return std::string(set);
        const std::filesystem::path path = folder_ / (name + ".secret");
        std::ifstream in(path, std::ios::binary);
        std::string text(kFileBytesMax, '\0');
        in.read(text.data(), static_cast<std::streamsize>(text.size()));
        if (in.bad() || in.gcount() <= 0)
            return Failure{NoSecret(name, "reading " + path.string())};
        text.resize(static_cast<std::size_t>(in.gcount()));
        return text;
    }

    std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<SecretSource> MakeSecretFiles(std::filesystem::path folder) {
    return std::make_unique<SecretFiles>(std::move(folder));
}

}  // namespace liandong::channels
