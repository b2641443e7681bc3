#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/act_on_case.hpp"
#include "app/case_change.hpp"
#include "codec/document_codec.hpp"

// Load, decide, write: the way of every command on a document. A document that is opened leaves a
// line in each of its cases, in the same transaction.

namespace liandong {

/// For whoever opens documents in the name of the rules: the person stays the actor.
[[nodiscard]] Principal WithPermission(Principal who, std::string_view permission);

template <class D>
struct DocumentRequest {
    DocumentId id;
    DocumentCommand<D> command;
    std::optional<std::int32_t> if_version;  ///< the version the person saw
    std::vector<Blob> blobs;
};

namespace detail {

[[nodiscard]] JournalEntry EntryOf(DocumentId id, std::int32_t seq, std::string_view kind,
                                   std::string payload, const Actor& actor, Instant at,
                                   const City& city);
[[nodiscard]] Result<std::string> UnwrapKey(const Services& services, const StoredDocument& stored);
[[nodiscard]] bool MayViewDocument(const Principal& who, const DocumentHead& head,
                                   std::string_view permission, const City& city);
[[nodiscard]] Error DocumentConflict(std::int32_t version);
[[nodiscard]] Error NoSuchDocumentForYou();
[[nodiscard]] Result<void> SealWith(Sealer& sealer,
                                    const std::function<void(const SealedVisitor&)>& each);
/// "2026-17" becomes the paper's number: "督办〔2026〕17号".
[[nodiscard]] Result<std::string> NextNumber(const Services& services, std::string_view series,
                                             DocumentKind kind, const City& city, Instant now,
                                             Deadline deadline);
/// The line that each case gets for a new document. `level`: its rung of the ladder, 0 if none.
[[nodiscard]] Result<std::vector<CaseChange>> LinkCases(const Services& services, const City& city,
                                                        const Principal& who,
                                                        const std::vector<StoredCase>& cases,
                                                        const DocumentHead& head,
                                                        std::int32_t level);
[[nodiscard]] Result<std::vector<StoredCase>> LoadCases(const Services& services,
                                                        const Principal& who,
                                                        const std::vector<CaseId>& ids,
                                                        Deadline deadline);

}  // namespace detail

/// The document, if this person may see it. Errors: kNotFound "no_such_document".
template <class D>
Result<std::pair<D, StoredDocument>> LoadDocumentAs(const Services& services, const Principal& who,
                                                    DocumentId id, Deadline deadline) {
    LD_TRY(auto stored, services.store.LoadDocument(id, deadline));
    const auto city = services.city.Current();
    if (stored.head.kind != DocumentTraits<D>::kKind ||
        !detail::MayViewDocument(who, stored.head, DocumentTraits<D>::kViewPermission, *city)) {
        return Failure{detail::NoSuchDocumentForYou()};
    }
    LD_TRY(D state, DocumentCodec<D>::DecodeState(stored.body));
    return std::pair{std::move(state), std::move(stored)};
}

/// What `command` changes of a document that was loaded (a default `before` when it is new), not
/// yet written: for use cases that change several things at once. `key` is that of its vault.
/// Errors: the refusals of Decide.
template <class D>
Result<DocumentChange> DecideDocument(const Services& services, const D& before, DocumentId id,
                                      const std::string& key, DocumentCommand<D> command,
                                      const DocumentFacts& facts) {
    Sealer sealer(services.vault, id, key, before.version);
    LD_TRY(detail::SealWith(sealer,
                            [&](const SealedVisitor& visit) { ForEachSealed(command, visit); }));
    const auto decided = Decide(before, command, facts);
    if (!decided) return Failure{ToError(decided.error())};
    DocumentChange change;
    change.expected_version = before.version;
    change.vault_rows = sealer.TakeRows();
    D after = before;
    std::int32_t seq = before.version;
    for (const auto& body : *decided) {
        ++seq;
        after =
            Apply(std::move(after), DocumentEventOf<D>{id, seq, facts.now, facts.who.actor, body});
        change.events.push_back(detail::EntryOf(id, seq, DocumentCodec<D>::KindOf(body),
                                                DocumentCodec<D>::EncodeEvent(body),
                                                facts.who.actor, facts.now, facts.city));
    }
    change.after = HeadOf(after);
    change.body = DocumentCodec<D>::EncodeState(after);
    return change;
}

/// A new document of this command, about the cases that it names.
template <class D>
struct NewDocument {
    D state;
    ChangeSet changes;  ///< the document first, then its cases; add to it before it is committed
};
/// Errors: kNotFound "no_such_case", the refusals of Decide.
template <class D>
Result<NewDocument<D>> PrepareDocument(const Services& services, const Principal& who,
                                       DocumentCommand<D> command, const std::vector<CaseId>& about,
                                       std::int32_t level, Deadline deadline) {
    const auto city = services.city.Current();
    const Instant now = services.clock.Now();
    LD_TRY(const auto cases, detail::LoadCases(services, who, about, deadline));
    LD_TRY(const DocumentId id,
           services.store.NewCaseId(DayOf(now, city->calendar.offset), deadline));
    LD_TRY(auto key, services.vault.NewCaseKey(id));
    DocumentFacts facts{now, *city, who, {}, {}};
    LD_TRY(facts.number, detail::NextNumber(services, DocumentTraits<D>::kSeries,
                                            DocumentTraits<D>::kKind, *city, now, deadline));
    for (const StoredCase& stored : cases) facts.cases.push_back(&stored.state);
    LD_TRY(auto change, DecideDocument<D>(services, D{}, id, key.key, std::move(command), facts));
    change.wrapped_key = std::move(key.wrapped);
    NewDocument<D> made;
    LD_TRY(made.state, DocumentCodec<D>::DecodeState(change.body));
    LD_TRY(made.changes.cases, detail::LinkCases(services, *city, who, cases, change.after, level));
    made.changes.documents.push_back(std::move(change));
    return made;
}

/// Opens a document and links its cases; a lost race is tried again.
template <class D>
Result<D> OpenDocument(const Services& services, const Principal& who,
                       const DocumentCommand<D>& command, const std::vector<CaseId>& about,
                       std::int32_t level, Deadline deadline) {
    return RetryLostRace(std::nullopt, [&]() -> Result<D> {
        LD_TRY(auto made, PrepareDocument<D>(services, who, command, about, level, deadline));
        LD_TRY(services.store.Commit(made.changes, deadline));
        return std::move(made.state);
    });
}

/// One command on one document. Errors: kNotFound "no_such_document"; kStale "version_conflict";
/// the refusals of Decide.
template <class D>
Result<D> ActOnDocument(const Services& services, const Principal& who,
                        const DocumentRequest<D>& request, Deadline deadline) {
    return RetryLostRace(request.if_version, [&]() -> Result<D> {
        const auto city = services.city.Current();
        LD_TRY(auto loaded, LoadDocumentAs<D>(services, who, request.id, deadline));
        const auto& [before, stored] = loaded;
        if (request.if_version && *request.if_version != before.version)
            return Failure{detail::DocumentConflict(before.version)};
        LD_TRY(const auto key, detail::UnwrapKey(services, stored));
        const DocumentFacts facts{services.clock.Now(), *city, who, {}, {}};
        LD_TRY(auto change,
               DecideDocument<D>(services, before, request.id, key, request.command, facts));
        change.blobs = request.blobs;
        ChangeSet changes;
        changes.documents.push_back(std::move(change));
        LD_TRY(services.store.Commit(changes, deadline));
        return DocumentCodec<D>::DecodeState(changes.documents.front().body);
    });
}

}  // namespace liandong
