#include "app/merge_cases.hpp"

#include <algorithm>

#include "app/act_on_case.hpp"
#include "app/case_change.hpp"
#include "codec/event_codec.hpp"

namespace liandong {
namespace {

// The parts of the split that `first` came from: a case may be split more than once.
Result<std::vector<CaseId>> PartsWith(const Services& services, CaseId id, CaseId first,
                                      Deadline deadline) {
    LD_TRY(const auto history, services.store.History(id, deadline));
    for (const JournalEntry& entry : history) {
        if (entry.kind != "case_split") continue;
        LD_TRY(const auto body, DecodePayload(entry.kind, entry.payload));
        const auto& children = std::get<CaseSplit>(body).children;
        if (std::ranges::find(children, first) != children.end()) return children;
    }
    return Failure{Bug("a case knows nothing of its split")};
}

}  // namespace

Result<Case> MergeCases(const Services& services, const Principal& who, CaseId child,
                        const Merge& merge, std::optional<std::int32_t> if_version,
                        Deadline deadline, std::optional<Instant> at) {
    return RetryLostRace(if_version, [&]() -> Result<Case> {
        const auto city = services.city.Current();
        LD_TRY(const auto from, LoadAt(services, who, child, if_version, deadline));
        LD_TRY(const auto into, LoadVisible(services, who, merge.into, deadline));
        ChangeSet changes;
        LD_TRY(auto child_change,
               DecideChange(services, *city, who, from, merge, into.state.state, at));
        LD_TRY(auto parent_change,
               DecideChange(services, *city, who, into, AdoptChild{child}, {}, at));
        changes.cases.push_back(std::move(child_change));
        changes.cases.push_back(std::move(parent_change));
        LD_TRY(services.store.Commit(changes, deadline));
        return std::move(changes.cases.front().after);
    });
}

Result<Case> UnmergeCases(const Services& services, const Principal& who, CaseId child,
                          const Unmerge& unmerge, std::optional<std::int32_t> if_version,
                          Deadline deadline) {
    return RetryLostRace(if_version, [&]() -> Result<Case> {
        const auto city = services.city.Current();
        LD_TRY(const auto from, LoadAt(services, who, child, if_version, deadline));
        ChangeSet changes;
        LD_TRY(auto child_change, DecideChange(services, *city, who, from, unmerge, {}, {}));
        changes.cases.push_back(std::move(child_change));
        LD_TRY(const auto parent, services.store.Load(*from.state.merged_into, deadline));
        // An archived parent changes no more; the child goes its own way all the same.
        if (parent.state.state != CaseState::kArchived) {
            LD_TRY(auto parent_change,
                   DecideChange(services, *city, who, parent, ReleaseChild{child}, {}, {}));
            changes.cases.push_back(std::move(parent_change));
        }
        LD_TRY(services.store.Commit(changes, deadline));
        return std::move(changes.cases.front().after);
    });
}

Result<std::vector<CaseId>> SplitCase(const Services& services, const Principal& who, CaseId id,
                                      const std::vector<SplitPart>& parts,
                                      std::optional<std::int32_t> if_version, Deadline deadline,
                                      std::optional<IdempotencyKey> idempotency) {
    if (parts.empty() || parts.size() > kSplitPartsMax) {
        return Failure{Invalid("bad_parts",
                               "A split needs 1 to " + std::to_string(kSplitPartsMax) + " parts.")};
    }
    return RetryLostRace(if_version, [&]() -> Result<std::vector<CaseId>> {
        const auto city = services.city.Current();
        if (idempotency) {
            LD_TRY(const auto first, services.store.FindIdempotent(*idempotency, deadline));
            if (first) return PartsWith(services, id, *first, deadline);
        }
        LD_TRY(const auto found, LoadAt(services, who, id, if_version, deadline));
        LD_TRY(const auto texts, ReadTexts(services, found, deadline));
        ChangeSet changes;
        changes.idempotency = idempotency;
        std::vector<CaseId> children;
        for (const SplitPart& part : parts) {
            OpenCaseRequest request;
            request.command.channel = found.state.channel;
            request.command.type = part.type;
            request.command.category = part.category;
            request.command.place = part.place;
            request.command.point = found.state.point;
            request.command.secret = found.state.secret;
            request.command.caller.plain = texts.caller;
            request.command.narrative.plain = {part.title, part.content, texts.narrative.address,
                                               ""};
            request.command.split_from = id;
            LD_TRY(auto prepared, PrepareCase(services, *city, who, std::move(request), deadline));
            children.push_back(prepared.change.after.id);
            changes.cases.push_back(std::move(prepared.change));
        }
        LD_TRY(auto parent_change,
               DecideChange(services, *city, who, found, RecordSplit{children}, {}, {}));
        changes.cases.push_back(std::move(parent_change));
        if (auto written = services.store.Commit(changes, deadline); !written) {
            // The same request was faster by another way; its parts are ours.
            if (written.error().code != "duplicate_request")
                return Failure{std::move(written).error()};
            LD_TRY(const auto first, services.store.FindIdempotent(*idempotency, deadline));
            if (!first) return Failure{Bug("a duplicate request that nobody made")};
            return PartsWith(services, id, *first, deadline);
        }
        return children;
    });
}

}  // namespace liandong
