#include "adapters/csv/csv_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace liandong::csv {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{64} << 10U;
constexpr int kEnd = -1;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool ContinuesCodePoint(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

void Advance(Position& at, char byte) {
    if (byte == '\n') {
        ++at.line;
        at.column = 1;
    } else if (!ContinuesCodePoint(byte)) {
        ++at.column;
    }
}

std::size_t ExpectedLength(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    if (byte < 0xC0U) return 1;
    if (byte < 0xE0U) return 2;
    if (byte < 0xF0U) return 3;
    return 4;
}

/// The offset of the first byte that does not belong to well-formed UTF-8; the text has one.
std::size_t FirstMalformed(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = ExpectedLength(text[at]);
        if (!IsUtf8(text.substr(at, length))) return at;
        at += length;
    }
    return at;
}

Position PositionOf(std::string_view text, std::size_t offset, Position start) {
    for (const char byte : text.substr(0, offset)) Advance(start, byte);
    return start;
}

std::string HexByte(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return Hex({&value, 1});
}

}  // namespace

Reader::Reader(std::istream& in, Options options) : in_(in), options_(options) {}

void Reader::Refill() {
    const std::size_t old_size = buffer_.size();
    buffer_.resize(old_size + kChunkBytes);
    in_.read(buffer_.data() + old_size, static_cast<std::streamsize>(kChunkBytes));
    buffer_.resize(old_size + static_cast<std::size_t>(in_.gcount()));
    if (in_.bad()) failed_ = true;
    if (!in_) at_end_ = true;
}

int Reader::Peek(std::size_t ahead) {
    while (next_ + ahead >= buffer_.size()) {
        if (at_end_) return kEnd;
        Refill();
    }
    return static_cast<unsigned char>(buffer_[next_ + ahead]);
}

void Reader::Take() {
    Advance(here_, buffer_[next_]);
    ++next_;
}

/// Takes "\n" or "\r\n". A lone \r is not a line end.
bool Reader::TakeLineEnd() {
    if (Peek() == '\r' && Peek(1) == '\n') Take();
    if (Peek() != '\n') return false;
    Take();
    return true;
}

void Reader::StartRecord() {
    if (next_ >= kChunkBytes) {
        buffer_.erase(0, next_);
        next_ = 0;
    }
    begin_ = next_;
    record_at_ = here_;
    raw_is_whole_ = true;
}

/// Drops what was read before and stands on the next record's first byte; false at the end.
bool Reader::SkipToRecord() {
    if (!started_) {
        started_ = true;
        static_cast<void>(Peek(kByteOrderMark.size() - 1));
        if (buffer_.starts_with(kByteOrderMark)) next_ = kByteOrderMark.size();
    }
    while (TakeLineEnd()) {
        StartRecord();  // a file of nothing but line ends must not pile up in the buffer
    }
    StartRecord();
    raw_ = {};
    return Peek() != kEnd;
}

Reader::Parsed Reader::CheckSize(const Field& field, bool quote_open) const {
    if (field.text.size() > options_.field_bytes_max) {
        return Failure{Fault{field.at, "csv_field_too_long",
                             "field has more than " + std::to_string(options_.field_bytes_max) +
                                 " bytes; shorten it, or close the quote before it",
                             quote_open}};
    }
    if (next_ - begin_ > options_.record_bytes_max) {
        return Failure{Fault{record_at_, "csv_record_too_long",
                             "record has more than " + std::to_string(options_.record_bytes_max) +
                                 " bytes; split it, or close the quote before it",
                             quote_open}};
    }
    return {};
}

Reader::Parsed Reader::ParseQuoted(Field& field) {
    field.quoted = true;
    quote_at_ = here_;
    quote_offset_ = next_;
    Take();
    while (true) {
        const int byte = Peek();
        if (byte == kEnd) {
            return Failure{Fault{
                quote_at_, "csv_unclosed_quote",
                "quote is never closed; end the field with \" and double each \" inside it", true}};
        }
        Take();
        if (byte == '"') {
            if (Peek() != '"') return {};
            Take();
        }
        field.text.push_back(static_cast<char>(byte));
        LD_TRY(CheckSize(field, true));
    }
}

Reader::Parsed Reader::ParsePlain(Field& field) {
    while (true) {
        const int byte = Peek();
        if (byte == kEnd || byte == '\n' || byte == static_cast<unsigned char>(options_.separator))
            return {};
        if (byte == '\r') {
            if (Peek(1) == '\n') return {};
            return Failure{Fault{here_, "csv_bare_return",
                                 "carriage return without line feed; end lines with \\n or \\r\\n, "
                                 "or quote the field",
                                 false}};
        }
        if (byte == '"') {
            return Failure{Fault{
                here_, "csv_quote_in_plain_field",
                "quote inside a field that has none around it; put the whole field in quotes and "
                "double each \" inside it",
                false}};
        }
        Take();
        field.text.push_back(static_cast<char>(byte));
        LD_TRY(CheckSize(field, false));
    }
}

Reader::Parsed Reader::ParseField(Field& field) {
    field.at = here_;
    if (Peek() != '"') return ParsePlain(field);
    LD_TRY(ParseQuoted(field));
    const int behind = Peek();
    const bool ends = behind == kEnd || behind == '\n' ||
                      behind == static_cast<unsigned char>(options_.separator) ||
                      (behind == '\r' && Peek(1) == '\n');
    if (ends) return {};
    return Failure{
        Fault{here_, "csv_text_after_quote",
              "text behind the closing quote of the field that begins at " +
                  std::to_string(field.at.line) + ":" + std::to_string(field.at.column) +
                  "; a separator or the line's end must follow, and each \" inside is doubled",
              false}};
}

/// Leaves `next_` on the line end. Too many columns are counted but not kept, so that the record's
/// end is still found.
Reader::Parsed Reader::ParseRecord(Record& record) {
    std::optional<Position> surplus_at;
    while (true) {
        Field field;
        LD_TRY(ParseField(field));
        if (record.fields.size() < options_.columns_max) {
            record.fields.push_back(std::move(field));
        } else if (!surplus_at) {
            surplus_at = field.at;
        }
        if (Peek() != static_cast<unsigned char>(options_.separator)) break;
        Take();
    }
    record.end = here_;
    if (surplus_at) {
        return Failure{
            Fault{*surplus_at, "csv_too_many_columns",
                  "more than " + std::to_string(options_.columns_max) + " columns; leave some out",
                  false}};
    }
    return {};
}

Reader::Parsed Reader::CheckBytes() const {
    const std::string_view bytes = std::string_view(buffer_).substr(begin_, next_ - begin_);
    if (!IsUtf8(bytes)) {
        const std::size_t offset = FirstMalformed(bytes);
        return Failure{
            Fault{PositionOf(bytes, offset, record_at_), "csv_bad_utf8",
                  "byte 0x" + HexByte(bytes[offset]) +
                      " is not UTF-8; save the file as UTF-8 (perhaps it is GBK or UTF-16)",
                  false}};
    }
    if (const std::size_t offset = bytes.find('\0'); offset != std::string_view::npos) {
        return Failure{Fault{PositionOf(bytes, offset, record_at_), "csv_nul",
                             "NUL byte; take it out", false}};
    }
    return {};
}

Reader::Parsed Reader::CheckWidth(const Record& record) {
    if (!options_.rectangular) return {};
    if (!width_) width_ = record.fields.size();
    if (record.fields.size() == *width_) return {};
    const Position at = record.fields.size() > *width_ ? record.fields[*width_].at : record.end;
    return Failure{Fault{at, "csv_wrong_width",
                         "record has " + std::to_string(record.fields.size()) +
                             " fields; it must have " + std::to_string(*width_) +
                             " as the first line has",
                         false}};
}

/// To the end of this line, dropping on the way what no longer fits.
void Reader::SkipLine() {
    const std::size_t kept_end = begin_ + options_.record_bytes_max;
    while (Peek() != kEnd && Peek() != '\n') {
        Take();
        if (next_ > kept_end + kChunkBytes) {
            raw_is_whole_ = false;
            buffer_.erase(kept_end, next_ - kept_end);
            next_ = kept_end;
        }
    }
}

void Reader::Resume(const Fault& fault) {
    fault_at_ = fault.at;
    if (fault.quote_open) {
        next_ = quote_offset_;
        here_ = quote_at_;
    }
    SkipLine();
}

Result<std::optional<Record>> Reader::Next() {
    if (!SkipToRecord()) {
        if (failed_) return Failure{Unavailable("reading a table: the stream failed")};
        return std::optional<Record>{};
    }
    Record record;
    Parsed parsed = ParseRecord(record);
    if (parsed) parsed = CheckBytes();
    if (parsed) parsed = CheckWidth(record);
    if (failed_) return Failure{Unavailable("reading a table: the stream failed")};
    if (!parsed) Resume(parsed.error());
    raw_ = std::string_view(buffer_).substr(begin_, next_ - begin_);
    if (raw_.ends_with('\r')) raw_.remove_suffix(1);
    if (parsed) return std::optional<Record>{std::move(record)};
    const std::string line = std::to_string(fault_at_.line);
    const std::string column = std::to_string(fault_at_.column);
    Error error = Invalid(parsed.error().code, line + ":" + column + ": " + parsed.error().what);
    error.args = {{"line", line}, {"column", column}};
    return Failure{std::move(error)};
}

}  // namespace liandong::csv
