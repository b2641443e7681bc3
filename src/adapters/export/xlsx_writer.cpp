#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "adapters/export/cell_text.hpp"
#include "adapters/export/table_writer.hpp"
#include "base/check.hpp"
#include "base/text.hpp"

namespace liandong::exporting {
namespace {

constexpr std::uint32_t kRowsMax = 1'048'576;            // Excel's, the header included
constexpr std::size_t kTextUnitsMax = 32'767;            // Excel's, in UTF-16 units
constexpr std::int64_t kExactMax = 999'999'999'999'999;  // Excel shows 15 digits
constexpr std::string_view kCutMark = "…（已截断）";

std::size_t Utf16Units(char32_t code_point) { return code_point > 0xFFFF ? 2 : 1; }

/// What XML 1.0 cannot hold is written as U+FFFD: seen, and the file still opens.
bool IsXmlText(char32_t code_point) {
    if (code_point < 0x20) return code_point == '\t' || code_point == '\n' || code_point == '\r';
    return code_point != 0xFFFE && code_point != 0xFFFF;
}

bool NeedsCare(std::string_view text) {
    if (text.size() > kTextUnitsMax) return true;
    for (const char byte : text) {
        const auto value = static_cast<unsigned char>(byte);
        if ((value < 0x20U && byte != '\t' && byte != '\n') || value == 0xEFU) return true;
    }
    return false;
}

std::string ForSheet(std::string_view text) {
    if (!NeedsCare(text)) return std::string(text);
    const std::u32string points = CodePoints(text);
    std::size_t units = 0;
    for (const char32_t point : points) units += Utf16Units(point);
    const bool cut = units > kTextUnitsMax;
    const std::size_t units_max = cut ? kTextUnitsMax - CountCodePoints(kCutMark) : kTextUnitsMax;
    std::string out;
    units = 0;
    for (const char32_t point : points) {
        units += Utf16Units(point);
        if (units > units_max) break;
        AppendUtf8(out, IsXmlText(point) ? point : U'\uFFFD');
    }
    if (cut) out += kCutMark;
    return out;
}

lxw_datetime ToSheetTime(std::chrono::local_time<Duration> at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    lxw_datetime out{};
    out.year = static_cast<int>(date.year());
    out.month = static_cast<int>(static_cast<unsigned>(date.month()));
    out.day = static_cast<int>(static_cast<unsigned>(date.day()));
    out.hour = static_cast<int>(time.hours().count());
    out.min = static_cast<int>(time.minutes().count());
    out.sec = static_cast<double>(time.seconds().count());
    return out;
}

class XlsxWriter final : public TableWriter {
public:
    XlsxWriter(std::string file, std::size_t width, const TableOptions& options)
        : file_(std::move(file)),
          temp_directory_(options.temp_directory.string()),
          width_(width),
          offset_(options.offset) {}
    XlsxWriter(const XlsxWriter&) = delete;
    XlsxWriter& operator=(const XlsxWriter&) = delete;
    ~XlsxWriter() override {
        if (book_ != nullptr) lxw_workbook_free(book_);
        ::unlink(file_.c_str());
    }

    Result<void> Start(const std::vector<Column>& columns, const std::string& sheet_name) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = temp_directory_.data();
        book_ = workbook_new_opt(file_.c_str(), &options);
        if (book_ == nullptr) return Failure{Unavailable("creating a workbook: out of memory")};
        sheet_ = workbook_add_worksheet(book_, sheet_name.c_str());
        if (sheet_ == nullptr)
            return Failure{Bug("creating a workbook: bad sheet name or no temporary file")};
        lxw_format* bold = workbook_add_format(book_);
        format_set_bold(bold);
        time_format_ = workbook_add_format(book_);
        format_set_num_format(time_format_, "yyyy-mm-dd hh:mm:ss");
        day_format_ = workbook_add_format(book_);
        format_set_num_format(day_format_, "yyyy-mm-dd");
        whole_format_ = workbook_add_format(book_);
        format_set_num_format(whole_format_, "0");
        lxw_col_t at = 0;
        for (const Column& column : columns) {
            worksheet_set_column(sheet_, at, at, column.width, nullptr);
            LD_TRY(CheckText(column.title));
            LD_TRY(
                Check(worksheet_write_string(sheet_, 0, at, ForSheet(column.title).c_str(), bold)));
            ++at;
        }
        worksheet_freeze_panes(sheet_, 1, 0);
        return {};
    }

    Result<void> Row(std::span<const Cell> cells) override {
        if (cells.size() > width_)
            return Failure{Invalid("too_many_cells", "A row has more cells than columns.")};
        if (next_row_ >= kRowsMax)
            return Failure{Invalid("too_many_rows", "A sheet holds at most 1,048,575 rows.")};
        for (const Cell& cell : cells) {
            if (const auto* text = std::get_if<std::string>(&cell)) LD_TRY(CheckText(*text));
        }
        lxw_col_t at = 0;
        for (const Cell& cell : cells) LD_TRY(Check(Write(at++, cell)));
        ++next_row_;
        return {};
    }

    Result<TableBytes> Finish() override {
        worksheet_autofilter(sheet_, 0, 0, next_row_ - 1, static_cast<lxw_col_t>(width_ - 1));
        // Frees the workbook in every case.
        LD_TRY(Check(workbook_close(std::exchange(book_, nullptr))));
        const int descriptor = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0)
            return Failure{Unavailable(std::string("opening a workbook: ") + std::strerror(errno))};
        ::unlink(file_.c_str());
        struct stat found{};
        const bool known = ::fstat(descriptor, &found) == 0;
        TableBytes bytes(descriptor, known ? found.st_size : 0);
        if (!known)
            return Failure{
                Unavailable(std::string("measuring a workbook: ") + std::strerror(errno))};
        return bytes;
    }

    std::string_view MediaType() const override {
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }

private:
    static Result<void> Check(lxw_error error) {
        if (error == LXW_NO_ERROR) return {};
        return Failure{Unavailable(std::string("writing a workbook: ") + lxw_strerror(error))};
    }

    lxw_error Write(lxw_col_t at, const Cell& cell) {
        if (const auto* text = std::get_if<std::string>(&cell)) return WriteText(at, *text);
        if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
            if (*whole > kExactMax || *whole < -kExactMax)
                return WriteText(at, std::to_string(*whole));
            return worksheet_write_number(sheet_, next_row_, at, static_cast<double>(*whole),
                                          whole_format_);
        }
        if (const auto* number = std::get_if<double>(&cell)) {
            if (!std::isfinite(*number)) return LXW_NO_ERROR;
            return worksheet_write_number(sheet_, next_row_, at, *number, nullptr);
        }
        if (const auto* instant = std::get_if<Instant>(&cell)) {
            const std::chrono::local_time<Duration> local{(*instant + offset_).time_since_epoch()};
            lxw_datetime time = ToSheetTime(local);
            return worksheet_write_datetime(sheet_, next_row_, at, &time, time_format_);
        }
        if (const auto* day = std::get_if<Day>(&cell)) {
            lxw_datetime time = ToSheetTime(*day);
            return worksheet_write_datetime(sheet_, next_row_, at, &time, day_format_);
        }
        return LXW_NO_ERROR;
    }

    lxw_error WriteText(lxw_col_t at, const std::string& text) {
        if (text.empty()) return LXW_NO_ERROR;
        return worksheet_write_string(sheet_, next_row_, at, ForSheet(text).c_str(), nullptr);
    }

    std::string file_;
    std::string temp_directory_;
    std::size_t width_;
    UtcOffset offset_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* time_format_ = nullptr;
    lxw_format* day_format_ = nullptr;
    lxw_format* whole_format_ = nullptr;
    lxw_row_t next_row_ = 1;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> MakeXlsxWriter(const std::vector<Column>& columns,
                                                    const TableOptions& options) {
    LD_CHECK(!columns.empty());
    // The name is taken first and the library writes over it: nobody else can put a link there.
    std::string file = (options.temp_directory / "liandong-table-XXXXXX").string();
    const int descriptor = ::mkostemp(file.data(), O_CLOEXEC);
    if (descriptor < 0) {
        return Failure{Unavailable("creating a table in " + options.temp_directory.string() + ": " +
                                   std::strerror(errno))};
    }
    ::close(descriptor);
    auto writer = std::make_unique<XlsxWriter>(std::move(file), columns.size(), options);
    LD_TRY(writer->Start(columns, options.sheet_name));
    return std::unique_ptr<TableWriter>(std::move(writer));
}

}  // namespace liandong::exporting
