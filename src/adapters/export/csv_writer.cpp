#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "adapters/export/cell_text.hpp"
#include "adapters/export/table_writer.hpp"
#include "base/check.hpp"

namespace liandong::exporting {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{64} << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// What a spreadsheet takes for the beginning of a formula (OWASP, "CSV injection"). East Asian
/// editions take the full-width forms too.
bool LooksLikeFormula(std::string_view text) {
    constexpr std::array<std::string_view, 11> kFronts = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                          "\n", "＝", "＋", "－", "＠"};
    for (const std::string_view front : kFronts) {
        if (text.starts_with(front)) return true;
    }
    return false;
}

std::string Quoted(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string out = "\"";
    for (const char byte : text) {
        if (byte == '"') out.push_back('"');
        out.push_back(byte);
    }
    out.push_back('"');
    return out;
}

/// "2026-03-02 09:00:00": what Excel takes for a date and time.
std::string LocalTime(Instant at, UtcOffset offset) {
    std::string text =
        FormatRfc3339(std::chrono::floor<std::chrono::seconds>(at), offset).substr(0, 19);
    text[10] = ' ';
    return text;
}

std::string NumberText(double value) {
    std::array<char, 40> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return {digits.data(), written.ptr};
}

class CsvWriter final : public TableWriter {
public:
    CsvWriter(int descriptor, std::size_t width, UtcOffset offset)
        : descriptor_(descriptor), width_(width), offset_(offset) {}
    CsvWriter(const CsvWriter&) = delete;
    CsvWriter& operator=(const CsvWriter&) = delete;
    ~CsvWriter() override {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    Result<void> Start(const std::vector<Column>& columns) {
        buffer_ = kByteOrderMark;
        std::vector<Cell> titles;
        for (const Column& column : columns) titles.emplace_back(column.title);
        return Row(titles);
    }

    Result<void> Row(std::span<const Cell> cells) override {
        if (cells.size() > width_)
            return Failure{Invalid("too_many_cells", "A row has more cells than columns.")};
        std::string line;
        for (std::size_t at = 0; at < width_; ++at) {
            if (at > 0) line.push_back(',');
            if (at >= cells.size()) continue;
            if (const auto* text = std::get_if<std::string>(&cells[at])) LD_TRY(CheckText(*text));
            line += Text(cells[at]);
        }
        // A lone empty cell would be an empty line, which readers leave out.
        if (line.empty()) line = "\"\"";
        buffer_ += line;
        buffer_ += "\r\n";
        if (buffer_.size() < kBufferBytes) return {};
        return Flush();
    }

    Result<TableBytes> Finish() override {
        LD_TRY(Flush());
        return TableBytes(std::exchange(descriptor_, -1), size_);
    }

    std::string_view MediaType() const override { return "text/csv; charset=utf-8"; }

private:
    std::string Text(const Cell& cell) const {
        if (const auto* text = std::get_if<std::string>(&cell)) {
            return LooksLikeFormula(*text) ? Quoted("'" + *text) : Quoted(*text);
        }
        if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
        if (const auto* number = std::get_if<double>(&cell)) return NumberText(*number);
        if (const auto* at = std::get_if<Instant>(&cell)) return LocalTime(*at, offset_);
        if (const auto* day = std::get_if<Day>(&cell)) return FormatDay(*day);
        return {};
    }

    Result<void> Flush() {
        std::string_view rest = buffer_;
        while (!rest.empty()) {
            const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0)
                return Failure{
                    Unavailable(std::string("writing a table: ") + std::strerror(errno))};
            rest.remove_prefix(static_cast<std::size_t>(written));
            size_ += written;
        }
        buffer_.clear();
        return {};
    }

    int descriptor_;
    std::size_t width_;
    UtcOffset offset_;
    std::string buffer_;
    std::int64_t size_ = 0;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> MakeCsvWriter(const std::vector<Column>& columns,
                                                   const TableOptions& options) {
    LD_CHECK(!columns.empty());
    std::string name = (options.temp_directory / "liandong-table-XXXXXX").string();
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) {
        return Failure{Unavailable("creating a table in " + options.temp_directory.string() + ": " +
                                   std::strerror(errno))};
    }
    ::unlink(name.c_str());
    auto writer = std::make_unique<CsvWriter>(descriptor, columns.size(), options.offset);
    LD_TRY(writer->Start(columns));
    return std::unique_ptr<TableWriter>(std::move(writer));
}

}  // namespace liandong::exporting
