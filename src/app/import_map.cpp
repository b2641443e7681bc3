#include "app/import_map.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "base/text.hpp"
#include "domain/geo/geo.hpp"

namespace liandong {
namespace {

/// Reads one text by one format, from the front.
class TimeReader {
public:
    explicit TimeReader(std::string_view text) : rest_(text) {}

    std::optional<Instant> Read(std::string_view format, UtcOffset offset) {
        offset_ = offset;
        for (std::size_t i = 0; i < format.size(); ++i) {
            if (format[i] == '%' && i + 1 < format.size()) {
                if (!Take(format[++i])) return std::nullopt;
            } else if (format[i] == ' ') {
                if (!rest_.starts_with(' ')) return std::nullopt;
                while (rest_.starts_with(' ')) rest_.remove_prefix(1);
            } else if (!Literal(format[i])) {
                return std::nullopt;
            }
        }
        return rest_.empty() ? Moment() : std::nullopt;
    }

private:
    bool Literal(char wanted) {
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool Number(int& out, std::size_t digits_max, int least, int most) {
        std::size_t digits = 0;
        while (digits < rest_.size() && digits < digits_max && rest_[digits] >= '0' &&
               rest_[digits] <= '9')
            ++digits;
        if (digits == 0) return false;
        std::from_chars(rest_.data(), rest_.substr(digits).data(), out);
        rest_.remove_prefix(digits);
        return out >= least && out <= most;
    }

    bool Half() {
        if (rest_.size() < 2 || (rest_[1] != 'M' && rest_[1] != 'm')) return false;
        const char half = static_cast<char>(rest_[0] & ~0x20);
        rest_.remove_prefix(2);
        is_afternoon_ = half == 'P';
        return half == 'A' || half == 'P';
    }

    bool Offset() {
        if (Literal('Z')) {
            offset_ = UtcOffset{0};
            return true;
        }
        const bool is_west = rest_.starts_with('-');
        if (!is_west && !rest_.starts_with('+')) return false;
        rest_.remove_prefix(1);
        int hours = 0;
        int minutes = 0;
        if (!Number(hours, 2, 0, 14)) return false;
        (void)Literal(':');
        if (!Number(minutes, 2, 0, 59)) return false;
        offset_ = UtcOffset{(hours * 60 + minutes) * (is_west ? -1 : 1)};
        return true;
    }

    bool Take(char field) {
        switch (field) {
            case 'Y': return Number(year_, 4, 1900, 2200);
            case 'y':
                if (!Number(year_, 2, 0, 99)) return false;
                year_ += year_ < 69 ? 2000 : 1900;
                return true;
            case 'm': return Number(month_, 2, 1, 12);
            case 'd': return Number(day_, 2, 1, 31);
            case 'H': return Number(hour_, 2, 0, 23);
            case 'I': is_half_day_ = true; return Number(hour_, 2, 1, 12);
            case 'M': return Number(minute_, 2, 0, 59);
            case 'S': return Number(second_, 2, 0, 59);
            case 'f': {
                const std::size_t before = rest_.size();
                if (!Number(fraction_, 3, 0, 999)) return false;
                for (std::size_t digits = before - rest_.size(); digits < 3; ++digits)
                    fraction_ *= 10;
                while (!rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9') rest_.remove_prefix(1);
                return true;
            }
            case 'p': return Half();
            case 'z': return Offset();
            case '%': return Literal('%');
            default: return false;
        }
    }

    [[nodiscard]] std::optional<Instant> Moment() const {
        const std::chrono::year_month_day date{std::chrono::year{year_},
                                               std::chrono::month{static_cast<unsigned>(month_)},
                                               std::chrono::day{static_cast<unsigned>(day_)}};
        if (!date.ok()) return std::nullopt;
        const int hour = is_half_day_ ? hour_ % 12 + (is_afternoon_ ? 12 : 0) : hour_;  // 12 AM is
                                                                                        // midnight
        return StartOf(Day{std::chrono::local_days{date}}, offset_) + std::chrono::hours{hour} +
               std::chrono::minutes{minute_} + std::chrono::seconds{second_} +
               std::chrono::milliseconds{fraction_};
    }

    std::string_view rest_;
    UtcOffset offset_{0};
    int year_ = 0, month_ = 0, day_ = 0, hour_ = 0, minute_ = 0, second_ = 0, fraction_ = 0;
    bool is_half_day_ = false;
    bool is_afternoon_ = false;
};

}  // namespace

std::string ValueOf(const ImportMap& map, ImportTarget target, const RowLookup& row) {
    if (const auto text = map.texts.find(target); text != map.texts.end()) {
        std::string out;
        bool says_something = false;
        bool has_column = false;
        for (const TextTemplate::Part& part : text->second.parts) {
            const std::string_view value =
                part.is_column ? Trim(row(part.text)) : std::string_view(part.text);
            has_column |= part.is_column;
            says_something |= part.is_column && !value.empty();
            out += value;
        }
        if (says_something || !has_column) return std::string(Trim(out));
    }
    const auto columns = map.columns.find(target);
    if (columns == map.columns.end()) return {};
    for (const std::string& column : columns->second) {
        if (const std::string_view value = Trim(row(column)); !value.empty())
            return std::string(value);
    }
    return {};
}

std::string CodeOf(const ImportMap& map, ImportTarget target, const RowLookup& row) {
    if (const auto table = map.codes.find(target); table != map.codes.end()) {
        const auto entry = table->second.find(ValueOf(map, target, row));
        if (entry != table->second.end()) return entry->second.code;
    }
    const auto fallback = map.defaults.find(target);
    return fallback == map.defaults.end() ? std::string{} : fallback->second.code;
}

std::optional<GeoPoint> PointOf(const ImportMap& map, const RowLookup& row) {
    const auto lon = ParseDouble(ValueOf(map, ImportTarget::kLon, row));
    const auto lat = ParseDouble(ValueOf(map, ImportTarget::kLat, row));
    if (!lon || !lat) return std::nullopt;
    const GeoPoint point{*lon, *lat};
    if (!IsOnEarth(point) || std::ranges::find(map.no_points, point) != map.no_points.end())
        return std::nullopt;
    return map.points == SourcePoints::kGcj02 ? Wgs84FromGcj02(point) : point;
}

Result<Instant> ParseSourceTime(std::string_view text, const ImportMap& map) {
    const std::string_view trimmed = Trim(text);
    for (const std::string& format : map.date_formats) {
        if (const auto at = TimeReader(trimmed).Read(format, map.offset)) return *at;
    }
    std::string formats;
    for (const std::string& format : map.date_formats)
        formats += (formats.empty() ? "" : ", ") + format;
    Error error = Invalid("bad_source_time", "The time fits none of the formats of the map.");
    error.args.emplace_back("found", std::string(FirstCodePoints(trimmed, 40)));
    error.args.emplace_back("formats", formats);
    return Failure{std::move(error)};
}

std::vector<std::string> MissingColumns(const ImportMap& map, std::span<const std::string> header) {
    const auto has = [&](const std::string& column) {
        return column == kRowNumberColumn || std::ranges::find(header, column) != header.end();
    };
    std::set<std::string> missing;
    for (const auto& [target, columns] : map.columns) {
        if (!columns.empty() && std::ranges::none_of(columns, has)) missing.insert(columns.front());
    }
    for (const auto& [target, text] : map.texts) {
        for (const TextTemplate::Part& part : text.parts) {
            if (part.is_column && !has(part.text)) missing.insert(part.text);
        }
    }
    return {missing.begin(), missing.end()};
}

}  // namespace liandong
