#include "app/list_access_changes.hpp"

#include <map>

#include "app/view_words.hpp"
#include "codec/document_codec.hpp"

namespace liandong {
namespace {

bool MayAudit(const Principal& who) {
    return who.city_permissions.contains("*") || who.city_permissions.contains("audit");
}

Result<DocumentFilter> FilterOf(const Services& services, const AccessQuestion& question,
                                Deadline deadline) {
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kAccessChange};
    filter.opened_from = question.from;
    filter.opened_before = question.before;
    if (question.person.empty()) return filter;
    LD_TRY(const auto user, services.store.FindUserByLogin(question.person, deadline));
    filter.persons = {user ? user->id.value : question.person};
    return filter;
}

std::string NameOf(const City& city, AccessPart part, const std::string& code) {
    if (part == AccessPart::kUnits) {
        if (const Unit* unit = city.FindUnit(UnitCode{code})) return unit->name;
    } else if (part == AccessPart::kRoles) {
        if (const Role* role = city.FindRole(code)) return role->name;
    } else if (part == AccessPart::kStaff) {
        if (const StaffMember* staff = city.FindStaff(code)) return staff->name;
    } else if (part == AccessPart::kStatus || part == AccessPart::kSecondFactor) {
        if (const auto status = FromCode<AccessStatus>(code)) return std::string(Label(*status));
    }
    return code;
}

std::vector<AccessValueView> ValuesOf(const City& city, AccessPart part,
                                      const std::vector<std::string>& codes) {
    std::vector<AccessValueView> values;
    values.reserve(codes.size());
    for (const std::string& code : codes) values.push_back({code, NameOf(city, part, code)});
    return values;
}

/// The new names among the page's changes, opened.
Result<std::map<DocumentId, std::string>> OpenNames(const Services& services,
                                                    const std::vector<StoredDocument>& documents,
                                                    const std::vector<AccessChange>& changes,
                                                    Deadline deadline) {
    std::map<CaseId, std::int32_t> rows;
    for (const AccessChange& change : changes) {
        if (change.name.row != 0) rows[change.id] = change.name.row;
    }
    std::map<DocumentId, std::string> names;
    if (rows.empty()) return names;
    LD_TRY(const auto sealed, services.store.VaultRowOfEach(rows, deadline));
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto row = sealed.find(changes[i].id);
        if (row == sealed.end() || !documents[i].wrapped_key) continue;
        LD_TRY(const auto key, services.vault.Unwrap(changes[i].id, *documents[i].wrapped_key));
        LD_TRY(names[changes[i].id], services.vault.Open(key, changes[i].id, changes[i].name.row,
                                                         row->second, changes[i].name.digest));
    }
    return names;
}

}  // namespace

Result<PageOf<AccessChangeView>> ListAccessChanges(const Services& services, const Principal& who,
                                                   const AccessQuestion& question, const Page& page,
                                                   Deadline deadline) {
    if (!MayAudit(who)) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    LD_TRY(const auto filter, FilterOf(services, question, deadline));
    LD_TRY(auto found, services.store.ReadDocuments(filter, page, deadline));
    std::vector<AccessChange> changes;
    for (const StoredDocument& stored : found.items) {
        LD_TRY(auto change, DocumentCodec<AccessChange>::DecodeState(stored.body));
        changes.push_back(std::move(change));
    }
    LD_TRY(auto names, OpenNames(services, found.items, changes, deadline));
    const auto city = services.city.Current();
    ViewWords words(*city, services.store, deadline);
    PageOf<AccessChangeView> out{{}, std::move(found.next)};
    for (const AccessChange& change : changes) {
        AccessChangeView view;
        view.id = change.id;
        view.at = words.Local(change.at);
        LD_TRY(view.by, words.ActorOf(change.by));
        view.subject = change.subject;
        view.subject_label = Label(change.subject);
        view.subject_id = change.subject_id;
        if (change.subject == AccessSubject::kAccount) {
            LD_TRY(view.subject_name, words.PersonName(change.subject_id));
        }
        if (const auto name = names.find(change.id); name != names.end()) view.name = name->second;
        for (const AccessDifference& d : change.differences) {
            view.differences.push_back({d.part, std::string(Label(d.part)),
                                        ValuesOf(*city, d.part, d.before),
                                        ValuesOf(*city, d.part, d.after)});
        }
        out.items.push_back(std::move(view));
    }
    return out;
}

}  // namespace liandong
