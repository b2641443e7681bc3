#include "app/import_row.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kTitleCodePoints = 40;
constexpr std::size_t kIdCodePointsMax = 200;

using enum ImportTarget;

class RowReader {
public:
    RowReader(const ImportRecord& record, const std::vector<std::string>& header,
              const ImportMap& map)
        : record_(record),
          names_(record.names ? *record.names : header),
          map_(map),
          row_(std::to_string(record.row)) {
        lookup_ = [this](std::string_view column) -> std::string_view {
            if (column == kRowNumberColumn) return row_;
            const auto* value = Find(column);
            return value == nullptr ? std::string_view() : std::string_view(value->text);
        };
    }
    RowReader(const RowReader&) = delete;  // the look-up holds `this`
    RowReader& operator=(const RowReader&) = delete;

    [[nodiscard]] std::string Value(ImportTarget target) const {
        return ValueOf(map_, target, lookup_);
    }
    [[nodiscard]] std::string CodeFor(ImportTarget target) const {
        return CodeOf(map_, target, lookup_);
    }
    [[nodiscard]] std::optional<GeoPoint> Point() const { return PointOf(map_, lookup_); }

    /// A fault at the column that holds the target, or at the row's beginning.
    [[nodiscard]] ImportFault Fault(ImportTarget target, std::string reason) const {
        ImportFault fault{record_.line, 1, std::move(reason)};
        std::string_view column;
        if (const auto found = map_.columns.find(target); found != map_.columns.end()) {
            for (const std::string& name : found->second) {
                if (column.empty() || !lookup_(name).empty()) column = name;
                if (!lookup_(name).empty()) break;
            }
        }
        if (const auto text = map_.texts.find(target); text != map_.texts.end() && column.empty()) {
            for (const TextTemplate::Part& part : text->second.parts) {
                if (part.is_column && column.empty()) column = part.text;
            }
        }
        if (const auto* value = Find(column)) {
            fault.line = value->line;
            fault.column = value->column;
        }
        return fault;
    }

private:
    [[nodiscard]] const ImportRecord::Value* Find(std::string_view column) const {
        const auto found = std::ranges::find(names_, column);
        const auto at = static_cast<std::size_t>(found - names_.begin());
        return found == names_.end() || at >= record_.values.size() ? nullptr : &record_.values[at];
    }

    const ImportRecord& record_;
    const std::vector<std::string>& names_;
    const ImportMap& map_;
    std::string row_;
    RowLookup lookup_;
};

Result<Instant, ImportFault> TimeOf(const RowReader& row, ImportTarget target, const ImportMap& map,
                                    Instant now) {
    const std::string text = row.Value(target);
    if (text.empty())
        return Failure{row.Fault(target, "the time is missing; every case needs one")};
    const auto at = ParseSourceTime(text, map);
    if (!at) {
        std::string formats;
        for (const std::string& format : map.date_formats)
            formats += (formats.empty() ? "" : " or ") + format;
        return Failure{row.Fault(target, "\"" +
                                             std::string(FirstCodePoints(text, kTitleCodePoints)) +
                                             "\" is no time; the map knows " + formats)};
    }
    if (*at > now)
        return Failure{row.Fault(target, "the time lies in the future; history ends now")};
    return *at;
}

// What the record itself says of the end: its answer, else the word it has for its state. Nothing
// is invented.
Result<std::optional<ImportedRow::Answer>, ImportFault> AnswerOf(const RowReader& row,
                                                                 const ImportMap& map,
                                                                 Instant opened_at, Instant now) {
    using Found = std::optional<ImportedRow::Answer>;
    std::string text = row.Value(kReply);
    std::string status = row.CodeFor(kStatus);
    // A row with a reply was answered, unless its own state says otherwise.
    if (!text.empty() && row.Value(kStatus).empty()) status = Code(ImportStatus::kAnswered);
    const bool is_ended =
        status == Code(ImportStatus::kAnswered) || status == Code(ImportStatus::kClosed);
    if (!is_ended) return Found{};
    if (text.empty()) text = row.Value(kStatus);
    if (text.empty()) return Found{};
    // A source that keeps only the day of its answer has it before a case of the same day: then its
    // end counts.
    std::optional<Instant> at;
    ImportTarget too_early = kId;
    for (const ImportTarget target : {kReplyAt, kClosedAt}) {
        if (at || row.Value(target).empty()) continue;
        LD_TRY(const Instant said, TimeOf(row, target, map, now));
        if (said >= opened_at)
            at = said;
        else
            too_early = target;
    }
    if (!at && too_early != kId) {
        return Failure{row.Fault(too_early, "it ends before it begins; the end must come later")};
    }
    return Found{ImportedRow::Answer{std::move(text), at.value_or(opened_at)}};
}

Result<void, ImportFault> ReadTexts(const RowReader& row, OpenCase& command) {
    Narrative& narrative = command.narrative.plain;
    narrative.title = row.Value(kTitle);
    narrative.content = row.Value(kContent);
    narrative.address = row.Value(kAddress);
    narrative.wish = row.Value(kWish);
    if (narrative.title.empty() && narrative.content.empty()) {
        return Failure{row.Fault(
            kContent, "there is neither title nor content; one of them must say what it is about")};
    }
    if (narrative.title.empty())
        narrative.title = FirstCodePoints(narrative.content, kTitleCodePoints);
    command.caller.plain.name = row.Value(kCaller);
    command.caller.plain.phone = row.Value(kPhone);
    command.source_id = row.Value(kId);
    if (command.source_id.empty()) {
        return Failure{
            row.Fault(kId, "the id is missing; without it the row cannot be told from others")};
    }
    if (CountCodePoints(command.source_id) > kIdCodePointsMax) {
        return Failure{row.Fault(kId, "the id is longer than 200 characters")};
    }
    return {};
}

Result<void, ImportFault> ReadCodes(const RowReader& row, const City& city, const CellIndex& cells,
                                    OpenCase& command) {
    command.category = CategoryCode{row.CodeFor(kCategory)};
    if (command.category.value.empty() &&
        city.FindCategory(CategoryCode{row.Value(kCategory)}) != nullptr) {
        command.category = CategoryCode{row.Value(kCategory)};
    }
    command.category_chosen_by = Code(ActorKind::kImport);
    command.type = FromCode<RequestType>(row.CodeFor(kType)).value_or(RequestType::kHelp);
    command.channel = FromCode<Channel>(row.CodeFor(kChannel)).value_or(Channel::kLinked);
    command.point = row.Point();
    command.place = PlaceCode{row.CodeFor(kPlace)};
    if (command.place.value.empty() && command.point) {
        if (const GridCell* cell = cells.Find(*command.point)) command.place = cell->community;
    }
    return {};
}

}  // namespace

RowReading ReadImportRow(const ImportRecord& record, const std::vector<std::string>& header,
                         const ImportMap& map, const City& city, const CellIndex& cells,
                         Instant now) {
    const RowReader row(record, header, map);
    if (row.CodeFor(kStatus) == Code(ImportStatus::kIgnored)) return IgnoredRow{};
    ImportedRow read;
    OpenCase& command = read.open.command;
    command.source_system = map.name;
    if (auto texts = ReadTexts(row, command); !texts) return std::move(texts).error();
    if (auto codes = ReadCodes(row, city, cells, command); !codes) return std::move(codes).error();
    auto opened_at = TimeOf(row, kOpenedAt, map, now);
    if (!opened_at) return std::move(opened_at).error();
    read.open.at = *opened_at;
    auto answer = AnswerOf(row, map, *opened_at, now);
    if (!answer) return std::move(answer).error();
    read.answer = *std::move(answer);
    return read;
}

ImportFault ExplainRefusal(const Error& error, const ImportRecord& record,
                           const std::vector<std::string>& header, const ImportMap& map,
                           const City& city) {
    const RowReader row(record, header, map);
    const auto named = FromCode<RefusalCode>(error.code);
    if (!named)
        return row.Fault(kContent, error.for_caller.empty() ? error.code : error.for_caller);
    switch (*named) {
        case RefusalCode::kTextTooLong:
            return row.Fault(kContent, "the text is too long; the city takes " +
                                           std::to_string(city.limits.content_code_points_max) +
                                           " characters");
        case RefusalCode::kCalendarTooShort:
            return row.Fault(kOpenedAt, "the working calendar ends on " +
                                            FormatDay(city.calendar.last) +
                                            ", before this case's deadlines; extend calendar.csv");
        case RefusalCode::kUnknownCategory:
            return row.Fault(kCategory,
                             "the map's category is none of this city; correct [codes.category]");
        case RefusalCode::kUnknownPlace:
            return row.Fault(kPlace, "the map's place is none of this city; correct [codes.place]");
        default: return row.Fault(kContent, error.code + ": " + std::string(Label(*named)));
    }
}

}  // namespace liandong
