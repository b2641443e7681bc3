#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace liandong::csv {

/// A place in a file as an editor shows it: both from 1; the column counts code points, not bytes.
struct Position {
    std::int64_t line = 1;
    std::int64_t column = 1;

    bool operator==(const Position&) const = default;
};

struct Field {
    std::string text;  ///< without quotes, doubled quotes halved; line breaks as they stood
    Position at;       ///< of its first byte, the opening quote if there is one
    bool quoted = false;
};

struct Record {
    std::vector<Field> fields;  ///< at least one
    Position end;               ///< just behind the last field: where a missing one would stand
};

struct Options {
    char separator = ',';
    /// Every record must have as many fields as the first one.
    bool rectangular = false;
    std::size_t field_bytes_max = std::size_t{1} << 20U;
    std::size_t record_bytes_max = std::size_t{8} << 20U;
    std::size_t columns_max = 1000;
};

/// Reads a table as RFC 4180 has it, one record at a time, and knows the place of every field.
/// Takes \n for \r\n, a UTF-8 byte order mark, and a last line without an end; leaves out lines
/// with nothing on them. (libcsv tells neither the place nor the raw text of a field and trims what
/// we must not, hence our own.) One thread at a time; holds one record and 128 KiB.
class Reader {
public:
    /// `in` must outlive the reader and be binary.
    explicit Reader(std::istream& in, Options options = {});

    /// The next record, or empty at the end of the file.
    /// Errors: kInvalid for a bad record, `for_caller` = "line:column: what is wrong; what would be
    /// right", args "line" and "column", and a code: "csv_unclosed_quote", "csv_text_after_quote",
    /// "csv_quote_in_plain_field", "csv_bare_return", "csv_bad_utf8", "csv_nul",
    /// "csv_field_too_long", "csv_record_too_long", "csv_too_many_columns", "csv_wrong_width".
    /// Afterwards Next goes on behind the bad record: on the line after the fault, or, where a
    /// quote stayed open, on the line after that quote. So no bytes are skipped that Raw does not
    /// show. kUnavailable when the stream fails; the reader is then at its end.
    [[nodiscard]] Result<std::optional<Record>> Next();

    /// The bytes of the record that Next came upon last, good or bad, without its line end; valid
    /// until the next call.
    [[nodiscard]] std::string_view Raw() const { return raw_; }
    /// False when a single bad line was longer than `record_bytes_max` and Raw holds only its
    /// front.
    [[nodiscard]] bool RawIsWhole() const { return raw_is_whole_; }
    /// Where the last bad record's fault lies.
    [[nodiscard]] Position FaultAt() const { return fault_at_; }
    /// Where the record began that Next came upon last.
    [[nodiscard]] Position RecordAt() const { return record_at_; }

private:
    struct Fault {
        Position at;
        std::string code;
        std::string what;  ///< "what is wrong; what would be right"
        bool quote_open = false;
    };
    using Parsed = Result<void, Fault>;

    [[nodiscard]] int Peek(std::size_t ahead = 0);
    void Take();
    void Refill();
    bool SkipToRecord();
    void StartRecord();
    [[nodiscard]] Parsed ParseRecord(Record& record);
    [[nodiscard]] Parsed ParseField(Field& field);
    [[nodiscard]] Parsed ParseQuoted(Field& field);
    [[nodiscard]] Parsed ParsePlain(Field& field);
    [[nodiscard]] Parsed CheckSize(const Field& field, bool quote_open) const;
    [[nodiscard]] Parsed CheckBytes() const;
    [[nodiscard]] Parsed CheckWidth(const Record& record);
    bool TakeLineEnd();
    void SkipLine();
    void Resume(const Fault& fault);

    std::istream& in_;
    Options options_;
    std::string buffer_;
    std::size_t begin_ = 0;  ///< the record's first byte in buffer_
    std::size_t next_ = 0;   ///< the next byte to take
    bool at_end_ = false;    ///< the stream has no more bytes
    bool failed_ = false;
    bool started_ = false;
    Position here_;  ///< of buffer_[next_]
    Position record_at_;
    Position quote_at_;  ///< the quote that is open, or was last
    std::size_t quote_offset_ = 0;
    Position fault_at_;
    std::optional<std::size_t> width_;
    std::string_view raw_;
    bool raw_is_whole_ = true;
};

}  // namespace liandong::csv
