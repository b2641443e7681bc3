#include "adapters/profile/profile_files.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

#include <openssl/evp.h>

#include "adapters/profile/load_profile.hpp"
#include "base/text.hpp"

namespace liandong::profile {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 18> kNames{
    "assessment.toml",     "calendar.csv", "catalogue.csv",
    "categories.csv",      "city.toml",    "decline-reasons.csv",
    "gazetteer.csv",       "grid.geojson", "hand-over.csv",
    "linked-systems.toml", "people.toml",  "places.csv",
    "quality.toml",        "shifts.csv",   "skills.csv",
    "staff.csv",           "synonyms.csv", "units.csv"};
constexpr std::uintmax_t kFileBytesMax = 8U << 20U;
constexpr std::uintmax_t kGridBytesMax = 256U << 20U;
constexpr std::size_t kArticlesMax = 10'000;

std::size_t MalformedAt(std::string_view text) {
    // IsUtf8 is monotone in the length but for a cut character at the end: narrow down, then step.
    std::size_t good = 0;
    for (std::size_t step = text.size(); step > 0; step /= 2) {
        while (good + step <= text.size() && IsUtf8(text.substr(0, good + step))) good += step;
    }
    return good;
}

std::optional<std::string> ReadFile(const fs::path& directory, const std::string& name,
                                    FaultList& faults) {
    std::error_code trouble;
    const fs::path path = directory / name;
    const fs::file_status status = fs::status(path, trouble);
    if (status.type() == fs::file_type::not_found) {
        faults.Add(name, {}, "the file is missing",
                   "create it (profiles/README.md says what it holds)");
        return std::nullopt;
    }
    const std::uintmax_t most = name == "grid.geojson" ? kGridBytesMax : kFileBytesMax;
    const std::uintmax_t size = fs::is_regular_file(status) ? fs::file_size(path, trouble) : 0;
    if (trouble || !fs::is_regular_file(status)) {
        faults.Add(name, {}, "it cannot be read", "make it a plain file that the server may read");
        return std::nullopt;
    }
    if (size > most) {
        faults.Add(name, {}, "the file has " + std::to_string(size) + " bytes",
                   "keep it within " + std::to_string(most) + " bytes");
        return std::nullopt;
    }
    std::string bytes(size, '\0');
    std::ifstream in(path, std::ios::binary);
    in.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!in || in.gcount() != static_cast<std::streamsize>(size)) {
        faults.Add(name, {}, "it cannot be read", "make it a plain file that the server may read");
        return std::nullopt;
    }
    if (!IsUtf8(bytes)) {
        faults.Add(name, SpotOf(bytes, MalformedAt(bytes)), "a byte that is not UTF-8",
                   "save the file as UTF-8 (a spreadsheet may have written GBK)");
        return std::nullopt;
    }
    return bytes;
}

std::vector<std::string> ArticleNames(const fs::path& directory) {
    std::vector<std::string> names;
    std::error_code trouble;
    for (fs::directory_iterator it(directory / "knowledge", trouble), end; !trouble && it != end;
         it.increment(trouble)) {
        const std::string name = it->path().filename().string();
        if (name.ends_with(".md") && IsUtf8(name)) names.push_back("knowledge/" + name);
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace

const std::string* ProfileFiles::Find(std::string_view name) const {
    const auto found = bytes.find(name);
    return found == bytes.end() ? nullptr : &found->second;
}

ProfileFiles ReadProfileFiles(const fs::path& directory, FaultList& faults) {
    ProfileFiles files;
    std::vector<std::string> names(kNames.begin(), kNames.end());
    const std::vector<std::string> articles = ArticleNames(directory);
    if (articles.size() > kArticlesMax) {
        faults.Add("knowledge", {}, std::to_string(articles.size()) + " articles",
                   "keep at most " + std::to_string(kArticlesMax));
    } else {
        names.insert(names.end(), articles.begin(), articles.end());
    }
    for (const std::string& name : names) {
        if (auto bytes = ReadFile(directory, name, faults))
            files.bytes.emplace(name, *std::move(bytes));
    }
    return files;
}

std::string VersionOf(const ProfileFiles& files) {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    bool done = context != nullptr && EVP_DigestInit_ex(context, EVP_sha256(), nullptr) == 1;
    for (const auto& [name, bytes] : files.bytes) {
        const std::string head = name + '\n' + std::to_string(bytes.size()) + '\n';
        done = done && EVP_DigestUpdate(context, head.data(), head.size()) == 1 &&
               EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1;
    }
    done = done && EVP_DigestFinal_ex(context, digest.data(), &size) == 1;
    EVP_MD_CTX_free(context);
    LD_CHECK(done && size == 32);
    return Hex(std::span(digest).first(8));
}

std::string ProfileFingerprint(const fs::path& directory) {
    std::vector<std::string> names(kNames.begin(), kNames.end());
    for (std::string& name : ArticleNames(directory)) names.push_back(std::move(name));
    std::string all;
    for (const std::string& name : names) {
        std::error_code trouble;
        const auto size = fs::file_size(directory / name, trouble);
        const auto at = fs::last_write_time(directory / name, trouble);
        all += name + '\t' + std::to_string(trouble ? 0 : size) + '\t' +
               std::to_string(trouble ? 0 : at.time_since_epoch().count()) + '\n';
    }
    return all;
}

}  // namespace liandong::profile
