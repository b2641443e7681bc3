#include "app/act_on_case.hpp"

#include "app/case_change.hpp"
#include "app/knowledge.hpp"
#include "app/precedents.hpp"
#include "codec/event_codec.hpp"
#include "domain/document/erasure.hpp"

namespace liandong {
namespace {

// A changed caller or narrative changes what the search finds; the one not changed is read from the
// vault.
Result<std::optional<SearchDocument>> SearchAfter(const Services& services, const City& city,
                                                  const StoredCase& found, const Command& command,
                                                  const Case& after, Deadline deadline) {
    const auto* amend = std::get_if<Amend>(&command);
    if (amend == nullptr) return std::optional<SearchDocument>{};
    LD_TRY(auto texts, ReadTexts(services, found, deadline));
    if (amend->caller) texts.caller = amend->caller->plain;
    if (amend->narrative) texts.narrative = amend->narrative->plain;
    return std::optional(
        MakeSearchDocument(texts.caller, texts.narrative, after, city, services.vault));
}

// Facts that lie in another case: whether the one merged into still lives.
Result<std::optional<CaseState>> OtherState(const Services& services, const Case& c,
                                            const Command& command, Deadline deadline) {
    const auto* fire = std::get_if<FireDeadline>(&command);
    if (fire == nullptr || fire->clock != ClockKind::kArchive || !c.merged_into)
        return std::optional<CaseState>{};
    LD_TRY(const auto parent, services.store.Load(*c.merged_into, deadline));
    return std::optional(parent.state.state);
}

// The ruling that a dispatch by the catalogue follows, if there is one to follow.
Result<std::optional<Precedent>> PrecedentOfDispatch(const Services& services, const City& city,
                                                     const Case& c, const Command& command,
                                                     Instant now, Deadline deadline) {
    const auto* dispatch = std::get_if<Dispatch>(&command);
    if (dispatch == nullptr || dispatch->lead) return std::optional<Precedent>{};
    return PrecedentFor(services, city, c.category, c.place, now, deadline);
}

// The article that an answer at the desk cites, and the answer as the case keeps it. What else
// stands in the way of the answer is told first.
Result<std::optional<ArticleUse>> Cite(const Services& services, const City& city,
                                       const Principal& who, const StoredCase& found,
                                       Command& command, Instant at, Deadline deadline) {
    auto* answer = std::get_if<AnswerAtDesk>(&command);
    if (answer == nullptr || answer->article.empty()) return std::optional<ArticleUse>{};
    auto cited = CiteArticle(services, answer->article, found.state.id, at, deadline);
    if (!cited) {
        LD_TRY(DecideChange(services, city, who, found, command, {}, at));
        return Failure{std::move(cited).error()};
    }
    answer->article = std::move(cited->citation);
    return std::optional(cited->use);
}

/// What is still being done about a person cannot lose its texts.
Result<void> CheckErasable(const Services& services, const Case& c, const Command& command,
                           Deadline deadline) {
    if (!std::holds_alternative<ErasePerson>(command)) return {};
    DocumentFilter filter;
    filter.about = c.id;
    filter.open = true;
    LD_TRY(const auto open, services.store.ListDocuments(filter, Page{std::nullopt, 20}, deadline));
    std::string names;
    for (const DocumentHead& head : open.items) {
        if (head.kind == kKindAboutNobody) continue;
        names += (names.empty() ? "" : ", ");
        names += head.number.empty() ? std::to_string(head.id.value) : head.number;
    }
    if (names.empty()) return {};
    return Failure{Error{ErrorKind::kRejected,
                         "documents_open",
                         "Documents about this case are still open: " + names + ".",
                         "erase with open documents",
                         {{"documents", names}}}};
}

Result<Case> ActOnce(const Services& services, const Principal& who, const ActRequest& request,
                     Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const auto found, LoadAt(services, who, request.id, request.if_version, deadline));
    LD_TRY(const auto other_state, OtherState(services, found.state, request.command, deadline));
    const Instant at = request.at.value_or(services.clock.Now());
    LD_TRY(const auto precedent,
           PrecedentOfDispatch(services, *city, found.state, request.command, at, deadline));
    ChangeSet changes;
    Command command = request.command;
    LD_TRY(const auto use, Cite(services, *city, who, found, command, at, deadline));
    if (use) changes.article_uses.push_back(*use);
    LD_TRY(auto change, DecideChange(services, *city, who, found, std::move(command), other_state,
                                     request.at, precedent ? &*precedent : nullptr));
    LD_TRY(CheckErasable(services, found.state, request.command, deadline));
    if (const auto* ruling = std::get_if<RuleDispute>(&request.command)) {
        if (auto made = PrecedentOf(change.after, *ruling, who.actor, at))
            changes.precedents.push_back(*std::move(made));
    }
    change.blobs = request.blobs;
    LD_TRY(change.search,
           SearchAfter(services, *city, found, request.command, change.after, deadline));
    changes.cases.push_back(std::move(change));
    LD_TRY(services.store.Commit(changes, deadline));
    return std::move(changes.cases.front().after);
}

}  // namespace

Result<StoredCase> LoadVisible(const Services& services, const Principal& who, CaseId id,
                               Deadline deadline) {
    LD_TRY(auto found, services.store.Load(id, deadline));
    if (!MayView(who, found.state, *services.city.Current())) {
        return Failure{NotFound("no_such_case", "There is no such case.")};
    }
    return found;
}

Result<StoredCase> LoadAt(const Services& services, const Principal& who, CaseId id,
                          std::optional<std::int32_t> if_version, Deadline deadline) {
    LD_TRY(auto found, LoadVisible(services, who, id, deadline));
    if (if_version && *if_version != found.state.version) {
        return Failure{Error{ErrorKind::kStale,
                             "version_conflict",
                             "Somebody else has changed this case meanwhile; please read it again.",
                             "if-match does not hold",
                             {{"version", std::to_string(found.state.version)}}}};
    }
    return found;
}

Result<CaseChange> DecideChange(const Services& services, const City& city, const Principal& who,
                                const StoredCase& found, Command command,
                                std::optional<CaseState> other_state, std::optional<Instant> at,
                                const Precedent* precedent) {
    const CaseId id = found.state.id;
    const Instant recorded_at = services.clock.Now();
    const Instant happened_at = at.value_or(recorded_at);
    std::vector<VaultRow> rows;
    if (found.wrapped_key) {
        LD_TRY(auto key, services.vault.Unwrap(id, *found.wrapped_key));
        Sealer sealer(services.vault, id, std::move(key), found.state.version);
        LD_TRY(sealer.Seal(command));
        rows = sealer.TakeRows();
    }
    const auto decided =
        Decide(found.state, command, {happened_at, city, who, other_state, precedent});
    if (!decided) return Failure{ToError(decided.error())};
    CaseChange change =
        MakeChange(found.state, id, *decided, who.actor, happened_at, recorded_at, city);
    change.vault_rows = std::move(rows);
    return change;
}

Result<std::string> ReadText(const Services& services, const StoredCase& stored,
                             const VaultRef& ref, Deadline deadline) {
    if (!stored.wrapped_key) return Failure{ToError({RefusalCode::kErased, {}})};
    LD_TRY(const auto key, services.vault.Unwrap(stored.state.id, *stored.wrapped_key));
    LD_TRY(const auto rows, services.store.VaultRows(stored.state.id, {ref.row}, deadline));
    if (rows.empty())
        return Failure{Unavailable("vault row " + std::to_string(ref.row) + " is missing")};
    return services.vault.Open(key, stored.state.id, ref.row, rows.front().ciphertext, ref.digest);
}

Result<CaseTexts> ReadTexts(const Services& services, const StoredCase& stored, Deadline deadline) {
    if (!stored.wrapped_key) return Failure{ToError({RefusalCode::kErased, {}})};
    const Case& c = stored.state;
    LD_TRY(const auto key, services.vault.Unwrap(c.id, *stored.wrapped_key));
    LD_TRY(const auto rows,
           services.store.VaultRows(c.id, {c.caller.row, c.narrative.row}, deadline));
    CaseTexts texts;
    for (const VaultRow& row : rows) {
        const bool is_caller = row.row == c.caller.row;
        const Digest& digest = is_caller ? c.caller.digest : c.narrative.digest;
        LD_TRY(const auto plain, services.vault.Open(key, c.id, row.row, row.ciphertext, digest));
        if (is_caller) {
            LD_TRY(texts.caller, DecodeCaller(plain));
        } else {
            LD_TRY(texts.narrative, DecodeNarrative(plain));
        }
    }
    return texts;
}

Result<Case> ActOnCase(const Services& services, const Principal& who, const ActRequest& request,
                       Deadline deadline) {
    return RetryLostRace(request.if_version,
                         [&] { return ActOnce(services, who, request, deadline); });
}

}  // namespace liandong
