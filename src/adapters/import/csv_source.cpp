#include "adapters/import/csv_source.hpp"

#include <istream>
#include <utility>

#include "adapters/csv/csv_reader.hpp"
#include "adapters/import/counted_stream.hpp"

namespace liandong::import {
namespace {

class CsvSource final : public RecordSource {
public:
    CsvSource(const std::filesystem::path& file, const ImportMap& map, std::int64_t bytes_all)
        : buffer_(file, map.encoding),
          in_(&buffer_),
          reader_(in_, csv::Options{.separator = map.delimiter, .rectangular = true}),
          bytes_all_(bytes_all) {}

    [[nodiscard]] bool IsOpen() const { return buffer_.IsOpen(); }

    Result<void> ReadHeader() {
        auto first = reader_.Next();
        if (!first || !*first) {
            std::string why = first ? "the file is empty" : first.error().for_caller;
            return Failure{Invalid("bad_header", "The first row must name the columns: " + why)};
        }
        for (csv::Field& field : (**first).fields) header_.push_back(std::move(field.text));
        return {};
    }

    [[nodiscard]] const std::vector<std::string>& Header() const override { return header_; }

    Result<std::optional<ImportRecord>> Next() override {
        auto next = reader_.Next();
        if (next && !*next) return std::optional<ImportRecord>{};
        ImportRecord record;
        record.row = ++row_;
        record.line = reader_.RecordAt().line;
        record.raw = reader_.Raw();
        if (next) {
            for (csv::Field& field : (**next).fields) {
                record.values.push_back({std::move(field.text), field.at.line, field.at.column});
            }
            return std::optional(std::move(record));
        }
        const Error& error = next.error();
        if (error.kind != ErrorKind::kInvalid) return Failure{std::move(next).error()};
        const csv::Position at = reader_.FaultAt();
        // The reader puts "line:column: " before what it says; here the place has fields of its
        // own.
        const std::string place = std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
        const bool has_place = error.for_caller.starts_with(place);
        record.fault = {at.line, at.column,
                        has_place ? error.for_caller.substr(place.size()) : error.for_caller};
        return std::optional(std::move(record));
    }

    [[nodiscard]] std::int64_t BytesRead() const override { return buffer_.BytesRead(); }
    [[nodiscard]] std::int64_t BytesAll() const override { return bytes_all_; }

private:
    CountedBuffer buffer_;
    std::istream in_;
    csv::Reader reader_;
    std::int64_t bytes_all_;
    std::int64_t row_ = 0;
    std::vector<std::string> header_;
};

}  // namespace

Result<std::unique_ptr<RecordSource>> OpenCsv(const std::filesystem::path& file,
                                              const ImportMap& map, std::int64_t bytes_all) {
    auto source = std::make_unique<CsvSource>(file, map, bytes_all);
    if (!source->IsOpen()) return Failure{NotFound("no_such_file", "The file cannot be read.")};
    LD_TRY(source->ReadHeader());
    return std::unique_ptr<RecordSource>(std::move(source));
}

}  // namespace liandong::import
