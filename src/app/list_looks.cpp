#include "app/list_looks.hpp"

#include <map>

#include "app/act_on_case.hpp"
#include "app/read_case.hpp"
#include "app/view_words.hpp"
#include "codec/event_codec.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kExportPageRows = 200;

bool MayAudit(const Principal& who) {
    return who.city_permissions.contains("*") || who.city_permissions.contains("audit");
}

/// "user:17" for a login; what is no login stands for itself.
Result<std::string> ActorNamed(const Services& services, const std::string& person,
                               Deadline deadline) {
    if (person.empty() || person.find(':') != std::string::npos) return person;
    LD_TRY(const auto user, services.store.FindUserByLogin(person, deadline));
    return std::string(Code(ActorKind::kUser)) + ":" + (user ? user->id.value : person);
}

/// Opens the reasons of a page of looks: the n-th look of every case in the n-th round, so that a
/// page costs as many questions as one case has looks on it.
class Reasons {
public:
    Reasons(const Services& services, const Principal& who, Deadline deadline)
        : services_(services), who_(who), deadline_(deadline) {}

    void Want(CaseId id, const VaultRef& ref, std::size_t line) {
        wanted_[id].push_back({ref, line});
    }
    Result<std::map<std::size_t, std::string>> Read() {
        std::map<std::size_t, std::string> reasons;
        LD_TRY(const auto keys, Keys());
        for (std::size_t round = 0;; ++round) {
            std::map<CaseId, std::int32_t> rows;
            for (const auto& [id, looks] : wanted_) {
                if (round < looks.size() && keys.contains(id)) rows[id] = looks[round].ref.row;
            }
            if (rows.empty()) return reasons;
            LD_TRY(const auto sealed, services_.store.VaultRowOfEach(rows, deadline_));
            for (const auto& [id, ciphertext] : sealed) {
                const Wanted& look = wanted_[id][round];
                LD_TRY(reasons[look.line], services_.vault.Open(keys.at(id), id, look.ref.row,
                                                                ciphertext, look.ref.digest));
            }
        }
    }

private:
    struct Wanted {
        VaultRef ref;
        std::size_t line = 0;
    };

    Result<std::map<CaseId, std::string>> Keys() const {
        std::vector<CaseId> ids;
        ids.reserve(wanted_.size());
        for (const auto& [id, looks] : wanted_) ids.push_back(id);
        LD_TRY(const auto cases, services_.store.LoadAll(ids, deadline_));
        const auto city = services_.city.Current();
        std::map<CaseId, std::string> keys;
        for (const StoredCase& stored : cases) {
            if (!stored.wrapped_key || IsPersonHidden(who_, stored.state, *city)) continue;
            LD_TRY(keys[stored.state.id],
                   services_.vault.Unwrap(stored.state.id, *stored.wrapped_key));
        }
        return keys;
    }

    const Services& services_;
    const Principal& who_;
    Deadline deadline_;
    std::map<CaseId, std::vector<Wanted>> wanted_;
};

std::vector<TableColumn> LookColumns() {
    return {{"时间", 20}, {"方式", 14}, {"人员", 16}, {"单位", 24}, {"工单编号", 18},
            {"内容", 14}, {"理由", 40}, {"清单", 14}, {"格式", 8},  {"行数", 10}};
}

std::vector<TableCell> CellsOf(const LookView& look) {
    TableCell case_id = std::monostate{};
    TableCell rows = std::monostate{};
    if (look.case_id) case_id = std::to_string(look.case_id->value);
    if (look.kind == LookKind::kExported) rows = look.rows;
    return {look.at.at, look.kind_label,          look.by.name, look.by.unit_name, case_id,
            look.field, look.reason.value_or(""), look.list,    look.format,       rows};
}

}  // namespace

Result<PageOf<LookView>> ListLooks(const Services& services, const Principal& who,
                                   const LookQuestion& question, const Page& page,
                                   Deadline deadline) {
    if (!MayAudit(who)) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    LookFilter filter;
    if (question.kind) filter.kind = Code(*question.kind);
    LD_TRY(filter.actor, ActorNamed(services, question.person, deadline));
    filter.about = question.about;
    filter.from = question.from;
    filter.before = question.before;
    LD_TRY(const auto rows, services.store.ListLooks(filter, page, deadline));
    const auto city = services.city.Current();
    ViewWords words(*city, services.store, deadline);
    Reasons reasons(services, who, deadline);
    PageOf<LookView> out{{}, rows.next};
    for (const LookRow& row : rows.items) {
        LD_TRY(const auto body, DecodePayload(row.kind, row.payload));
        LD_TRY(const Actor actor, DecodeActor(row.actor));
        LookView look;
        look.at = words.Local(row.at);
        LD_TRY(look.by, words.ActorOf(actor));
        if (const auto* viewed = std::get_if<PersonalDataViewed>(&body)) {
            look.case_id = row.case_id;
            look.field = viewed->field;
            reasons.Want(row.case_id, viewed->reason, out.items.size());
        } else if (const auto* exported = std::get_if<ListExported>(&body)) {
            look.kind = LookKind::kExported;
            look.list = exported->list;
            look.format = exported->format;
            look.rows = exported->rows;
        }
        look.kind_label = Label(look.kind);
        out.items.push_back(std::move(look));
    }
    LD_TRY(auto opened, reasons.Read());
    for (auto& [line, reason] : opened) out.items.at(line).reason = std::move(reason);
    return out;
}

Result<ExportedTable> ExportLooks(const Services& services, TableMaker& tables,
                                  const Principal& who, const LookQuestion& question,
                                  TableFormat format, Deadline deadline) {
    const bool may_export = MayAudit(who) && MayAnywhere(who, "export");
    if (!may_export) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    const auto city = services.city.Current();
    LD_TRY(const auto sink, tables.Make(format, LookColumns(), city->calendar.offset));
    std::int64_t rows = 0;
    Page page{std::nullopt, kExportPageRows};
    do {
        LD_TRY(auto looks, ListLooks(services, who, question, page, deadline));
        for (const LookView& look : looks.items) {
            if (++rows > kExportRowsMax)
                return Failure{Invalid("too_many_rows", "Please narrow the list first.")};
            LD_TRY(sink->Row(CellsOf(look)));
        }
        page.after = std::move(looks.next);
    } while (page.after);
    ExportedTable table{nullptr, std::string(sink->MediaType()), rows};
    LD_TRY(table.file, sink->Finish());
    LD_TRY(RecordExport(services, who, "looks", Code(format), rows, deadline));
    return table;
}

}  // namespace liandong
