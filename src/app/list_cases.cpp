#include "app/list_cases.hpp"

#include <map>

#include "app/case_scope.hpp"
#include "app/view_words.hpp"
#include "codec/event_codec.hpp"

namespace liandong {
namespace {

using Titles = std::map<CaseId, std::string>;

// Titles lie in the vault: two questions for a whole page, however many rows it has. A case that
// was erased has none.
Result<Titles> TitlesOf(const Services& services, const std::vector<CaseId>& ids,
                        Deadline deadline) {
    LD_TRY(const auto cases, services.store.LoadAll(ids, deadline));
    std::map<CaseId, std::int32_t> wanted;
    for (const StoredCase& stored : cases) {
        if (stored.wrapped_key) wanted[stored.state.id] = stored.state.narrative.row;
    }
    LD_TRY(const auto sealed, services.store.VaultRowOfEach(wanted, deadline));
    Titles titles;
    for (const StoredCase& stored : cases) {
        const auto row = sealed.find(stored.state.id);
        if (!stored.wrapped_key || row == sealed.end()) continue;
        const Case& c = stored.state;
        LD_TRY(const auto key, services.vault.Unwrap(c.id, *stored.wrapped_key));
        LD_TRY(const auto plain,
               services.vault.Open(key, c.id, c.narrative.row, row->second, c.narrative.digest));
        LD_TRY(auto narrative, DecodeNarrative(plain));
        titles[c.id] = std::move(narrative.title);
    }
    return titles;
}

std::optional<std::string> TitleOf(const Titles& titles, CaseId id) {
    const auto found = titles.find(id);
    return found == titles.end() ? std::nullopt : std::optional(found->second);
}

std::string CategoryName(const City& city, const CategoryCode& code) {
    const Category* category = city.FindCategory(code);
    return category == nullptr ? std::string() : category->name;
}

std::string PlaceName(const City& city, const PlaceCode& code) {
    const Place* place = city.FindPlace(code);
    return place == nullptr ? std::string() : place->name;
}

CaseLine LineOf(const CaseRow& row, const City& city, const ViewWords& words) {
    CaseLine line;
    line.id = row.id;
    line.version = row.version;
    line.state = row.state;
    line.state_label = Label(row.state);
    line.type = row.type;
    line.type_label = Label(row.type);
    line.channel = row.channel;
    line.channel_label = Label(row.channel);
    line.category = row.category;
    line.category_name = CategoryName(city, row.category);
    line.place = row.place;
    line.place_name = PlaceName(city, row.place);
    line.lead = row.lead;
    line.lead_name = words.UnitName(row.lead);
    line.urgent = row.urgent;
    line.secret = row.secret;
    line.overdue = row.overdue;
    line.disputed = row.disputed;
    line.return_waiting = row.return_waiting;
    line.redo_count = row.redo_count;
    line.opened_at = words.Local(row.opened_at);
    line.closed_at = words.Local(row.closed_at);
    line.next_due_at = words.Local(row.next_due_at);
    line.source_system = row.source_system;
    line.source_id = row.source_id;
    return line;
}

WorkLine LineOf(const AssignmentRow& row, const City& city, const ViewWords& words) {
    WorkLine line;
    line.case_id = row.case_id;
    line.no = row.no;
    line.unit = row.unit;
    line.unit_name = words.UnitName(row.unit);
    line.is_lead = row.is_lead;
    line.state = row.state;
    line.state_label = Label(row.state);
    line.case_state = row.case_state;
    line.case_state_label = Label(row.case_state);
    line.category = row.category;
    line.category_name = CategoryName(city, row.category);
    line.place = row.place;
    line.place_name = PlaceName(city, row.place);
    line.urgent = row.urgent;
    line.overdue = row.overdue;
    line.sent_at = words.Local(row.sent_at);
    line.due_at = words.Local(row.due_at);
    line.acknowledge_due_at = words.Local(row.acknowledge_due_at);
    line.contact_due_at = words.Local(row.contact_due_at);
    line.handling_due_at = words.Local(row.handling_due_at);
    return line;
}

}  // namespace

Result<PageOf<CaseLine>> CaseLinesOf(const Services& services, const PageOf<CaseRow>& rows,
                                     Deadline deadline) {
    const auto city = services.city.Current();
    const ViewWords words(*city, services.store, deadline);
    std::vector<CaseId> ids;
    ids.reserve(rows.items.size());
    for (const CaseRow& row : rows.items) ids.push_back(row.id);
    LD_TRY(const Titles titles, TitlesOf(services, ids, deadline));
    PageOf<CaseLine> lines;
    lines.next = rows.next;
    for (const CaseRow& row : rows.items) {
        CaseLine line = LineOf(row, *city, words);
        line.title = TitleOf(titles, row.id);
        lines.items.push_back(std::move(line));
    }
    return lines;
}

Result<bool> NarrowToSeen(const Principal& who, const City& city, std::string_view permission,
                          CaseQuestion& question) {
    LD_TRY(auto units, UnitsSeen(who, city, permission, question.unit));
    if (question.mine) {
        // Whoever called for help from the street sees what comes of it, whichever units came.
        question.filter.mobilised_by = who.actor.id;
        if (question.unit.value.empty()) units.reset();
    }
    if (units && units->empty()) return false;
    question.filter.units = std::move(units).value_or(std::vector<UnitCode>{});
    question.filter.places = PlacesWithin(city, question.place);
    return true;
}

Result<PageOf<CaseLine>> ListCases(const Services& services, const Principal& who,
                                   CaseQuestion question, const Page& page, Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const bool sees_some, NarrowToSeen(who, *city, "view", question));
    if (!sees_some) return PageOf<CaseLine>{};
    LD_TRY(const auto rows, services.store.ListCases(question.filter, page, deadline));
    return CaseLinesOf(services, rows, deadline);
}

Result<RulingCounts> CountRulings(const Services& services, Deadline deadline) {
    return services.store.CountRulings(deadline);
}

Result<PageOf<WorkLine>> ListWork(const Services& services, const Principal& who,
                                  WorkQuestion question, const Page& page, Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(auto units, UnitsSeen(who, *city, "view", question.unit));
    if (units && units->empty()) return PageOf<WorkLine>{};
    question.filter.units = std::move(units).value_or(std::vector<UnitCode>{});
    question.filter.places = PlacesWithin(*city, question.place);
    LD_TRY(const auto rows, services.store.ListAssignments(question.filter, page, deadline));
    const ViewWords words(*city, services.store, deadline);
    std::vector<CaseId> ids;
    ids.reserve(rows.items.size());
    for (const AssignmentRow& row : rows.items) ids.push_back(row.case_id);
    LD_TRY(const Titles titles, TitlesOf(services, ids, deadline));
    PageOf<WorkLine> lines;
    lines.next = rows.next;
    for (const AssignmentRow& row : rows.items) {
        WorkLine line = LineOf(row, *city, words);
        line.title = TitleOf(titles, row.case_id);
        lines.items.push_back(std::move(line));
    }
    return lines;
}

}  // namespace liandong
