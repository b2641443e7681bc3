#include "adapters/store/postgres/wire.hpp"

#include <charconv>
#include <cstring>

#include <libpq-fe.h>

#include "base/check.hpp"

namespace liandong::postgres {

namespace {

/// 2000-01-01, where PostgreSQL's microseconds begin, in our milliseconds.
constexpr std::int64_t kEpochMillis = 946'684'800'000;

template <class T>
void PutBigEndian(std::string& out, T value) {
    for (std::size_t i = sizeof value; i-- > 0;)
        out.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i)));
}

template <class T>
T GetBigEndian(std::string_view bytes) {
    LD_CHECK(bytes.size() == sizeof(T));
    std::uint64_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return static_cast<T>(value);
}

std::int64_t ToMicros(Instant at) { return (ToMillis(at) - kEpochMillis) * 1000; }

template <class T>
std::string BigEndian(T value) {
    std::string bytes;
    PutBigEndian(bytes, value);
    return bytes;
}

}  // namespace

void Column::AddInt8(std::int64_t value) {
    PutBigEndian(body_, std::int32_t{8});
    PutBigEndian(body_, value);
    ++count_;
}

void Column::AddInt4(std::int32_t value) {
    PutBigEndian(body_, std::int32_t{4});
    PutBigEndian(body_, value);
    ++count_;
}

void Column::AddBool(bool value) { AddBytes(std::string_view(value ? "\1" : "\0", 1)); }

void Column::AddTime(Instant value) { AddInt8(ToMicros(value)); }

void Column::AddTime(const std::optional<Instant>& value) { value ? AddTime(*value) : AddNull(); }

void Column::AddBytes(std::string_view bytes) {
    PutBigEndian(body_, static_cast<std::int32_t>(bytes.size()));
    body_ += bytes;
    ++count_;
}

void Column::AddNull() {
    PutBigEndian(body_, std::int32_t{-1});
    has_null_ = true;
    ++count_;
}

void Column::Append(const Column& other) {
    LD_CHECK(type_ == other.type_);
    body_ += other.body_;
    count_ += other.count_;
    has_null_ = has_null_ || other.has_null_;
}

std::uint32_t Column::ArrayType() const {
    switch (type_) {
        case Type::kBool: return 1000;
        case Type::kBytea: return 1001;
        case Type::kInt8: return 1016;
        case Type::kInt4: return 1007;
        case Type::kText: return 1009;
        case Type::kTimestamptz: return 1185;
        case Type::kTsvector: return 3643;
        case Type::kXid8: return 271;
    }
    LD_CHECK(false);
    return 0;
}

std::string Column::Encode() const {
    std::string bytes;
    bytes.reserve(20 + body_.size());
    PutBigEndian(bytes, std::int32_t{count_ == 0 ? 0 : 1});  // dimensions
    PutBigEndian(bytes, std::int32_t{has_null_ ? 1 : 0});
    PutBigEndian(bytes, static_cast<std::uint32_t>(type_));
    if (count_ > 0) {
        PutBigEndian(bytes, count_);
        PutBigEndian(bytes, std::int32_t{1});  // the first index
        bytes += body_;
    }
    return bytes;
}

Params& Params::Add(Type type, std::string bytes) {
    values_.push_back({static_cast<std::uint32_t>(type), std::move(bytes)});
    return *this;
}

Params& Params::Int8(std::int64_t value) { return Add(Type::kInt8, BigEndian(value)); }
Params& Params::Int4(std::int32_t value) { return Add(Type::kInt4, BigEndian(value)); }
Params& Params::Bool(bool value) { return Add(Type::kBool, std::string(1, value ? '\1' : '\0')); }
Params& Params::Text(std::string_view value) { return Add(Type::kText, std::string(value)); }
Params& Params::Bytes(std::string_view value) { return Add(Type::kBytea, std::string(value)); }
Params& Params::Time(Instant value) { return Add(Type::kTimestamptz, BigEndian(ToMicros(value))); }
Params& Params::Xid(std::uint64_t value) { return Add(Type::kXid8, BigEndian(value)); }

Params& Params::Time(const std::optional<Instant>& value) {
    if (value) return Time(*value);
    values_.push_back({static_cast<std::uint32_t>(Type::kTimestamptz), std::nullopt});
    return *this;
}

Params& Params::Array(const Column& column) {
    values_.push_back({column.ArrayType(), column.Encode()});
    return *this;
}

Column TextColumn(const std::vector<std::string>& values) {
    Column column(Type::kText);
    for (const std::string& value : values) column.AddBytes(value);
    return column;
}

Rows& Rows::operator=(Rows&& other) noexcept {
    if (this != &other) {
        PQclear(result_);
        result_ = other.result_;
        other.result_ = nullptr;
    }
    return *this;
}

Rows::~Rows() { PQclear(result_); }

int Rows::size() const { return PQntuples(result_); }

bool Rows::IsNull(int row, int column) const { return PQgetisnull(result_, row, column) != 0; }

std::string_view Rows::View(int row, int column) const {
    return {PQgetvalue(result_, row, column),
            static_cast<std::size_t>(PQgetlength(result_, row, column))};
}

std::int64_t Rows::Int8(int row, int column) const {
    return GetBigEndian<std::int64_t>(View(row, column));
}
std::int32_t Rows::Int4(int row, int column) const {
    return GetBigEndian<std::int32_t>(View(row, column));
}
bool Rows::Bool(int row, int column) const {
    return GetBigEndian<std::uint8_t>(View(row, column)) != 0;
}

Instant Rows::Time(int row, int column) const {
    return FromMillis(Int8(row, column) / 1000 + kEpochMillis);
}

std::optional<Instant> Rows::OptionalTime(int row, int column) const {
    if (IsNull(row, column)) return std::nullopt;
    return Time(row, column);
}

std::int64_t Rows::Changed() const {
    const std::string_view text = PQcmdTuples(result_);
    std::int64_t changed = 0;
    std::from_chars(text.data(), text.data() + text.size(), changed);
    return changed;
}

std::string_view Rows::Tag() const { return PQcmdStatus(result_); }

}  // namespace liandong::postgres
