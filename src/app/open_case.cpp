#include "app/open_case.hpp"

#include <charconv>

#include "app/act_on_case.hpp"
#include "app/case_change.hpp"
#include "app/precedents.hpp"
#include "base/text.hpp"

namespace liandong {
namespace {

Result<OpenedCase> Replayed(const Services& services, CaseId id, Deadline deadline) {
    LD_TRY(auto stored, services.store.Load(id, deadline));
    return OpenedCase{std::move(stored.state), true, {}};
}

bool IsKey(std::string_view key) {
    constexpr std::size_t kKeyBytesMax = 200;
    return !key.empty() && key.size() <= kKeyBytesMax && IsUtf8(key) &&
           key.find('\0') == std::string_view::npos;
}

// The case that was there before ours, out of the error that says so.
std::optional<CaseId> CaseNamedIn(const Error& error) {
    if (error.code != "duplicate_source" && error.code != "duplicate_request") return std::nullopt;
    for (const auto& [name, value] : error.args) {
        std::int64_t number = 0;
        const char* end =
            value.data() + value.size();  // NOLINT(cppcoreguidelines-pro-bounds-pointer-arithmetic)
        if (name == "case_id" && std::from_chars(value.data(), end, number).ptr == end)
            return CaseId{number};
    }
    return std::nullopt;
}

}  // namespace

Result<PreparedCase> PrepareCase(const Services& services, const City& city, const Principal& who,
                                 OpenCaseRequest request, Deadline deadline) {
    const Instant recorded_at = services.clock.Now();
    const Instant at = request.at.value_or(recorded_at);
    const Facts facts{at, city, who, {}};
    OpenCase& command = request.command;
    PreparedCase prepared;
    if (command.category.value.empty()) {
        prepared.guesses = services.classifier.Classify(
            city, command.narrative.plain.title + "\n" + command.narrative.plain.content);
        if (!prepared.guesses.empty() && prepared.guesses.front().probability >= kGuessTaken) {
            command.category = prepared.guesses.front().category;
            command.category_chosen_by = "classifier";
        }
    }
    // What will be refused shall not cost a number or a key.
    if (const auto decided = DecideOpen(command, facts); !decided)
        return Failure{ToError(decided.error())};

    if (!request.id) {
        LD_TRY(request.id, services.store.NewCaseId(DayOf(at, city.calendar.offset), deadline));
    }
    const CaseId id = *request.id;
    LD_TRY(auto key, services.vault.NewCaseKey(id));
    Sealer sealer(services.vault, id, std::move(key.key), 0);
    LD_TRY(sealer.Seal(command));
    auto decided = DecideOpen(command, facts);
    if (!decided) return Failure{ToError(decided.error())};
    std::vector<EventBody> bodies = *std::move(decided);
    prepared.change = MakeChange(Case{}, id, bodies, who.actor, at, recorded_at, city);
    if (request.plate) {
        Command move = RequestMove{*request.plate};
        LD_TRY(sealer.Seal(move));
        const auto asked = Decide(prepared.change.after, move, facts);
        if (!asked) return Failure{ToError(asked.error())};
        bodies.insert(bodies.end(), asked->begin(), asked->end());
        prepared.change = MakeChange(Case{}, id, bodies, who.actor, at, recorded_at, city);
    }
    // What another line hands us, or an owner may still do, is not a unit's yet.
    const bool waits = command.hand_in || request.plate.has_value();
    if (request.dispatch && !command.category.value.empty() && !waits) {
        LD_TRY(const auto precedent,
               PrecedentFor(services, city, command.category, command.place, at, deadline));
        auto sent = Decide(prepared.change.after, Dispatch{},
                           {at, city, who, {}, precedent ? &*precedent : nullptr});
        if (!sent) return Failure{ToError(sent.error())};
        bodies.insert(bodies.end(), sent->begin(), sent->end());
        prepared.change = MakeChange(Case{}, id, bodies, who.actor, at, recorded_at, city);
    }
    prepared.change.wrapped_key = std::move(key.wrapped);
    prepared.change.vault_rows = sealer.TakeRows();
    prepared.change.search = MakeSearchDocument(command.caller.plain, command.narrative.plain,
                                                prepared.change.after, city, services.vault);
    return prepared;
}

Result<std::optional<OpenedCase>> FindEarlier(const Services& services,
                                              const std::optional<IdempotencyKey>& key,
                                              Deadline deadline) {
    if (!key) return std::optional<OpenedCase>{};
    if (!IsKey(key->key)) {
        return Failure{
            Invalid("bad_idempotency_key", "An idempotency key is a text of 1 to 200 bytes.")};
    }
    LD_TRY(const auto earlier, services.store.FindIdempotent(*key, deadline));
    if (!earlier) return std::optional<OpenedCase>{};
    LD_TRY(auto replayed, Replayed(services, *earlier, deadline));
    return std::optional(std::move(replayed));
}

Result<OpenedCase> CommitOpened(const Services& services, PreparedCase prepared,
                                const std::optional<IdempotencyKey>& key, Deadline deadline) {
    ChangeSet changes;
    changes.idempotency = key;
    changes.cases.push_back(std::move(prepared.change));
    if (auto written = services.store.Commit(changes, deadline); !written) {
        if (const auto earlier = CaseNamedIn(written.error()))
            return Replayed(services, *earlier, deadline);
        return Failure{std::move(written).error()};
    }
    return OpenedCase{std::move(changes.cases.front().after), false, std::move(prepared.guesses)};
}

Result<OpenedCase> OpenNewCase(const Services& services, const Principal& who,
                               OpenCaseRequest request, Deadline deadline) {
    LD_TRY(auto earlier, FindEarlier(services, request.idempotency, deadline));
    if (earlier) return *std::move(earlier);
    const auto city = services.city.Current();
    const auto idempotency = request.idempotency;
    LD_TRY(auto prepared, PrepareCase(services, *city, who, std::move(request), deadline));
    return CommitOpened(services, std::move(prepared), idempotency, deadline);
}

Result<OpenedCase> ReopenCase(const Services& services, const Principal& who, CaseId old,
                              const std::string& reason, Deadline deadline,
                              std::optional<IdempotencyKey> idempotency) {
    LD_TRY(const auto found, LoadVisible(services, who, old, deadline));
    const auto city = services.city.Current();
    if (!MayAnywhere(who, "reopen")) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    if (IsOpen(found.state.state)) return Failure{ToError({RefusalCode::kWrongState, {}})};
    if (found.state.erased || !found.wrapped_key)
        return Failure{ToError({RefusalCode::kErased, {}})};
    LD_TRY(const auto texts, ReadTexts(services, found, deadline));
    OpenCaseRequest request;
    request.idempotency = std::move(idempotency);
    OpenCase& command = request.command;
    command.channel = found.state.channel;
    command.type = found.state.type;
    command.category =
        city->FindCategory(found.state.category) == nullptr ? CategoryCode{} : found.state.category;
    command.place = city->FindPlace(found.state.place) == nullptr ? PlaceCode{} : found.state.place;
    command.point = found.state.point;
    command.urgent = found.state.urgent;
    command.secret = found.state.secret;
    command.caller.plain = texts.caller;
    command.narrative.plain = texts.narrative;
    if (!reason.empty()) command.narrative.plain.content += "\n" + reason;
    command.reopens = old;
    return OpenNewCase(services, who, std::move(request), deadline);
}

}  // namespace liandong
