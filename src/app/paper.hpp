#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

// Paper that leaves the house: supervision orders, agreements, reports. A use case says what stands
// there; how it looks on a page is an adapter's business.

namespace liandong {

/// A heading within the document; level 1 is "一、…", level 2 "（一）…".
struct PaperHeading {
    std::string text;
    std::int32_t level = 1;
};
/// One paragraph; a line break in the text begins a new one. Chinese is broken as it should be.
struct PaperParagraph {
    std::string text;
    bool indented = true;  ///< by two characters in front, as Chinese prose is
    bool small = false;    ///< a remark, in smaller type
};
/// Short facts, name and value, two pairs a line.
struct PaperFields {
    struct Field {
        std::string name;
        std::string value;
    };
    std::vector<Field> fields;
};
enum class CellAlign : std::uint8_t { kStart = 1, kCentre = 2, kEnd = 3 };
/// Its head stands again on every page; a row that is longer than a page goes on on the next.
struct PaperTable {
    struct Column {
        std::string title;
        double width = 1;  ///< share of the page's width
        CellAlign align = CellAlign::kStart;
    };
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;  ///< missing cells are empty, surplus ones a fault
};
/// "承办人：__________    日期：__________", one line each.
struct PaperSignatures {
    std::vector<std::string> roles;
};
/// Who issues it and when, at the right; with room for the seal over both.
struct PaperSeal {
    std::string issuer;
    std::string date;
};
using PaperBlock =
    std::variant<PaperHeading, PaperParagraph, PaperFields, PaperTable, PaperSignatures, PaperSeal>;

struct Paper {
    std::string issuer;  ///< in red above the title, with a rule below; empty: none
    std::string number;  ///< "市12345督〔2026〕7号"; empty: none
    std::string title;
    std::string subtitle;
    std::vector<PaperBlock> blocks;
    std::string footer;  ///< at the left of every page's foot; the page's number is at the right
    Instant made_at;     ///< into the file; the same document prints the same bytes
};

class DocumentPrinter {
public:
    virtual ~DocumentPrinter() = default;
    /// A4 pages as PDF, fonts inside. Any thread.
    /// Errors: kInvalid "bad_text" (not UTF-8, or a NUL), "too_many_cells", "document_too_long"
    /// beyond kPaperPagesMax pages; kUnavailable when there is no Chinese font or no memory.
    [[nodiscard]] virtual Result<std::string> Print(const Paper& document) = 0;
};

inline constexpr std::int32_t kPaperPagesMax = 2000;

}  // namespace liandong
