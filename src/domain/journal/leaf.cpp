#include "domain/journal/leaf.hpp"

#include <charconv>
#include <concepts>
#include <system_error>

namespace liandong {
namespace {

constexpr std::string_view kMagic = "liandong-leaf-v1\n";

void Append(std::string& out, std::string_view field) {
    out += std::to_string(field.size());
    out += ':';
    out += field;
    out += '\n';
}

// Reads a number only in the one form that std::to_string gives it: no sign +, no leading zero.
template <std::integral T>
bool ReadCanonical(std::string_view text, T& value) {
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc{} && end == text.data() + text.size() &&
           std::to_string(value) == text;
}

class Reader {
public:
    explicit Reader(std::string_view rest) : rest_(rest) {}

    Result<std::string_view> Text(std::string_view name) {
        const std::size_t colon = rest_.substr(0, 21).find(':');
        std::size_t length = 0;
        if (colon == std::string_view::npos || !ReadCanonical(rest_.substr(0, colon), length))
            return Bad(name);
        rest_.remove_prefix(colon + 1);
        if (rest_.size() <= length || rest_[length] != '\n') return Bad(name);
        const std::string_view field = rest_.substr(0, length);
        rest_.remove_prefix(length + 1);
        return field;
    }

    template <std::integral T>
    Result<T> Number(std::string_view name) {
        LD_TRY(const std::string_view text, Text(name));
        T value = 0;
        if (!ReadCanonical(text, value)) return Bad(name);
        return value;
    }

    [[nodiscard]] bool AtEnd() const { return rest_.empty(); }

    static Failure<Error> Bad(std::string_view name) {
        return Failure{Invalid("bad_leaf", "The leaf's " + std::string(name) + " cannot be read.")};
    }

private:
    std::string_view rest_;
};

}  // namespace

std::string LeafBytes(const LeafFields& fields) {
    std::string out;
    out.reserve(kMagic.size() + 160 + fields.payload.size());
    out += kMagic;
    Append(out, fields.city);
    Append(out, std::to_string(fields.case_id));
    Append(out, std::to_string(fields.seq));
    Append(out, fields.kind);
    Append(out, std::to_string(fields.at_ms));
    Append(out, std::to_string(fields.recorded_ms));
    Append(out, fields.actor);
    Append(out, fields.profile_version);
    Append(out, fields.payload);
    return out;
}

Result<LeafFields> ParseLeaf(std::string_view bytes) {
    if (!bytes.starts_with(kMagic)) return Reader::Bad("first line");
    Reader reader(bytes.substr(kMagic.size()));
    LeafFields fields;
    LD_TRY(fields.city, reader.Text("city"));
    LD_TRY(fields.case_id, reader.Number<std::int64_t>("case_id"));
    LD_TRY(fields.seq, reader.Number<std::uint32_t>("seq"));
    LD_TRY(fields.kind, reader.Text("kind"));
    LD_TRY(fields.at_ms, reader.Number<std::int64_t>("at_ms"));
    LD_TRY(fields.recorded_ms, reader.Number<std::int64_t>("recorded_ms"));
    LD_TRY(fields.actor, reader.Text("actor"));
    LD_TRY(fields.profile_version, reader.Text("profile_version"));
    LD_TRY(fields.payload, reader.Text("payload"));
    if (!reader.AtEnd()) return Reader::Bad("end");
    return fields;
}

}  // namespace liandong
