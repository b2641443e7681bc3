#pragma once

// Reads and writes described types as JSON text. Heavy (Boost.JSON): include it in .cpp files only.
// Boost.JSON's own conversion wants every optional present, knows no unknown-member policy and
// gives no path in its errors, so it is unfit for an API; this is the small part we need instead.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include "codec/describe.hpp"

namespace liandong::json {

namespace bd = boost::describe;
namespace bj = boost::json;

template <class T>
concept Described = bd::has_describe_members<T>::value;

// ---- writing: members in declaration order, empty optionals left out ---------------------------------------------

void WriteString(std::string& out, std::string_view text);
void WriteDouble(std::string& out, double value);

template <class T>
void Write(std::string& out, const T& value);

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsSet : std::false_type {};
template <class... T>
struct IsSet<std::set<T...>> : std::true_type {};
template <class T>
struct IsSealed : std::false_type {};
template <class T>
struct IsSealed<Sealed<T>> : std::true_type {};
template <class T>
struct IsId : std::false_type {};
template <class Tag, class Rep>
struct IsId<Id<Tag, Rep>> : std::true_type {};

// An empty optional is left out; everything else is a member.
template <class T>
bool IsAbsent(const T& value) {
    if constexpr (IsOptional<T>::value) {
        return !value.has_value();
    } else {
        return false;
    }
}

template <class T>
void WriteMembers(std::string& out, const T& value) {
    out.push_back('{');
    bool first = true;
    boost::mp11::mp_for_each<bd::describe_members<T, bd::mod_any_access>>([&](auto d) {
        const auto& member = value.*d.pointer;
        if (IsAbsent(member)) return;
        if (!first) out.push_back(',');
        first = false;
        WriteString(out, d.name);
        out.push_back(':');
        Write(out, member);
    });
    out.push_back('}');
}

template <class T>
void WriteList(std::string& out, const T& values) {
    out.push_back('[');
    bool first = true;
    for (const auto& value : values) {
        if (!first) out.push_back(',');
        first = false;
        Write(out, value);
    }
    out.push_back(']');
}

}  // namespace detail

template <class T>
void Write(std::string& out, const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
        WriteString(out, value);
    } else if constexpr (std::is_integral_v<T>) {
        char text[24];
        const auto end = std::to_chars(text, text + sizeof text, value).ptr;
        out.append(text, end);
    } else if constexpr (std::is_floating_point_v<T>) {
        WriteDouble(out, value);
    } else if constexpr (std::is_same_v<T, RawJson>) {
        out += value.text;
    } else if constexpr (NamedEnum<T>) {
        WriteString(out, Code(value));
    } else if constexpr (std::is_same_v<T, Instant>) {
        WriteString(out, FormatRfc3339(value, UtcOffset{0}));
    } else if constexpr (std::is_same_v<T, LocalTime>) {
        WriteString(out, FormatRfc3339(value.at, value.offset));
    } else if constexpr (std::is_same_v<T, Digest>) {
        WriteString(out, value.Hex());
    } else if constexpr (std::is_same_v<T, CaseId>) {
        WriteString(out, std::to_string(value.value));
    } else if constexpr (detail::IsId<T>::value) {
        Write(out, value.value);
    } else if constexpr (detail::IsOptional<T>::value) {
        value ? Write(out, *value) : void(out += "null");
    } else if constexpr (detail::IsVector<T>::value || detail::IsSet<T>::value) {
        detail::WriteList(out, value);
    } else {
        static_assert(Described<T>, "describe the type in codec/describe.hpp");
        detail::WriteMembers(out, value);
    }
}

template <class T>
[[nodiscard]] std::string ToJson(const T& value) {
    std::string out;
    Write(out, value);
    return out;
}

// ---- reading: unknown members are refused, errors name the place as a JSON pointer -------------------------------

/// The first thing that was wrong: where ("/assisting/2") and what ("must be a string").
struct Fault {
    std::string pointer;
    std::string what;
};

/// Where we are in the document, as a chain on the stack: no text is built until something is
/// wrong.
struct Path {
    const Path* parent = nullptr;
    std::string_view member;
    std::size_t index = 0;
    [[nodiscard]] std::string Pointer() const;
};

using MaybeFault = std::optional<Fault>;

template <class T>
[[nodiscard]] MaybeFault Read(const bj::value& from, T& to, const Path& path);

namespace detail {

inline MaybeFault Wrong(const Path& path, std::string what) {
    return Fault{path.Pointer(), std::move(what)};
}
MaybeFault ReadString(const bj::value& from, std::string& to, const Path& path);
MaybeFault ReadInteger(const bj::value& from, std::int64_t least, std::int64_t most,
                       std::int64_t& to, const Path& path);
MaybeFault ReadInstant(const bj::value& from, Instant& to, const Path& path);
MaybeFault ReadDigest(const bj::value& from, Digest& to, const Path& path);
MaybeFault ReadCaseId(const bj::value& from, CaseId& to, const Path& path);

template <class T>
MaybeFault ReadMembers(const bj::value& from, T& to, const Path& path) {
    const bj::object* object = from.if_object();
    if (object == nullptr) return Wrong(path, "must be an object");
    MaybeFault fault;
    std::size_t known = 0;
    boost::mp11::mp_for_each<bd::describe_members<T, bd::mod_any_access>>([&](auto d) {
        if (fault) return;
        using Member = std::remove_reference_t<decltype(to.*d.pointer)>;
        const bj::value* value = object->if_contains(d.name);
        if (value == nullptr) {
            if constexpr (!IsOptional<Member>::value) {
                if (!HasDefault<T> || std::ranges::find(kRequired<T>, d.name) != kRequired<T>.end())
                    fault = Wrong(path, std::string("member is missing: ") + d.name);
            }
            return;
        }
        ++known;
        fault = Read(*value, to.*d.pointer, Path{&path, d.name, 0});
    });
    if (!fault && known != object->size()) {
        for (const auto& [name, value] : *object) {
            bool described = false;
            boost::mp11::mp_for_each<bd::describe_members<T, bd::mod_any_access>>(
                [&](auto d) { described = described || name == d.name; });
            if (!described)
                return Wrong(Path{&path, std::string_view(name.data(), name.size()), 0},
                             "is not known here");
        }
    }
    return fault;
}

template <class T>
MaybeFault ReadList(const bj::value& from, std::vector<T>& to, const Path& path) {
    const bj::array* array = from.if_array();
    if (array == nullptr) return Wrong(path, "must be a list");
    to.clear();
    to.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
        T item{};
        if (auto fault = Read((*array)[i], item, Path{&path, {}, i})) return fault;
        to.push_back(std::move(item));
    }
    return std::nullopt;
}

template <class E>
MaybeFault ReadEnum(const bj::value& from, E& to, const Path& path) {
    const bj::string* text = from.if_string();
    if (text != nullptr) {
        if (const auto found = FromCode<E>(std::string_view(text->data(), text->size()))) {
            to = *found;
            return std::nullopt;
        }
    }
    std::string allowed;
    for (const auto& named : kNames<E>)
        allowed += (allowed.empty() ? "" : ", ") + std::string(named.code);
    return Wrong(path, "must be one of: " + allowed);
}

}  // namespace detail

template <class T>
MaybeFault Read(const bj::value& from, T& to, const Path& path) {
    if constexpr (std::is_same_v<T, bool>) {
        if (!from.is_bool()) return detail::Wrong(path, "must be true or false");
        to = from.get_bool();
        return std::nullopt;
    } else if constexpr (std::is_same_v<T, std::string>) {
        return detail::ReadString(from, to, path);
    } else if constexpr (std::is_integral_v<T>) {
        std::int64_t wide = 0;
        auto fault = detail::ReadInteger(from, std::numeric_limits<T>::min(),
                                         std::numeric_limits<T>::max(), wide, path);
        to = static_cast<T>(wide);
        return fault;
    } else if constexpr (std::is_floating_point_v<T>) {
        bj::error_code failed;
        to = from.to_number<double>(failed);
        if (failed || !std::isfinite(to)) return detail::Wrong(path, "must be a number");
        return std::nullopt;
    } else if constexpr (NamedEnum<T>) {
        return detail::ReadEnum(from, to, path);
    } else if constexpr (std::is_same_v<T, Instant>) {
        return detail::ReadInstant(from, to, path);
    } else if constexpr (std::is_same_v<T, Digest>) {
        return detail::ReadDigest(from, to, path);
    } else if constexpr (std::is_same_v<T, CaseId>) {
        return detail::ReadCaseId(from, to, path);
    } else if constexpr (detail::IsId<T>::value) {
        return Read(from, to.value, path);
    } else if constexpr (detail::IsSealed<T>::value) {
        return Read(from, to.plain, path);
    } else if constexpr (detail::IsOptional<T>::value) {
        if (from.is_null()) {
            to.reset();
            return std::nullopt;
        }
        return Read(from, to.emplace(), path);
    } else if constexpr (detail::IsVector<T>::value) {
        return detail::ReadList(from, to, path);
    } else {
        static_assert(Described<T>, "describe the type in codec/describe.hpp");
        return detail::ReadMembers(from, to, path);
    }
}

/// Parses bounded JSON: at most 64 levels deep, UTF-8 checked. Of a repeated member the last one
/// counts. Errors: kInvalid "bad_json" with args "at".
[[nodiscard]] Result<bj::value> ParseJson(std::string_view text);

/// Errors: kInvalid "bad_json" or "bad_field" with args "field" (a JSON pointer) and "problem".
template <class T>
[[nodiscard]] Result<T> FromJson(std::string_view text) {
    LD_TRY(const bj::value parsed, ParseJson(text));
    T value{};
    if (auto fault = Read(parsed, value, Path{})) {
        Error error = Invalid(
            "bad_field", "A field is not as it should be: " + fault->pointer + " " + fault->what);
        error.args = {{"field", fault->pointer}, {"problem", fault->what}};
        return Failure{std::move(error)};
    }
    return value;
}

}  // namespace liandong::json
