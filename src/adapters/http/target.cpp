#include "adapters/http/target.hpp"

#include <optional>

#include "base/text.hpp"

namespace liandong::http {
namespace {

int Digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

enum class Plus : std::uint8_t { kPlus, kBlank };

std::optional<std::string> Unescape(std::string_view raw, Plus plus) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '%') {
            if (raw.size() - i < 3) return std::nullopt;
            const int high = Digit(raw[i + 1]);
            const int low = Digit(raw[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else if (raw[i] == '+' && plus == Plus::kBlank) {
            out.push_back(' ');
        } else {
            out.push_back(raw[i]);
        }
    }
    return out;
}

bool HasControl(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
    }
    return false;
}

// '/' inside a decoded segment or '\' would let two readers of one path disagree about its
// segments.
bool SegmentIsFine(std::string_view segment) {
    return segment != "." && segment != ".." &&
           segment.find_first_of("/\\") == std::string_view::npos && !HasControl(segment) &&
           IsUtf8(segment);
}

Failure<Error> BadPath() {
    return Failure{Invalid("bad_path", "The path of the request is malformed.")};
}
Failure<Error> BadQuery() {
    return Failure{Invalid("bad_query", "The query of the request is malformed.")};
}

Result<std::string> DecodePath(std::string_view raw) {
    if (raw.empty() || raw.front() != '/') return BadPath();
    std::string path;
    path.reserve(raw.size());
    for (const std::string_view segment : Split(raw.substr(1), '/')) {
        const std::optional<std::string> decoded = Unescape(segment, Plus::kPlus);
        if (!decoded || !SegmentIsFine(*decoded)) return BadPath();
        path.push_back('/');
        path += *decoded;
    }
    return path;
}

// "http://host:80/a" → "/a": RFC 9112 §3.2.2 asks every server to understand it.
std::string_view WithoutAuthority(std::string_view raw) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (raw.size() >= scheme.size() && SameName(raw.substr(0, scheme.size()), scheme)) {
            const std::size_t slash = raw.find_first_of("/?", scheme.size());
            return slash == std::string_view::npos ? std::string_view{"/"} : raw.substr(slash);
        }
    }
    return raw;
}

}  // namespace

Result<Target> DecodeTarget(std::string_view raw) {
    if (raw == "*") return Target{"/", Pairs{}};
    if (raw.find('#') != std::string_view::npos) return BadPath();
    raw = WithoutAuthority(raw);
    const std::size_t question = raw.find('?');
    LD_TRY(std::string path, DecodePath(raw.substr(0, question)));
    if (question == std::string_view::npos) return Target{std::move(path), Pairs{}};
    LD_TRY(Pairs query, DecodeForm(raw.substr(question + 1)));
    return Target{std::move(path), std::move(query)};
}

Result<Pairs> DecodeForm(std::string_view raw) {
    Pairs pairs;
    if (raw.empty()) return pairs;
    for (const std::string_view pair : Split(raw, '&')) {
        if (pair.empty()) continue;
        const std::size_t equals = pair.find('=');
        auto name = Unescape(pair.substr(0, equals), Plus::kBlank);
        auto value = Unescape(
            equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1),
            Plus::kBlank);
        if (!name || !value || !IsUtf8(*name) || !IsUtf8(*value) || HasControl(*name))
            return BadQuery();
        // NUL cuts a text short in every C library below us.
        if (value->find('\0') != std::string::npos) return BadQuery();
        if (pairs.Everything().size() == kQueryPairsMax) return BadQuery();
        pairs.Add(std::move(*name), std::move(*value));
    }
    return pairs;
}

void AppendCookies(std::string_view header, Pairs& cookies) {
    for (std::string_view pair : Split(header, ';')) {
        pair = Trim(pair);
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos || equals == 0) continue;
        if (cookies.Everything().size() == kCookiesMax) return;
        std::string_view value = pair.substr(equals + 1);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
            value = value.substr(1, value.size() - 2);
        }
        cookies.Add(std::string(pair.substr(0, equals)), std::string(value));
    }
}

}  // namespace liandong::http
