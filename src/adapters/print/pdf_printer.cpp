#include "adapters/print/pdf_printer.hpp"

#include <algorithm>
#include <numbers>

#include "adapters/print/page.hpp"
#include "base/text.hpp"

namespace liandong::print {
namespace {

constexpr double kBodyPoints = 12;
constexpr double kCellPoints = 10.5;
constexpr double kCellPadding = 4;
constexpr double kBlockGap = 8;

struct Row {
    std::vector<Type> cells;
    std::vector<int> next;  ///< of each cell, the first line not drawn yet
};

// One kind of block a member.
class Typesetter {
public:
    explicit Typesetter(Pages& pages) : pages_(pages) {}

    void Head(const Paper& document) {
        if (!document.issuer.empty()) {
            cairo_set_source_rgb(pages_.Cairo(), 0.8, 0, 0);
            pages_.Flow(pages_.Set(document.issuer, {24, true, false}, kWidth, CellAlign::kCentre),
                        kLeft);
            pages_.Space(8);
            pages_.Rule(kLeft, kLeft + kWidth, pages_.Y(), 1.5);
            cairo_set_source_rgb(pages_.Cairo(), 0, 0, 0);
            pages_.Space(12);
        }
        const auto centred = [&](const std::string& text, Face face, double after) {
            if (text.empty()) return;
            pages_.Flow(pages_.Set(text, face, kWidth, CellAlign::kCentre), kLeft);
            pages_.Space(after);
        };
        centred(document.number, {12, false, false}, 10);
        centred(document.title, {20, true, false}, 8);
        centred(document.subtitle, {12, false, false}, 10);
    }

    void operator()(const PaperHeading& heading) {
        const Face face{heading.level <= 1 ? 14.0 : kBodyPoints, true, true};
        pages_.Need(face.points * 4);  // never alone at the foot of a page
        pages_.Space(kBlockGap);
        pages_.Flow(pages_.Set(heading.text, face, kWidth), kLeft);
        pages_.Space(kBlockGap / 2);
    }

    void operator()(const PaperParagraph& paragraph) {
        const Face face{paragraph.small ? 10.0 : kBodyPoints, false, false};
        const double indent = paragraph.indented ? face.points * 2 : 0;
        for (const std::string_view line : Split(paragraph.text, '\n')) {
            pages_.Flow(pages_.Set(line, face, kWidth, CellAlign::kStart, indent), kLeft);
        }
        pages_.Space(kBlockGap / 2);
    }

    void operator()(const PaperFields& fields) {
        constexpr double kGap = 12;
        constexpr double kHalf = (kWidth - kGap) / 2;
        for (std::size_t i = 0; i < fields.fields.size(); i += 2) {
            Row row;
            std::vector<double> lefts;
            for (std::size_t j = i; j < std::min(i + 2, fields.fields.size()); ++j) {
                const auto& field = fields.fields[j];
                row.cells.push_back(pages_.Set(field.name + "：" + field.value,
                                               {kBodyPoints, false, false}, kHalf));
                lefts.push_back(kLeft + (kHalf + kGap) * static_cast<double>(j - i));
            }
            row.next.assign(row.cells.size(), 0);
            while (Rest(row)) {
                Whole(row, 0);
                pages_.Space(Piece(row, lefts));
                if (Rest(row)) pages_.Turn();
                if (pages_.IsTooLong()) return;
            }
        }
        pages_.Space(kBlockGap);
    }

    void operator()(const PaperTable& table) {
        double shares = 0;
        for (const auto& column : table.columns) shares += column.width;
        widths_.clear();
        lefts_.clear();
        double left = kLeft;
        for (const auto& column : table.columns) {
            widths_.push_back(kWidth * column.width / shares);
            lefts_.push_back(left);
            left += widths_.back();
        }
        Header(table);
        for (const auto& cells : table.rows) {
            Row row;
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                row.cells.push_back(
                    Cell(i < cells.size() ? cells[i] : "", i, table.columns[i].align, false));
            }
            row.next.assign(row.cells.size(), 0);
            while (Rest(row)) {
                if (Whole(row, kCellPadding * 2)) Header(table);
                TableRow(row);
                if (Rest(row)) {
                    pages_.Turn();
                    Header(table);
                }
                if (pages_.IsTooLong()) return;
            }
        }
        pages_.Space(kBlockGap);
    }

    void operator()(const PaperSignatures& signatures) {
        constexpr double kLine = 34;
        for (const std::string& role : signatures.roles) {
            pages_.Need(kLine);
            const double base = pages_.Y() + 26;
            pages_.Set(role + "：", {kBodyPoints, false, false}, kWidth)
                .Draw(pages_.Cairo(), 0, kLeft, pages_.Y() + 10);
            pages_.Rule(kLeft + kWidth * 0.25, kLeft + kWidth * 0.55, base, 0.5);
            pages_.Set("日期：", {kBodyPoints, false, false}, kWidth)
                .Draw(pages_.Cairo(), 0, kLeft + kWidth * 0.6, pages_.Y() + 10);
            pages_.Rule(kLeft + kWidth * 0.7, kLeft + kWidth, base, 0.5);
            pages_.Space(kLine);
        }
        pages_.Space(kBlockGap);
    }

    void operator()(const PaperSeal& seal) {
        constexpr double kSize = 119;  // 42 mm, the seal of a city's body
        constexpr double kColumn = kWidth * 0.55;
        pages_.Need(kSize + 6);
        const double left = kLeft + kWidth - kColumn;
        const double top = pages_.Y();
        cairo_t* cairo = pages_.Cairo();
        cairo_save(cairo);
        cairo_set_source_rgb(cairo, 0.75, 0.75, 0.75);
        constexpr double kDash = 3;
        cairo_set_dash(cairo, &kDash, 1, 0);
        cairo_set_line_width(cairo, 0.7);
        cairo_new_path(cairo);
        cairo_arc(cairo, left + kColumn / 2, top + kSize / 2 + 3, kSize / 2, 0,
                  2 * std::numbers::pi);
        cairo_stroke(cairo);
        const Type place = pages_.Set("（盖章处）", {9, false, false}, kColumn, CellAlign::kCentre);
        place.Draw(cairo, 0, left, top + kSize - 28);
        cairo_restore(cairo);
        pages_.Space(kSize * 0.32);
        const Face face{kBodyPoints, false, false};
        pages_.Flow(pages_.Set(seal.issuer, face, kColumn, CellAlign::kCentre), left);
        pages_.Flow(pages_.Set(seal.date, face, kColumn, CellAlign::kCentre), left);
        pages_.Space(std::max(0.0, top + kSize + 8 - pages_.Y()));
    }

private:
    [[nodiscard]] Type Cell(const std::string& text, std::size_t column, CellAlign align,
                            bool bold) const {
        return pages_.Set(text, {kCellPoints, bold, false},
                          std::max(widths_[column] - kCellPadding * 2, kCellPoints), align);
    }

    static bool Rest(const Row& row) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (row.next[i] < row.cells[i].LineCount()) return true;
        }
        return false;
    }

    static double Height(const Row& row) {
        double most = 0;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            double height = 0;
            for (int line = row.next[i]; line < row.cells[i].LineCount(); ++line) {
                height += row.cells[i].LineHeight(line);
            }
            most = std::max(most, height);
        }
        return most;
    }

    // A row that fits on a page of its own is not torn: true when it began a new page for that.
    bool Whole(const Row& row, double padding) {
        const double height = Height(row) + padding;
        if (height <= pages_.Left() || pages_.IsTop()) return false;
        const bool fits_a_page = height <= (kBottom - kTop) * 0.8;
        if (!fits_a_page && pages_.Left() > kCellPoints * 4) return false;
        pages_.Turn();
        return true;
    }

    // Draws the lines that fit; returns how high they stand.
    double Piece(Row& row, const std::vector<double>& lefts) {
        const double room = pages_.Left();
        double most = 0;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            double used = 0;
            while (row.next[i] < row.cells[i].LineCount()) {
                const double height = row.cells[i].LineHeight(row.next[i]);
                // One line goes in at least, or it would never end.
                if (used + height > room && (used > 0 || !pages_.IsTop())) break;
                row.cells[i].Draw(pages_.Cairo(), row.next[i], lefts[i], pages_.Y() + used);
                used += height;
                ++row.next[i];
            }
            most = std::max(most, used);
        }
        return most;
    }

    void TableRow(Row& row) {
        const double top = pages_.Y();
        pages_.Space(kCellPadding);
        std::vector<double> lefts;
        for (const double left : lefts_) lefts.push_back(left + kCellPadding);
        pages_.Space(Piece(row, lefts) + kCellPadding);
        const double bottom = pages_.Y();
        const double right = kLeft + kWidth;
        pages_.Rule(kLeft, right, top, 0.5);
        pages_.Rule(kLeft, right, bottom, 0.5);
        cairo_t* cairo = pages_.Cairo();
        for (std::size_t i = 0; i <= lefts_.size(); ++i) {
            const double x = i < lefts_.size() ? lefts_[i] : right;
            cairo_move_to(cairo, x, top);
            cairo_line_to(cairo, x, bottom);
            cairo_stroke(cairo);
        }
    }

    void Header(const PaperTable& table) {
        Row row;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            row.cells.push_back(Cell(table.columns[i].title, i, CellAlign::kCentre, true));
        }
        row.next.assign(row.cells.size(), 0);
        pages_.Need(Height(row) + kCellPadding * 2 + kCellPoints * 3);
        TableRow(row);
    }

    Pages& pages_;
    std::vector<double> widths_;
    std::vector<double> lefts_;
};

class TextCheck {
public:
    [[nodiscard]] Result<void> Whole(const Paper& document) {
        for (const auto* text : {&document.issuer, &document.number, &document.title,
                                 &document.subtitle, &document.footer}) {
            Text(*text);
        }
        for (const PaperBlock& block : document.blocks) std::visit(*this, block);
        if (is_bad_) {
            return Failure{Invalid("bad_text", "A document's text is not well-formed UTF-8.")};
        }
        if (is_wide_) {
            return Failure{Invalid("too_many_cells", "A row has more cells than columns.")};
        }
        return {};
    }
    void operator()(const PaperHeading& block) { Text(block.text); }
    void operator()(const PaperParagraph& block) { Text(block.text); }
    void operator()(const PaperFields& block) {
        for (const auto& field : block.fields) {
            Text(field.name);
            Text(field.value);
        }
    }
    void operator()(const PaperTable& block) {
        is_wide_ = is_wide_ || block.columns.empty();
        for (const auto& column : block.columns) Text(column.title);
        for (const auto& row : block.rows) {
            is_wide_ = is_wide_ || row.size() > block.columns.size();
            for (const std::string& cell : row) Text(cell);
        }
    }
    void operator()(const PaperSignatures& block) {
        for (const std::string& role : block.roles) Text(role);
    }
    void operator()(const PaperSeal& block) {
        Text(block.issuer);
        Text(block.date);
    }

private:
    void Text(const std::string& text) {
        is_bad_ = is_bad_ || !IsUtf8(text) || text.find('\0') != std::string::npos;
    }
    bool is_bad_ = false;
    bool is_wide_ = false;
};

Result<void> CheckFont(const Pages& pages) {
    if (!pages.Set("督办", {}, kWidth).HasUnknownGlyphs()) return {};
    Error error = Unavailable("no Chinese font is installed, for example fonts-noto-cjk");
    error.code = "no_chinese_font";
    return Failure{std::move(error)};
}

class PdfPrinter final : public DocumentPrinter {
public:
    Result<std::string> Print(const Paper& document) override {
        LD_TRY(TextCheck().Whole(document));
        std::string bytes;
        {
            LD_TRY(Pages pages, Pages::Start(bytes, document));
            LD_TRY(CheckFont(pages));
            Typesetter setter(pages);
            setter.Head(document);
            for (const PaperBlock& block : document.blocks) {
                std::visit(setter, block);
                if (pages.IsTooLong()) {
                    return Failure{
                        Invalid("document_too_long", "The document has too many pages.")};
                }
            }
            LD_TRY(pages.Finish());
        }
        return bytes;
    }
};

}  // namespace

std::unique_ptr<DocumentPrinter> MakePdfPrinter() { return std::make_unique<PdfPrinter>(); }

}  // namespace liandong::print
