#include "app/read_document.hpp"

#include <map>

#include "app/act_on_case.hpp"
#include "app/act_on_document.hpp"
#include "app/case_scope.hpp"
#include "app/document_kinds.hpp"
#include "app/view_words.hpp"
#include "codec/event_codec.hpp"
#include "codec/named_people.hpp"

namespace liandong {
namespace {

Result<DocumentLine> LineOf(const DocumentHead& head, ViewWords& words, Instant now) {
    DocumentLine line;
    line.id = head.id;
    line.version = head.version;
    line.kind = head.kind;
    line.kind_label = Label(head.kind);
    line.state = head.state;
    line.number = head.number;
    line.cases = head.cases;
    for (const UnitCode& unit : head.units) line.units.push_back({unit, words.UnitName(unit)});
    line.person = head.person;
    LD_TRY(line.person_name, words.PersonName(head.person));
    line.open = head.open;
    line.overdue = head.open && head.due_at && *head.due_at < now;
    line.opened_at = words.Local(head.opened_at);
    line.closed_at = words.Local(head.closed_at);
    line.due_at = words.Local(head.due_at);
    return line;
}

using Rows = std::map<std::int32_t, std::string>;

Result<std::vector<OpenedText>> OpenTexts(const Services& services, const DocumentKindRules& rules,
                                          const JournalEntry& entry, const std::string& key,
                                          const Rows& rows) {
    std::vector<OpenedText> texts;
    Result<void> opened;
    LD_TRY(rules.for_each_ref(entry, [&](std::string_view field, const VaultRef& ref) {
        const auto row = rows.find(ref.row);
        if (!opened || row == rows.end()) return;
        auto text = services.vault.Open(key, entry.case_id, ref.row, row->second, ref.digest);
        if (text) {
            texts.push_back({std::string(field), *std::move(text)});
        } else {
            opened = Failure{std::move(text).error()};
        }
    }));
    LD_TRY(std::move(opened));
    return texts;
}

Result<Rows> ReadRows(const Services& services, const DocumentKindRules& rules,
                      const std::vector<JournalEntry>& history, Deadline deadline) {
    std::vector<std::int32_t> wanted;
    for (const JournalEntry& entry : history) {
        LD_TRY(rules.for_each_ref(entry, [&](std::string_view, const VaultRef& ref) {
            if (ref.row != 0) wanted.push_back(ref.row);
        }));
    }
    Rows rows;
    if (wanted.empty()) return rows;
    LD_TRY(auto found, services.store.VaultRows(history.front().case_id, wanted, deadline));
    for (VaultRow& row : found) rows[row.row] = std::move(row.ciphertext);
    return rows;
}

}  // namespace

Result<DocumentView> ReadDocument(const Services& services, const Principal& who, DocumentId id,
                                  Deadline deadline) {
    LD_TRY(const auto stored, services.store.LoadDocument(id, deadline));
    const auto city = services.city.Current();
    const DocumentKindRules* rules = FindDocumentRules(stored.head.kind);
    if (rules == nullptr ||
        !detail::MayViewDocument(who, stored.head, rules->view_permission, *city)) {
        return Failure{detail::NoSuchDocumentForYou()};
    }
    LD_TRY(const auto history, services.store.History(id, deadline));
    LD_TRY(const auto rows, ReadRows(services, *rules, history, deadline));
    std::string key;
    if (!rows.empty()) {
        LD_TRY(key, detail::UnwrapKey(services, stored));
    }
    ViewWords words(*city, services.store, deadline);
    DocumentView view;
    LD_TRY(view.head, LineOf(stored.head, words, services.clock.Now()));
    view.body = stored.body;
    for (std::string& person : PeopleNamedIn(stored.body)) {
        LD_TRY(auto name, words.PersonName(person));
        if (!name.empty()) view.people.push_back({std::move(person), std::move(name)});
    }
    for (const JournalEntry& entry : history) {
        LD_TRY(const Actor actor, DecodeActor(entry.actor));
        DocumentStep step{entry.seq,     entry.kind, words.Local(entry.at), {}, entry.log_index,
                          entry.payload, {}};
        LD_TRY(step.actor, words.ActorOf(actor));
        LD_TRY(step.texts, OpenTexts(services, *rules, entry, key, rows));
        view.timeline.push_back(std::move(step));
    }
    return view;
}

Result<PageOf<DocumentLine>> ListDocuments(const Services& services, const Principal& who,
                                           DocumentQuestion question, const Page& page,
                                           Deadline deadline) {
    const auto city = services.city.Current();
    DocumentFilter& filter = question.filter;
    if (filter.about) {
        LD_TRY(LoadVisible(services, who, *filter.about, deadline));
    }
    if (question.mine) {
        filter.persons = {who.actor.id};
        if (!who.staff.empty()) filter.persons.push_back(who.staff);
    } else {
        LD_TRY(auto units, UnitsSeen(who, *city, "view", question.unit));
        if (units && units->empty()) return PageOf<DocumentLine>{};
        if (units) filter.units = *std::move(units);
    }
    // Some kinds are for few eyes only: whoever asks for all gets those that are theirs to see.
    std::set<DocumentKind> seen;
    for (const auto& named : kNames<DocumentKind>) {
        const DocumentKindRules* rules = FindDocumentRules(named.value);
        if (!filter.kinds.empty() && !filter.kinds.contains(named.value)) continue;
        if (rules != nullptr && (question.mine || MayAnywhere(who, rules->view_permission)))
            seen.insert(named.value);
    }
    if (seen.empty()) return PageOf<DocumentLine>{};
    filter.kinds = std::move(seen);
    LD_TRY(auto found, services.store.ListDocuments(filter, page, deadline));
    ViewWords words(*city, services.store, deadline);
    PageOf<DocumentLine> lines{{}, std::move(found.next)};
    const Instant now = services.clock.Now();
    for (const DocumentHead& head : found.items) {
        LD_TRY(auto line, LineOf(head, words, now));
        lines.items.push_back(std::move(line));
    }
    return lines;
}

}  // namespace liandong
