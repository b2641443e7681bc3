#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"

struct pg_result;

// PostgreSQL's binary formats: nothing is ever quoted, escaped or printed on its way.

namespace liandong::postgres {

/// Type numbers are fixed in PostgreSQL's catalogue (pg_type.dat).
enum class Type : std::uint32_t {
    kBool = 16,
    kBytea = 17,
    kInt8 = 20,
    kInt4 = 23,
    kText = 25,
    kTimestamptz = 1184,
    kTsvector = 3614,
    kXid8 = 5069,
};

/// Values of one type, one under the other; travels as an array parameter and is unnested by the
/// statement.
class Column {
public:
    explicit Column(Type type) : type_(type) {}

    void AddInt8(std::int64_t value);
    void AddInt4(std::int32_t value);
    void AddBool(bool value);
    void AddTime(Instant value);
    void AddTime(const std::optional<Instant>& value);
    /// Text, bytea, tsvector: the bytes as they are.
    void AddBytes(std::string_view bytes);
    void AddNull();
    /// The other column's values behind these; must be of the same type.
    void Append(const Column& other);

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(count_); }
    [[nodiscard]] std::size_t ByteCount() const { return body_.size(); }
    [[nodiscard]] std::uint32_t ArrayType() const;
    [[nodiscard]] std::string Encode() const;

private:
    Type type_;
    std::int32_t count_ = 0;
    bool has_null_ = false;
    std::string body_;
};

/// The parameters of one statement, $1 first.
class Params {
public:
    Params& Int8(std::int64_t value);
    Params& Int4(std::int32_t value);
    Params& Bool(bool value);
    Params& Text(std::string_view value);
    Params& Bytes(std::string_view value);
    Params& Time(Instant value);
    Params& Time(const std::optional<Instant>& value);
    Params& Xid(std::uint64_t value);
    Params& Array(const Column& column);

    struct Value {
        std::uint32_t type = 0;
        std::optional<std::string> bytes;
    };
    [[nodiscard]] const std::vector<Value>& Values() const { return values_; }
    [[nodiscard]] int size() const { return static_cast<int>(values_.size()); }

private:
    Params& Add(Type type, std::string bytes);
    std::vector<Value> values_;
};

[[nodiscard]] Column TextColumn(const std::vector<std::string>& values);

/// What a statement returned, owned; rows and columns count from 0. A column must be read as the
/// type it has.
class Rows {
public:
    explicit Rows(pg_result* result) : result_(result) {}
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    Rows(Rows&& other) noexcept : result_(other.result_) { other.result_ = nullptr; }
    Rows& operator=(Rows&& other) noexcept;
    ~Rows();

    [[nodiscard]] int size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] bool IsNull(int row, int column) const;
    [[nodiscard]] std::int64_t Int8(int row, int column) const;
    [[nodiscard]] std::int32_t Int4(int row, int column) const;
    [[nodiscard]] bool Bool(int row, int column) const;
    [[nodiscard]] std::string_view View(int row, int column) const;
    [[nodiscard]] std::string Text(int row, int column) const {
        return std::string(View(row, column));
    }
    [[nodiscard]] Instant Time(int row, int column) const;
    [[nodiscard]] std::optional<Instant> OptionalTime(int row, int column) const;
    /// Rows changed by the statement.
    [[nodiscard]] std::int64_t Changed() const;
    /// "COMMIT", "INSERT 0 7".
    [[nodiscard]] std::string_view Tag() const;

private:
    pg_result* result_;
};

}  // namespace liandong::postgres
