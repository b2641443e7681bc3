#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/city/city.hpp"

// How another system's export becomes cases: data of profiles/maps/ (its README.md is the
// contract), read by adapters/profile/load_import_map.hpp. Everything here is pure.

namespace liandong {

enum class SourceFormat : std::uint8_t { kCsv = 1, kJsonLines = 2 };
template <>
inline constexpr auto kNames<SourceFormat> = std::to_array<Named<SourceFormat>>({
    {SourceFormat::kCsv, "csv", "CSV"},
    {SourceFormat::kJsonLines, "jsonl", "JSON 行"},
});
enum class SourceEncoding : std::uint8_t { kUtf8 = 1, kGb18030 = 2 };
template <>
inline constexpr auto kNames<SourceEncoding> = std::to_array<Named<SourceEncoding>>({
    {SourceEncoding::kUtf8, "utf-8", "UTF-8"},
    {SourceEncoding::kGb18030, "gb18030", "GB18030"},
});
enum class SourcePoints : std::uint8_t { kWgs84 = 1, kGcj02 = 2 };
template <>
inline constexpr auto kNames<SourcePoints> = std::to_array<Named<SourcePoints>>({
    {SourcePoints::kWgs84, "wgs84", "WGS-84"},
    {SourcePoints::kGcj02, "gcj02", "GCJ-02"},
});

/// What a case wants to know of a row.
enum class ImportTarget : std::uint8_t {
    kId = 1,
    kCaller,
    kPhone,
    kTitle,
    kContent,
    kAddress,
    kWish,
    kOpenedAt,
    kReply,
    kReplyAt,
    kClosedAt,
    kDueAt,
    kCategory,
    kType,
    kChannel,
    kPlace,
    kStatus,
    kLon,
    kLat,
};
template <>
inline constexpr auto kNames<ImportTarget> = std::to_array<Named<ImportTarget>>({
    {ImportTarget::kId, "id", "来源编号"},
    {ImportTarget::kCaller, "caller", "来电人"},
    {ImportTarget::kPhone, "phone", "电话"},
    {ImportTarget::kTitle, "title", "标题"},
    {ImportTarget::kContent, "content", "内容"},
    {ImportTarget::kAddress, "address", "地址"},
    {ImportTarget::kWish, "wish", "诉求"},
    {ImportTarget::kOpenedAt, "opened_at", "受理时间"},
    {ImportTarget::kReply, "reply", "答复"},
    {ImportTarget::kReplyAt, "reply_at", "答复时间"},
    {ImportTarget::kClosedAt, "closed_at", "结案时间"},
    {ImportTarget::kDueAt, "due_at", "应办时间"},
    {ImportTarget::kCategory, "category", "类别"},
    {ImportTarget::kType, "type", "类型"},
    {ImportTarget::kChannel, "channel", "渠道"},
    {ImportTarget::kPlace, "place", "地点"},
    {ImportTarget::kStatus, "status", "状态"},
    {ImportTarget::kLon, "lon", "经度"},
    {ImportTarget::kLat, "lat", "纬度"},
});

/// Where a row stood in the other system.
enum class ImportStatus : std::uint8_t { kOpen = 1, kAnswered = 2, kClosed = 3, kIgnored = 4 };
template <>
inline constexpr auto kNames<ImportStatus> = std::to_array<Named<ImportStatus>>({
    {ImportStatus::kOpen, "open", "办理中"},
    {ImportStatus::kAnswered, "answered", "已答复"},
    {ImportStatus::kClosed, "closed", "已结案"},
    {ImportStatus::kIgnored, "ignored", "不导入"},
});

/// Text made of several columns: "{Complaint Type}：{Descriptor}".
struct TextTemplate {
    struct Part {
        std::string text;  ///< as it stands, or a column's name
        bool is_column = false;
    };
    std::vector<Part> parts;
};

struct ImportMap {
    /// An own code, and where the map writes it (for CheckImportMap).
    struct Entry {
        std::string code;
        std::int64_t line = 1;
        std::int64_t column = 1;
    };

    std::string file;  ///< the map's own name, for faults
    std::string name;  ///< `source_system` of the cases
    SourceFormat format = SourceFormat::kCsv;
    SourceEncoding encoding = SourceEncoding::kUtf8;
    char delimiter = ',';
    SourcePoints points = SourcePoints::kWgs84;
    std::vector<GeoPoint> no_points;  ///< what the source writes when it knows no place, such as
                                      ///< 39, -77
    std::map<ImportTarget, std::vector<std::string>> columns;  ///< of several the first that is not
                                                               ///< empty counts
    std::map<ImportTarget, TextTemplate> texts;                ///< go before `columns`
    std::vector<std::string> date_formats;                     ///< tried in order
    UtcOffset offset{0};
    /// For category, type, channel, place and status: what the source writes → our code.
    std::map<ImportTarget, std::map<std::string, Entry, std::less<>>> codes;
    std::map<ImportTarget, Entry> defaults;  ///< where the source is silent or unknown to `codes`
};

/// A column that every file has: the number of the record, from 1. The importer's lookup answers
/// it.
inline constexpr std::string_view kRowNumberColumn = "#row";
/// The value of a column in one row; "" when there is none.
using RowLookup = std::function<std::string_view(std::string_view column)>;

/// What the row says about a target, trimmed: its template, or the first of its columns that is not
/// empty. A template all of whose columns are empty is empty. Codes are not translated (see
/// CodeOf).
[[nodiscard]] std::string ValueOf(const ImportMap& map, ImportTarget target, const RowLookup& row);

/// Our code for what the row says: the table's, else the default's, else "" (for a category: the
/// classifier decides).
[[nodiscard]] std::string CodeOf(const ImportMap& map, ImportTarget target, const RowLookup& row);

/// The row's point in WGS-84; nothing when a number is missing, no number, not on Earth, or one of
/// `no_points`.
[[nodiscard]] std::optional<GeoPoint> PointOf(const ImportMap& map, const RowLookup& row);

/// The first of the map's formats that fits the whole text.
/// Errors: kInvalid "bad_source_time" when none does, with the text and the formats.
[[nodiscard]] Result<Instant> ParseSourceTime(std::string_view text, const ImportMap& map);

/// Columns that the map reads but the file's header lacks. An optional second choice is not missed.
[[nodiscard]] std::vector<std::string> MissingColumns(const ImportMap& map,
                                                      std::span<const std::string> header);

}  // namespace liandong
