#include "app/act_in_order.hpp"

#include "app/case_change.hpp"

namespace liandong {

Result<CaseChange> DecideInOrder(const Services& services, const City& city, const Principal& who,
                                 const StoredCase& found, std::vector<Command> commands) {
    const CaseId id = found.state.id;
    const Instant now = services.clock.Now();
    std::vector<VaultRow> rows;
    if (found.wrapped_key) {
        LD_TRY(auto key, services.vault.Unwrap(id, *found.wrapped_key));
        Sealer sealer(services.vault, id, std::move(key), found.state.version);
        for (Command& command : commands) LD_TRY(sealer.Seal(command));
        rows = sealer.TakeRows();
    }
    std::vector<EventBody> bodies;
    Case after = found.state;
    for (const Command& command : commands) {
        auto decided = Decide(after, command, {now, city, who, {}});
        if (!decided) return Failure{ToError(decided.error())};
        for (EventBody& body : *decided) {
            after = Apply(std::move(after),
                          Event{id, after.version + 1, now, who.actor, city.version, body});
            bodies.push_back(std::move(body));
        }
    }
    CaseChange change = MakeChange(found.state, id, bodies, who.actor, now, now, city);
    change.vault_rows = std::move(rows);
    return change;
}

}  // namespace liandong
