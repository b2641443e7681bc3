#include "app/act_on_case.hpp"

#include "app/case_change.hpp"
#include "codec/event_codec.hpp"

namespace liandong {
namespace {

// Lost races are rare and short; after this many there is something else wrong, and the caller is
// told.
constexpr int kRaceTriesMax = 8;

Error Stale(std::int32_t version) {
    return {ErrorKind::kStale,
            "version_conflict",
            "Somebody else has changed this case meanwhile; please read it again.",
            "if-match does not hold",
            {{"version", std::to_string(version)}}};
}

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

Result<Case> ActOnce(const Services& services, const Principal& who, const ActRequest& request,
                     Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const auto found, LoadVisible(services, who, request.id, deadline));
    if (request.if_version && *request.if_version != found.state.version) {
        return Failure{Stale(found.state.version)};
    }
    const Instant recorded_at = services.clock.Now();
    const Instant at = request.at.value_or(recorded_at);
    LD_TRY(const auto other_state, OtherState(services, found.state, request.command, deadline));
    Command command = request.command;
    std::vector<VaultRow> rows;
    if (found.wrapped_key) {
        LD_TRY(auto key, services.vault.Unwrap(request.id, *found.wrapped_key));
        Sealer sealer(services.vault, request.id, std::move(key), found.state.version);
        LD_TRY(sealer.Seal(command));
        rows = sealer.TakeRows();
    }
    const auto decided = Decide(found.state, command, {at, *city, who, other_state});
    if (!decided) return Failure{ToError(decided.error())};
    ChangeSet changes;
    changes.cases.push_back(
        MakeChange(found.state, request.id, *decided, who.actor, at, recorded_at, *city));
    CaseChange& change = changes.cases.back();
    change.vault_rows = std::move(rows);
    change.blobs = request.blobs;
    LD_TRY(change.search, SearchAfter(services, *city, found, command, change.after, deadline));
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
    for (int tries = 1;; ++tries) {
        auto done = ActOnce(services, who, request, deadline);
        const bool lost_race =
            !done && done.error().kind == ErrorKind::kStale && !request.if_version;
        if (!lost_race || tries == kRaceTriesMax) return done;
    }
}

}  // namespace liandong
