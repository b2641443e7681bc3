#include "app/further_commands.hpp"

#include <utility>

#include "app/case_change.hpp"

namespace liandong {
namespace {

template <class T>
void Append(std::vector<T>& all, std::vector<T> more) {
    for (T& one : more) all.push_back(std::move(one));
}

}  // namespace

CaseChange Unchanged(const StoredCase& stored, const City& city) {
    CaseChange change;
    change.expected_version = stored.state.version;
    change.after = stored.state;
    change.deadlines = DeadlinesOf(stored.state, city);
    return change;
}

Result<void> FurtherCommands::Do(Command command) {
    const Case& before = change_.after;
    LD_TRY(auto key, services_.vault.Unwrap(before.id, wrapped_key_));
    Sealer sealer(services_.vault, before.id, std::move(key), before.version);
    LD_TRY(sealer.Seal(command));
    auto decided = Decide(before, command, {at_, city_, who_, {}});
    if (!decided) return Failure{ToError(decided.error())};
    const Instant recorded_at = services_.clock.Now();
    CaseChange more = MakeChange(before, before.id, *decided, who_.actor, at_, recorded_at, city_);
    change_.after = std::move(more.after);
    change_.deadlines = std::move(more.deadlines);
    Append(change_.events, std::move(more.events));
    Append(change_.outbox, std::move(more.outbox));
    Append(change_.vault_rows, sealer.TakeRows());
    return {};
}

}  // namespace liandong
