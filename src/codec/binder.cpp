#include "codec/binder.hpp"

#include <array>
#include <cstdio>

#include "base/text.hpp"

namespace liandong::json {

void WriteString(std::string& out, std::string_view text) {
    out.push_back('"');
    for (const char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    std::array<char, 8> escape{};
                    std::snprintf(escape.data(), escape.size(), "\\u%04x",
                                  static_cast<unsigned>(c));
                    out += escape.data();
                } else {
                    out.push_back(c);
                }
        }
    }
    out.push_back('"');
}

void WriteDouble(std::string& out, double value) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    std::array<char, 32> text{};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-bounds-pointer-arithmetic): to_chars wants a range
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    out.append(text.data(), end);
}

std::string Path::Pointer() const {
    if (parent == nullptr) return "";
    if (member.data() == nullptr) return parent->Pointer() + "/" + std::to_string(index);
    return parent->Pointer() + "/" + std::string(FirstCodePoints(member, 60));
}

namespace detail {

MaybeFault ReadString(const bj::value& from, std::string& to, const Path& path) {
    const bj::string* text = from.if_string();
    if (text == nullptr) return Wrong(path, "must be a string");
    to.assign(text->data(), text->size());
    return std::nullopt;
}

MaybeFault ReadInteger(const bj::value& from, std::int64_t least, std::int64_t most,
                       std::int64_t& to, const Path& path) {
    bj::error_code failed;
    to = from.is_int64() || from.is_uint64() ? from.to_number<std::int64_t>(failed) : 0;
    if (failed || from.is_double() || !from.is_number() || to < least || to > most) {
        return Wrong(path, "must be a whole number from " + std::to_string(least) + " to " +
                               std::to_string(most));
    }
    return std::nullopt;
}

MaybeFault ReadInstant(const bj::value& from, Instant& to, const Path& path) {
    const bj::string* text = from.if_string();
    if (text == nullptr) return Wrong(path, "must be a time such as 2026-03-02T09:00:00+08:00");
    const auto at = ParseRfc3339(std::string_view(text->data(), text->size()));
    if (!at) return Wrong(path, "must be a time such as 2026-03-02T09:00:00+08:00");
    to = *at;
    return std::nullopt;
}

MaybeFault ReadDigest(const bj::value& from, Digest& to, const Path& path) {
    const bj::string* text = from.if_string();
    const auto bytes =
        text == nullptr ? std::nullopt : FromHex(std::string_view(text->data(), text->size()));
    if (!bytes || bytes->size() != to.bytes.size()) return Wrong(path, "must be 64 hex digits");
    std::copy(bytes->begin(), bytes->end(), to.bytes.begin());
    return std::nullopt;
}

MaybeFault ReadCaseId(const bj::value& from, CaseId& to, const Path& path) {
    const bj::string* text = from.if_string();
    std::int64_t number = 0;
    if (text != nullptr && !text->empty() && text->size() <= 18) {
        const char* end = text->data() + text->size();
        const auto [stopped, failed] = std::from_chars(text->data(), end, number);
        if (failed == std::errc{} && stopped == end && number > 0) {
            to.value = number;
            return std::nullopt;
        }
    }
    return Wrong(path, "must be a case number");
}

}  // namespace detail

Result<bj::value> ParseJson(std::string_view text) {
    bj::parse_options options;
    options.max_depth = 64;
    bj::error_code failed;
    bj::parser parser({}, options);
    const std::size_t read = parser.write(bj::string_view(text.data(), text.size()), failed);
    if (failed || read != text.size()) {
        Error error = Invalid("bad_json", "The body is not valid JSON.");
        error.args = {{"at", std::to_string(read)}};
        error.for_log += " " + failed.message();
        return Failure{std::move(error)};
    }
    return parser.release();
}

}  // namespace liandong::json
