#include "adapters/profile/table.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "adapters/csv/csv_reader.hpp"
#include "base/text.hpp"

namespace liandong::profile {
namespace {

constexpr std::size_t kRowsMax = 1'000'000;

Spot SpotOf(const csv::Position& at) { return {at.line, at.column}; }

// "7:3: what; instead" of the reader, in the two halves that a fault has.
void AddReaderFault(std::string_view file, const csv::Reader& reader, const Error& error,
                    FaultList& faults) {
    std::string_view text = error.for_caller;
    if (const auto colon = text.find(": "); colon != std::string_view::npos)
        text.remove_prefix(colon + 2);
    const auto cut = text.find("; ");
    const std::string_view what = text.substr(0, cut);
    const std::string_view instead =
        cut == std::string_view::npos ? "see RFC 4180" : text.substr(cut + 2);
    faults.Add(file, SpotOf(reader.FaultAt()), std::string(what), std::string(instead));
}

std::string Joined(const std::vector<std::string>& columns) {
    std::string all;
    for (const std::string& column : columns) all += (all.empty() ? "" : ",") + column;
    return all;
}

bool CheckHeader(const Table& table, const csv::Record& header, FaultList& faults) {
    bool right = true;
    const std::string instead = "the header is " + Joined(table.columns);
    Words expected(table.columns.begin(), table.columns.end());
    Words found;
    for (const csv::Field& field : header.fields) {
        if (!expected.contains(field.text)) {
            const std::string near = Nearest(field.text, expected);
            faults.Add(
                table.file, SpotOf(field.at), "unknown column " + Quote(field.text),
                near.empty() ? "take it out: " + instead : "did you mean " + Quote(near) + "?");
            right = false;
        } else if (!found.insert(field.text).second) {
            faults.Add(table.file, SpotOf(field.at),
                       "column " + Quote(field.text) + " stands there twice",
                       "take one out: " + instead);
            right = false;
        }
    }
    for (const std::string& column : table.columns) {
        if (found.contains(column)) continue;
        faults.Add(table.file, SpotOf(header.end), "column " + Quote(column) + " is missing",
                   instead);
        right = false;
    }
    if (!right) return false;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (header.fields[i].text == table.columns[i]) continue;
        faults.Add(table.file, SpotOf(header.fields[i].at),
                   "column " + Quote(header.fields[i].text) + " stands where " +
                       Quote(table.columns[i]) + " belongs",
                   instead);
        return false;
    }
    return true;
}

void AddRow(Table& table, const csv::Record& record, FaultList& faults) {
    if (record.fields.size() != table.columns.size()) {
        const bool too_few = record.fields.size() < table.columns.size();
        faults.Add(table.file,
                   too_few ? SpotOf(record.end) : SpotOf(record.fields[table.columns.size()].at),
                   std::to_string(record.fields.size()) + " values in a row of " +
                       std::to_string(table.columns.size()),
                   too_few ? "add the missing ones: " + Joined(table.columns)
                           : "put values that hold a comma in double quotes");
        table.whole = false;
        return;
    }
    Row row;
    for (const csv::Field& field : record.fields) {
        if (Trim(field.text).size() != field.text.size()) {
            faults.Add(table.file, SpotOf(field.at), "blanks around " + Quote(Trim(field.text)),
                       "take them out");
        }
        row.cells.push_back({std::string(Trim(field.text)), SpotOf(field.at)});
    }
    table.rows.push_back(std::move(row));
}

}  // namespace

Table ReadTable(std::string_view file, std::string_view bytes,
                std::initializer_list<std::string_view> columns, FaultList& faults) {
    Table table{std::string(file), {columns.begin(), columns.end()}, {}, true};
    std::istringstream in{std::string(bytes)};
    csv::Reader reader(in);
    bool has_header = false;
    while (true) {
        auto next = reader.Next();
        if (!next) {
            AddReaderFault(file, reader, next.error(), faults);
            table.whole = false;
            if (next.error().kind != ErrorKind::kInvalid) return table;
            continue;
        }
        if (!*next) break;
        if (!has_header) {
            has_header = true;
            if (CheckHeader(table, **next, faults)) continue;
            table.whole = false;
            return table;
        }
        if (table.rows.size() >= kRowsMax) {
            faults.Add(file, SpotOf(reader.RecordAt()),
                       "more than " + std::to_string(kRowsMax) + " rows", "no city is that large");
            table.whole = false;
            return table;
        }
        AddRow(table, **next, faults);
    }
    if (!has_header && table.whole) {
        faults.Add(file, {}, "the file is empty", "the header is " + Joined(table.columns));
        table.whole = false;
    }
    return table;
}

bool IsCode(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-' || c == '_';
    });
}

void CellReader::Fault(const Cell& cell, std::string what, std::string instead) const {
    faults_.Add(table_.file, cell.at, std::move(what), std::move(instead));
}

void CellReader::Unknown(const Cell& cell, std::string_view kind, const Words& known,
                         std::string_view from) const {
    faults_.Unknown(table_.file, cell.at, kind, cell.text, known, from);
}

const std::string& CellReader::Filled(const Cell& cell, std::string_view column) const {
    if (cell.text.empty()) Fault(cell, std::string(column) + " is empty", "fill it in");
    return cell.text;
}

const std::string& CellReader::NewCode(const Cell& cell, Words& seen) const {
    if (!IsCode(cell.text)) {
        Fault(cell, Quote(cell.text) + " is no code", std::string(kCodeShape));
    }
    if (!seen.insert(cell.text).second) {
        Fault(cell, "code " + Quote(cell.text) + " stands there twice",
              "give each row a code of its own");
    }
    return cell.text;
}

void CellReader::Choice(const Cell& cell, std::string_view column, const Words& words) const {
    if (words.contains(cell.text)) return;
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
    Unknown(cell, column, words, all);
}

bool CellReader::Truth(const Cell& cell, std::string_view column) const {
    if (cell.text != "true" && cell.text != "false") {
        Fault(cell, std::string(column) + " is " + Quote(cell.text), "write true or false");
    }
    return cell.text == "true";
}

std::int64_t CellReader::Integer(const Cell& cell, std::string_view column, std::int64_t least,
                                 std::int64_t most) const {
    std::int64_t number = 0;
    const char* end = cell.text.data() +
                      cell.text.size();  // NOLINT(cppcoreguidelines-pro-bounds-pointer-arithmetic)
    const auto read = std::from_chars(cell.text.data(), end, number);
    if (read.ec == std::errc{} && read.ptr == end && number >= least && number <= most)
        return number;
    Fault(cell, std::string(column) + " is " + Quote(cell.text),
          "write a whole number, " + std::to_string(least) + " to " + std::to_string(most));
    return least;
}

CellList CellReader::List(const Cell& cell) const {
    CellList items;
    if (cell.text.empty()) return items;
    Words seen;
    Spot at = cell.at;
    for (const std::string_view part : Split(cell.text, '|')) {
        Cell item{std::string(part), at};
        at.column += static_cast<std::int64_t>(CountCodePoints(part)) + 1;
        if (Trim(part).size() != part.size() || part.empty()) {
            Fault(item, part.empty() ? "an empty item" : "blanks around " + Quote(Trim(part)),
                  "separate items with | and nothing else");
            continue;
        }
        if (!seen.insert(item.text).second) {
            Fault(item, Quote(part) + " stands there twice", "name it once");
            continue;
        }
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace liandong::profile
