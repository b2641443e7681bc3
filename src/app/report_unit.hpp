#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/assess_units.hpp"
#include "app/export_list.hpp"
#include "app/paper.hpp"
#include "app/read_figures.hpp"

namespace liandong {

/// A unit's month: every figure beside that of the month before and the city's, and its score with
/// the arithmetic of each part.
struct UnitReport {
    struct Line {
        std::string metric;
        std::string name;
        std::string formula;
        MetricShape shape = MetricShape::kRate;
        FigureValue now;
        std::optional<double> before;
        std::optional<double> city;
    };
    UnitCode unit;
    std::string unit_name;
    std::string period;
    std::string city_name;
    std::int64_t log_index = 0;
    Instant made_at;
    UtcOffset offset{0};
    std::vector<Line> lines;
    std::string group_name;
    std::int32_t group_size = 0;     ///< how many have a rank
    std::optional<UnitScore> score;  ///< empty while the month has not been assessed
    std::string rules_version;
};

/// Errors: kForbidden "not_permitted"; kInvalid "unknown_unit", "bad_period".
[[nodiscard]] Result<UnitReport> MakeUnitReport(const Services& services, const Principal& who,
                                                const UnitCode& unit, const std::string& period,
                                                Deadline deadline);
/// As a document of some pages. Shape: pure.
[[nodiscard]] Paper PaperOf(const UnitReport& report);
/// As PDF; that it left the building is an event. Errors: those of MakeUnitReport and the printer.
[[nodiscard]] Result<std::string> PrintUnitReport(const Services& services,
                                                  DocumentPrinter& printer, const Principal& who,
                                                  const UnitCode& unit, const std::string& period,
                                                  Deadline deadline);
/// As a table, likewise.
[[nodiscard]] Result<ExportedTable> ExportUnitReport(const Services& services, TableMaker& tables,
                                                     const Principal& who, const UnitCode& unit,
                                                     const std::string& period, TableFormat format,
                                                     Deadline deadline);
/// Any figure's lines as a table.
[[nodiscard]] Result<ExportedTable> ExportFigure(const Services& services, TableMaker& tables,
                                                 const Principal& who,
                                                 const FigureQuestion& question, TableFormat format,
                                                 Deadline deadline);

/// "89.82%", "16.5 小时", "1204", "—".
[[nodiscard]] std::string FigureText(MetricShape shape, std::optional<double> value);

}  // namespace liandong
