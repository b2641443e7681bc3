#include "app/export_list.hpp"

#include <functional>

#include "app/case_change.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kPageRows = 500;

std::vector<TableColumn> CaseColumns() {
    return {{"工单编号", 18}, {"标题", 40},     {"状态", 12},     {"类型", 8},
            {"渠道", 10},     {"分类", 24},     {"地点", 20},     {"主办单位", 24},
            {"紧急", 6},      {"超时", 6},      {"重办次数", 10}, {"登记时间", 20},
            {"办结时间", 20}, {"最近到期", 20}, {"来源", 14},     {"来源编号", 20}};
}

TableCell YesNo(bool value) { return std::string(value ? "是" : "否"); }
TableCell TimeCell(const std::optional<LocalTime>& time) {
    if (!time) return std::monostate{};
    return time->at;
}

std::vector<TableCell> CellsOf(const CaseLine& line) {
    return {std::to_string(line.id.value),
            line.title.value_or(""),
            line.state_label,
            line.type_label,
            line.channel_label,
            line.category_name,
            line.place_name,
            line.lead_name,
            YesNo(line.urgent),
            YesNo(line.overdue),
            std::int64_t{line.redo_count},
            line.opened_at.at,
            TimeCell(line.closed_at),
            TimeCell(line.next_due_at),
            line.source_system,
            line.source_id};
}

std::vector<TableColumn> WorkColumns() {
    return {{"工单编号", 18}, {"任务", 6},      {"标题", 40},     {"承办单位", 24},
            {"主办", 6},      {"状态", 12},     {"分类", 24},     {"地点", 20},
            {"紧急", 6},      {"超时", 6},      {"派单时间", 20}, {"到期时间", 20},
            {"签收到期", 20}, {"联系到期", 20}, {"办结到期", 20}};
}

std::vector<TableCell> CellsOf(const WorkLine& line) {
    return {std::to_string(line.case_id.value),
            std::int64_t{line.no.value},
            line.title.value_or(""),
            line.unit_name,
            YesNo(line.is_lead),
            line.state_label,
            line.category_name,
            line.place_name,
            YesNo(line.urgent),
            YesNo(line.overdue),
            line.sent_at.at,
            TimeCell(line.due_at),
            TimeCell(line.acknowledge_due_at),
            TimeCell(line.contact_due_at),
            TimeCell(line.handling_due_at)};
}

struct Target {
    std::string list;
    TableFormat format;
    std::vector<TableColumn> columns;
};

template <class Line>
Result<ExportedTable> Export(const Services& services, TableMaker& tables, const Principal& who,
                             const Target& target,
                             const std::function<Result<PageOf<Line>>(const Page&)>& read,
                             Deadline deadline) {
    if (!MayAnywhere(who, "export")) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    const auto city = services.city.Current();
    LD_TRY(const auto sink, tables.Make(target.format, target.columns, city->calendar.offset));
    std::int64_t rows = 0;
    Page page{std::nullopt, kPageRows};
    do {
        if (deadline.Passed()) return Failure{Unavailable("the export took too long")};
        LD_TRY(auto lines, read(page));
        for (const Line& line : lines.items) {
            if (++rows > kExportRowsMax) {
                return Failure{Invalid("too_many_rows", "Please narrow the list first.")};
            }
            LD_TRY(sink->Row(CellsOf(line)));
        }
        page.after = std::move(lines.next);
    } while (page.after);
    ExportedTable table{nullptr, std::string(sink->MediaType()), rows};
    LD_TRY(table.file, sink->Finish());
    LD_TRY(RecordExport(services, who, target.list, Code(target.format), rows, deadline));
    return table;
}

}  // namespace

Result<void> RecordExport(const Services& services, const Principal& who, std::string_view list,
                          std::string_view format, std::int64_t rows, Deadline deadline) {
    if (!MayAnywhere(who, "export")) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    const auto city = services.city.Current();
    const Instant now = services.clock.Now();
    LD_TRY(const CaseId stream,
           services.store.NewCaseId(DayOf(now, city->calendar.offset), deadline));
    ChangeSet changes;
    const ListExported body{std::string(list), std::string(format), rows};
    changes.records.push_back(MakeRecord(stream, body, who.actor, now, *city));
    return services.store.Commit(changes, deadline);
}

Result<ExportedTable> ExportCases(const Services& services, TableMaker& tables,
                                  const Principal& who, const CaseQuestion& question,
                                  TableFormat format, Deadline deadline) {
    return Export<CaseLine>(
        services, tables, who, {"cases", format, CaseColumns()},
        [&](const Page& page) { return ListCases(services, who, question, page, deadline); },
        deadline);
}

Result<ExportedTable> ExportWork(const Services& services, TableMaker& tables, const Principal& who,
                                 const WorkQuestion& question, TableFormat format,
                                 Deadline deadline) {
    return Export<WorkLine>(
        services, tables, who, {"assignments", format, WorkColumns()},
        [&](const Page& page) { return ListWork(services, who, question, page, deadline); },
        deadline);
}

Result<ExportedTable> ExportSearch(const Services& services, TableMaker& tables,
                                   const Principal& who, const std::string& text,
                                   std::optional<SearchIn> in, const CaseQuestion& question,
                                   TableFormat format, Deadline deadline) {
    return Export<CaseLine>(
        services, tables, who, {"search", format, CaseColumns()},
        [&](const Page& page) -> Result<PageOf<CaseLine>> {
            LD_TRY(auto found, SearchCases(services, who, text, in, question, page, deadline));
            in = found.in;  // the next page is of the same kind
            return std::move(found.page);
        },
        deadline);
}

}  // namespace liandong
