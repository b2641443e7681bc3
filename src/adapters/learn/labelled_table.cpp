#include "adapters/learn/labelled_table.hpp"

#include <algorithm>
#include <fstream>
#include <optional>

#include "adapters/csv/csv_reader.hpp"
#include "base/text.hpp"

namespace liandong {
namespace {

std::string PlainName(std::string_view name) {
    std::string plain(Trim(name));
    for (char& c : plain) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return plain;
}

/// The places of the columns in a record.
struct Layout {
    std::vector<std::size_t> text;
    std::optional<std::size_t> label;
};

Result<Layout> LayoutOf(const csv::Record& header, const TableColumns& columns) {
    std::vector<std::string> names;
    std::string listed;
    for (const csv::Field& field : header.fields) {
        names.push_back(PlainName(field.text));
        listed += (listed.empty() ? "" : ", ") + names.back();
    }
    const auto place_of = [&](const std::string& name) -> std::optional<std::size_t> {
        const auto found = std::ranges::find(names, PlainName(name));
        if (found == names.end()) return std::nullopt;
        return static_cast<std::size_t>(found - names.begin());
    };
    Layout layout;
    for (const std::string& name : columns.label) {
        if (!layout.label) layout.label = place_of(name);
    }
    if (!columns.label.empty() && !layout.label)
        return Failure{Invalid("unknown_column", "There is no column " + columns.label.front() +
                                                     "; the table has " + listed + ".")};
    for (const std::string& name : columns.text) {
        if (const auto place = place_of(name)) layout.text.push_back(*place);
    }
    const std::size_t others = names.size() - (layout.label ? 1 : 0);
    if (layout.text.empty() && others == 1) {
        layout.text.push_back(layout.label && *layout.label == 0 ? 1 : 0);
    }
    if (layout.text.empty())
        return Failure{Invalid("unknown_column",
                               "There is no column of the text; the table has " + listed + ".")};
    return layout;
}

LabelledMessage MessageOf(const csv::Record& record, const Layout& layout) {
    const auto cell = [&](std::size_t place) -> std::string_view {
        return place < record.fields.size() ? std::string_view(record.fields[place].text)
                                            : std::string_view{};
    };
    LabelledMessage message;
    if (layout.label) message.label = cell(*layout.label);
    if (layout.text.size() == 1) {
        message.text = SplitAtGap(cell(layout.text.front()));
        return message;
    }
    message.text.subject = cell(layout.text.front());
    for (std::size_t i = 1; i < layout.text.size(); ++i) {
        if (i > 1) message.text.body += '\n';
        message.text.body += cell(layout.text[i]);
    }
    return message;
}

}  // namespace

Result<void> ReadTable(const std::filesystem::path& path, const TableColumns& columns,
                       const std::function<bool(TableRow)>& take) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Failure{Unavailable("cannot read " + path.string())};
    csv::Reader reader(file);
    LD_TRY(const auto header, reader.Next());
    if (!header) return Failure{Invalid("no_header", "The table is empty: it has no header.")};
    LD_TRY(const Layout layout, LayoutOf(*header, columns));
    while (true) {
        const auto next = reader.Next();
        TableRow row;
        if (!next) {
            if (next.error().kind != ErrorKind::kInvalid) return Failure{next.error()};
            row.fault = next.error().for_caller;
        } else if (!*next) {
            return {};
        } else {
            row.message = MessageOf(**next, layout);
        }
        if (!take(std::move(row))) return {};
    }
}

}  // namespace liandong
