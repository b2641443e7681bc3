#include "app/act_on_document.hpp"

#include <algorithm>

#include "codec/event_codec.hpp"

namespace liandong {

Principal WithPermission(Principal who, std::string_view permission) {
    who.city_permissions.emplace(permission);
    return who;
}

}  // namespace liandong

namespace liandong::detail {

JournalEntry EntryOf(DocumentId id, std::int32_t seq, std::string_view kind, std::string payload,
                     const Actor& actor, Instant at, const City& city) {
    return {id,
            seq,
            std::string(kind),
            at,
            at,
            EncodeActor(actor),
            city.version,
            std::move(payload),
            std::nullopt};
}

Result<std::string> UnwrapKey(const Services& services, const StoredDocument& stored) {
    if (!stored.wrapped_key) return Failure{ToError({RefusalCode::kErased, {}})};
    return services.vault.Unwrap(stored.head.id, *stored.wrapped_key);
}

bool MayViewDocument(const Principal& who, const DocumentHead& head, std::string_view permission,
                     const City& city) {
    const auto& held = who.city_permissions;
    if (held.contains(permission) || held.contains("*")) return true;
    if (IsNamed(who, head.person)) return true;
    if (who.actor.kind == ActorKind::kSystem) return true;
    return std::ranges::any_of(
        head.units, [&](const UnitCode& unit) { return MayFor(who, permission, unit, city); });
}

Error DocumentConflict(std::int32_t version) {
    return {ErrorKind::kStale,
            "version_conflict",
            "Somebody else has changed this document meanwhile; please read it again.",
            "if-match does not hold",
            {{"version", std::to_string(version)}}};
}

Error NoSuchDocumentForYou() { return NotFound("no_such_document", "There is no such document."); }

Result<void> SealWith(Sealer& sealer, const std::function<void(const SealedVisitor&)>& each) {
    Result<void> done;
    const auto seal = [&](VaultRef& ref, const std::string& plaintext) {
        if (!done || plaintext.empty()) return;  // row 0: nothing was said
        auto sealed = sealer.Seal(plaintext);
        if (sealed) {
            ref = *sealed;
        } else {
            done = Failure{std::move(sealed).error()};
        }
    };
    each({[&](Sealed<std::string>& s) { seal(s.ref, s.plain); },
          [&](Sealed<Caller>& s) { seal(s.ref, EncodeCaller(s.plain)); },
          [&](Sealed<Narrative>& s) { seal(s.ref, EncodeNarrative(s.plain)); }});
    return done;
}

Result<std::string> NextNumber(const Services& services, std::string_view series, DocumentKind kind,
                               const City& city, Instant now, Deadline deadline) {
    if (series.empty()) return std::string();
    const Day day = DayOf(now, city.calendar.offset);
    const int year = static_cast<int>(
        std::chrono::year_month_day(std::chrono::sys_days(day.time_since_epoch())).year());
    LD_TRY(const std::int64_t number,
           services.store.NextInSeries(std::string(series) + "-" + std::to_string(year), deadline));
    return city.short_name + std::string(Label(kind)) + "〔" + std::to_string(year) + "〕" +
           std::to_string(number) + "号";
}

Result<std::vector<StoredCase>> LoadCases(const Services& services, const Principal& who,
                                          const std::vector<CaseId>& ids, Deadline deadline) {
    std::vector<StoredCase> cases;
    for (const CaseId id : ids) {
        LD_TRY(auto stored, LoadVisible(services, who, id, deadline));
        cases.push_back(std::move(stored));
    }
    return cases;
}

Result<std::vector<CaseChange>> LinkCases(const Services& services, const City& city,
                                          const Principal& who,
                                          const std::vector<StoredCase>& cases,
                                          const DocumentHead& head, std::int32_t level) {
    const Principal linking = WithPermission(who, Code(CaseAction::kLinkDocument));
    std::vector<CaseChange> changes;
    for (const StoredCase& stored : cases) {
        LD_TRY(auto change,
               DecideChange(services, city, linking, stored,
                            LinkDocument{head.id, std::string(Code(head.kind)), head.number, level},
                            {}, {}));
        changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace liandong::detail
