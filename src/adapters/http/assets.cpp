#include "adapters/http/assets.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <span>

#include <openssl/evp.h>

#include "adapters/http/response_head.hpp"
#include "base/text.hpp"

namespace liandong::http {
namespace {

namespace fs = std::filesystem;

constexpr std::array kTypes{
    std::pair<std::string_view, std::string_view>{".html", "text/html; charset=utf-8"},
    std::pair<std::string_view, std::string_view>{".js", "text/javascript; charset=utf-8"},
    std::pair<std::string_view, std::string_view>{".mjs", "text/javascript; charset=utf-8"},
    std::pair<std::string_view, std::string_view>{".css", "text/css; charset=utf-8"},
    std::pair<std::string_view, std::string_view>{".json", "application/json"},
    std::pair<std::string_view, std::string_view>{".geojson", "application/geo+json"},
    std::pair<std::string_view, std::string_view>{".webmanifest", "application/manifest+json"},
    std::pair<std::string_view, std::string_view>{".svg", "image/svg+xml"},
    std::pair<std::string_view, std::string_view>{".png", "image/png"},
    std::pair<std::string_view, std::string_view>{".jpg", "image/jpeg"},
    std::pair<std::string_view, std::string_view>{".webp", "image/webp"},
    std::pair<std::string_view, std::string_view>{".ico", "image/x-icon"},
    std::pair<std::string_view, std::string_view>{".woff2", "font/woff2"},
    std::pair<std::string_view, std::string_view>{".wasm", "application/wasm"},
    std::pair<std::string_view, std::string_view>{".txt", "text/plain; charset=utf-8"},
    std::pair<std::string_view, std::string_view>{".md", "text/plain; charset=utf-8"},
};

// "index-5f3a9c1e.js", "chunk-BxK3_a9Z.css": eight or more letters of a hash, one of them a digit
// or a capital, between the last '-' or '.' and the ending.
bool NameHasHash(std::string_view name) {
    name = name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
    const std::size_t ending = name.rfind('.');
    if (ending == std::string_view::npos || ending == 0) return false;
    const std::size_t mark = name.find_last_of("-.", ending - 1);
    if (mark == std::string_view::npos) return false;
    const std::string_view hash = name.substr(mark + 1, ending - mark - 1);
    const auto is_hash = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '_';
    };
    const auto is_odd = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    return hash.size() >= 8 && std::all_of(hash.begin(), hash.end(), is_hash) &&
           std::any_of(hash.begin(), hash.end(), is_odd);
}

std::optional<std::string> ReadFile(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (in.bad()) return std::nullopt;
    return bytes;
}

std::optional<std::uint64_t> Digits(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

Result<Assets> Assets::Load(const fs::path& folder) {
    Assets assets;
    std::size_t total = 0;
    std::error_code error;
    // Links are not followed into other folders: what is served lies here.
    for (auto it = fs::recursive_directory_iterator(folder, error);
         !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
        std::error_code ignored;
        if (!it->is_regular_file(ignored) || it->is_symlink(ignored)) continue;
        auto bytes = ReadFile(it->path());
        if (!bytes) return Failure{Unavailable("reading " + it->path().string())};
        total += bytes->size();
        if (total > kAssetsBytesMax)
            return Failure{Unavailable(folder.string() + " is too big to serve")};
        const std::string name = it->path().lexically_relative(folder).generic_string();
        File& file = assets.files_[name];
        file.type = TypeOf(name);
        file.etag = EtagOf(*bytes);
        file.hashed = NameHasHash(name);
        file.plain = std::make_shared<const std::string>(std::move(*bytes));
    }
    if (error) return Failure{Unavailable("reading " + folder.string() + ": " + error.message())};
    for (auto& [name, file] : assets.files_) {
        const auto packed = assets.files_.find(name + ".gz");
        if (packed != assets.files_.end()) file.gzip = packed->second.plain;
    }
    return assets;
}

std::optional<Response> Assets::Serve(const Request& request, std::string_view name) const {
    const auto found = files_.find(name);
    if (found == files_.end()) return std::nullopt;
    const File& file = found->second;
    const bool packed = file.gzip && TakesGzip(request.headers.Get("Accept-Encoding"));
    // The two forms differ in bytes, so they may not share a strong ETag.
    const std::string etag =
        packed ? file.etag.substr(0, file.etag.size() - 1) + "-gz\"" : file.etag;
    Response response;
    response.headers.Set("ETag", etag);
    response.headers.Set("Cache-Control",
                         file.hashed ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.Set("Content-Security-Policy", std::string(kPagePolicy));
    if (file.gzip) response.headers.Set("Vary", "Accept-Encoding");
    if (NotModified(request, etag)) {
        response.status = 304;
        return response;
    }
    response.headers.Set("Content-Type", file.type);
    const auto& bytes = packed ? file.gzip : file.plain;
    if (packed) {
        response.headers.Set("Content-Encoding", "gzip");
        response.body = SharedBytes{bytes, 0, bytes->size()};
        return response;
    }
    response.headers.Set("Accept-Ranges", "bytes");
    const std::string* if_range = request.headers.Find("If-Range");
    const bool ranged = if_range == nullptr || *if_range == etag;
    const ByteRange range =
        ranged ? RangeOf(request.headers.Get("Range"), bytes->size()) : ByteRange{};
    const std::string total = std::to_string(bytes->size());
    switch (range.kind) {
        case ByteRange::Kind::kWhole:
            response.body = SharedBytes{bytes, 0, bytes->size()};
            return response;
        case ByteRange::Kind::kPart:
            response.status = 206;
            response.headers.Set("Content-Range", "bytes " + std::to_string(range.from) + "-" +
                                                      std::to_string(range.from + range.size - 1) +
                                                      "/" + total);
            response.body = SharedBytes{bytes, static_cast<std::size_t>(range.from),
                                        static_cast<std::size_t>(range.size)};
            return response;
        case ByteRange::Kind::kUnsatisfiable:
            response.status = 416;
            response.headers.Set("Content-Range", "bytes */" + total);
            return response;
    }
    LD_CHECK(false);
    return std::nullopt;
}

std::string EtagOf(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    LD_CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) ==
             1);
    return "\"" + Hex(std::span(digest).first(16)) + "\"";
}

bool NotModified(const Request& request, std::string_view etag) {
    for (const std::string_view header : request.headers.All("If-None-Match")) {
        for (std::string_view tag : Split(header, ',')) {
            tag = Trim(tag);
            if (tag.starts_with("W/"))
                tag.remove_prefix(2);  // comparison is weak here (RFC 9110 §13.1.2)
            if (tag == etag || tag == "*") return true;
        }
    }
    return false;
}

bool TakesGzip(std::string_view accept_encoding) {
    for (const std::string_view choice : Split(accept_encoding, ',')) {
        const std::size_t semicolon = choice.find(';');
        if (!SameName(Trim(choice.substr(0, semicolon)), "gzip")) continue;
        if (semicolon == std::string_view::npos) return true;
        const std::string_view weight = Trim(choice.substr(semicolon + 1));
        const bool never = weight.starts_with("q=0") &&
                           weight.find_first_of("123456789", 3) == std::string_view::npos;
        return !never;
    }
    return false;
}

ByteRange RangeOf(std::string_view header, std::uint64_t total) {
    if (!header.starts_with("bytes=") || header.find(',') != std::string_view::npos) return {};
    header.remove_prefix(6);
    const std::size_t dash = header.find('-');
    if (dash == std::string_view::npos) return {};
    const auto first = Digits(Trim(header.substr(0, dash)));
    const auto last = Digits(Trim(header.substr(dash + 1)));
    if (!first && dash != 0) return {};
    if (!last && dash + 1 != header.size()) return {};
    if (!first && !last) return {};
    if (!first) {  // the last so many bytes
        if (*last == 0 || total == 0) return {ByteRange::Kind::kUnsatisfiable, 0, 0};
        const std::uint64_t size = std::min(*last, total);
        return {ByteRange::Kind::kPart, total - size, size};
    }
    if (last && *last < *first) return {};
    if (*first >= total) return {ByteRange::Kind::kUnsatisfiable, 0, 0};
    const std::uint64_t end = last ? std::min(*last, total - 1) : total - 1;
    return {ByteRange::Kind::kPart, *first, end - *first + 1};
}

std::string TypeOf(std::string_view name) {
    for (const auto& [ending, type] : kTypes) {
        if (name.ends_with(ending)) return std::string(type);
    }
    return "application/octet-stream";
}

}  // namespace liandong::http
