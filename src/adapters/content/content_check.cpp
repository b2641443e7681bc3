#include "adapters/content/content_check.hpp"

#include <array>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include <magic.h>

#include "adapters/content/skeleton.hpp"
#include "base/text.hpp"

namespace liandong::content {
namespace {

struct CookieFree {
    void operator()(magic_t cookie) const { magic_close(cookie); }
};
using Cookie = std::unique_ptr<std::remove_pointer_t<magic_t>, CookieFree>;

struct Allowed {
    std::string_view media_type;  ///< what we store and serve
    ContentType type;
    std::string_view extension;
};
/// The first line of a type is the one we give out; the others are names that libmagic or clients
/// use for it.
constexpr std::array kAllowed{
    Allowed{"image/jpeg", ContentType::kJpeg, "jpg"},
    Allowed{"image/jpg", ContentType::kJpeg, "jpg"},
    Allowed{"image/pjpeg", ContentType::kJpeg, "jpg"},
    Allowed{"image/png", ContentType::kPng, "png"},
    Allowed{"image/webp", ContentType::kWebp, "webp"},
    Allowed{"image/heic", ContentType::kHeic, "heic"},
    Allowed{"image/heif", ContentType::kHeic, "heic"},
    Allowed{"audio/mpeg", ContentType::kMp3, "mp3"},
    Allowed{"audio/mp3", ContentType::kMp3, "mp3"},
    Allowed{"audio/mpegapplication/octet-stream", ContentType::kMp3, "mp3"},  // libmagic 5.44, ID3
                                                                              // in front
    Allowed{"audio/wav", ContentType::kWav, "wav"},
    Allowed{"audio/x-wav", ContentType::kWav, "wav"},
    Allowed{"audio/vnd.wave", ContentType::kWav, "wav"},
    Allowed{"audio/amr", ContentType::kAmr, "amr"},
    Allowed{"audio/amr-wb", ContentType::kAmr, "amr"},
    Allowed{"audio/mp4", ContentType::kM4a, "m4a"},
    Allowed{"audio/x-m4a", ContentType::kM4a, "m4a"},
    Allowed{"audio/m4a", ContentType::kM4a, "m4a"},
    Allowed{"audio/ogg", ContentType::kOgg, "ogg"},
    Allowed{"application/ogg", ContentType::kOgg, "ogg"},
    Allowed{"video/mp4", ContentType::kMp4, "mp4"},
    Allowed{"application/pdf", ContentType::kPdf, "pdf"},
};

std::string LowerCase(std::string_view text) {
    std::string out(text);
    for (char& byte : out) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return out;
}

const Allowed* FindAllowed(std::string_view media_type) {
    const std::string name = LowerCase(Trim(media_type.substr(0, media_type.find(';'))));
    for (const Allowed& allowed : kAllowed) {
        if (allowed.media_type == name) return &allowed;
    }
    return nullptr;
}

const Allowed& Main(ContentType type) {
    for (const Allowed& allowed : kAllowed) {
        if (allowed.type == type) return allowed;
    }
    return kAllowed.front();
}

/// A cookie serves one thread at a time and takes milliseconds to load: each thread keeps its own.
Result<std::string> AskMagic(std::string_view bytes) {
    thread_local Cookie cookie;
    if (!cookie) {
        Cookie fresh(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR));
        if (!fresh) return Failure{Unavailable("libmagic gives no cookie")};
        if (magic_load(fresh.get(), nullptr) != 0) {
            return Failure{Unavailable(std::string("loading libmagic's database: ") +
                                       magic_error(fresh.get()))};
        }
        cookie = std::move(fresh);
    }
    const char* found = magic_buffer(cookie.get(), bytes.data(), bytes.size());
    if (found == nullptr) return std::string("application/octet-stream");
    return std::string(found);
}

/// Audio in an MP4 frame is told by its brand alone.
ContentType Refine(ContentType type, std::string_view bytes) {
    if (type == ContentType::kMp4 && bytes.size() > 11 && bytes.substr(8, 3) == "M4A")
        return ContentType::kM4a;
    return type;
}

Error Refused(std::string code, std::string_view found) {
    Error error = Invalid(std::move(code), "This file is not one that may be attached.");
    error.args = {{"found", std::string(found)}};
    return error;
}

}  // namespace

Result<CheckedContent> CheckContent(std::string_view bytes, std::string_view claimed_media_type,
                                    const ContentLimits& limits) {
    if (bytes.empty()) return Failure{Invalid("content_empty", "The file is empty.")};
    if (bytes.size() > limits.bytes_max) {
        Error error = Invalid("content_too_large", "The file is too large.");
        error.args = {{"bytes_max", std::to_string(limits.bytes_max)}};
        return Failure{std::move(error)};
    }
    LD_TRY(const std::string found, AskMagic(bytes));
    const Allowed* allowed = FindAllowed(found);
    if (allowed == nullptr) return Failure{Refused("content_type_refused", found)};
    const ContentType type = Refine(allowed->type, bytes);
    if (HidesAnother(type, bytes)) return Failure{Refused("content_disguised", found)};
    if (!IsWhole(type, bytes)) return Failure{Refused("content_truncated", found)};
    const Allowed& main = Main(type);
    const Allowed* claimed = FindAllowed(claimed_media_type);
    const bool as_claimed =
        Trim(claimed_media_type).empty() || (claimed != nullptr && claimed->type == type);
    return CheckedContent{type, main.media_type, main.extension, as_claimed};
}

}  // namespace liandong::content
