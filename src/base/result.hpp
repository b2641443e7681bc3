#pragma once

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/check.hpp"
#include "base/error.hpp"

namespace liandong {

/// The error arm of a Result: `return Failure{Invalid("bad_date", "…")};`
template <class E>
struct Failure {
    E error;
};
template <class E>
Failure(E) -> Failure<E>;

/// A value or an error, with the member names of `std::expected` so that one `using` can retire it
/// (libstdc++ 12 has none). It may not be ignored; reading the wrong arm stops the process.
template <class T, class E = Error>
class [[nodiscard]] Result {
public:
    using value_type = T;
    using error_type = E;

    // NOLINTNEXTLINE(google-explicit-constructor): `return value;` is the point of the type.
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    template <class F>
        requires std::is_convertible_v<F, E>
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Failure<F> failure) : state_(std::in_place_index<1>, std::move(failure.error)) {}

    [[nodiscard]] bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    // clang-format off
    T& value() & { LD_CHECK(has_value()); return *std::get_if<0>(&state_); }
    const T& value() const& { LD_CHECK(has_value()); return *std::get_if<0>(&state_); }
    T&& value() && { LD_CHECK(has_value()); return std::move(*std::get_if<0>(&state_)); }
    E& error() & { LD_CHECK(!has_value()); return *std::get_if<1>(&state_); }
    const E& error() const& { LD_CHECK(!has_value()); return *std::get_if<1>(&state_); }
    E&& error() && { LD_CHECK(!has_value()); return std::move(*std::get_if<1>(&state_)); }
    // clang-format on

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

private:
    std::variant<T, E> state_;
};

template <class E>
class [[nodiscard]] Result<void, E> {
public:
    using value_type = void;
    using error_type = E;

    Result() = default;
    template <class F>
        requires std::is_convertible_v<F, E>
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Failure<F> failure) : error_(std::move(failure.error)) {}

    [[nodiscard]] bool has_value() const { return !error_.has_value(); }
    explicit operator bool() const { return has_value(); }
    void value() const { LD_CHECK(has_value()); }
    // clang-format off
    E& error() & { LD_CHECK(!has_value()); return *error_; }
    const E& error() const& { LD_CHECK(!has_value()); return *error_; }
    E&& error() && { LD_CHECK(!has_value()); return std::move(*error_); }
    // clang-format on

private:
    std::optional<E> error_;
};

}  // namespace liandong

#define LD_CONCAT_INNER(a, b) a##b
#define LD_CONCAT(a, b) LD_CONCAT_INNER(a, b)

/// `LD_TRY(auto found, store.Load(id));` or `LD_TRY(store.Save(x));`
/// Returns early with the same error; the only such macro.
#define LD_TRY(...) \
    LD_TRY_PICK(__VA_ARGS__, LD_TRY_2, LD_TRY_1)(LD_CONCAT(ld_result_, __LINE__), __VA_ARGS__)
#define LD_TRY_PICK(a, b, NAME, ...) NAME
// NOLINTBEGIN(bugprone-macro-parentheses): the arguments are declarations.
// clang-format off
#define LD_TRY_1(result, expression) \
    if (auto result = (expression); !result) return ::liandong::Failure{std::move(result).error()}
// clang-format on
#define LD_TRY_2(result, declaration, expression)                       \
    auto result = (expression);                                         \
    if (!result) return ::liandong::Failure{std::move(result).error()}; \
    declaration = *std::move(result)
// NOLINTEND(bugprone-macro-parentheses)
