#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/act_on_document.hpp"
#include "app/background_loop.hpp"
#include "domain/document/climb.hpp"

// The city's ladder at work: what the journal says of a case may call for its next rung. Each case
// has one climb (domain/document/climb.hpp); a rung, its paper and the line in the case are one
// transaction behind the climb's version, so that no rung is climbed twice, however many nodes
// look, and none is lost when one dies.

namespace liandong {

/// Looks at one case and does what its ladder asks for by now: fails reminders that were in vain,
/// climbs, sets the next look, ends the climb of a case that has ended. Returns how many rungs were
/// climbed. Doing it again changes nothing. Errors: kNotFound "no_such_case"; those of the store.
[[nodiscard]] Result<std::int32_t> ClimbCase(const Services& services, CaseId about,
                                             Deadline deadline);

/// What an event of that kind calls for, of a case or of a paper of its ladder: looks at the case,
/// fails the rung of a paper that was missed. False: such events are nothing to the ladder. Doing
/// it again changes nothing. Errors: as ClimbCase.
[[nodiscard]] Result<bool> FollowEvent(const Services& services, CaseId stream,
                                       std::string_view kind, Deadline deadline);

/// A person climbs: for what only people can judge (不作为, 推诿, 群体性事项 …).
struct ClimbRequest {
    CaseId about;
    std::int32_t level = 0;          ///< above those reached
    std::string trigger = "manual";  ///< name of the condition (domain/city/ladder.hpp)
    std::string reason;              ///< goes into the paper; empty: the rung's own words
};
/// Errors: kForbidden "not_permitted" without `supervise`; kRejected "already_done" for a rung that
/// was reached, "wrong_state" for a case that has ended; kInvalid "no_such_rung",
/// "no_such_trigger".
[[nodiscard]] Result<Climb> ClimbByHand(const Services& services, const Principal& who,
                                        const ClimbRequest& request, Deadline deadline);

/// The climb of a case, if it has one. Errors: kNotFound "no_such_climb".
[[nodiscard]] Result<Climb> FindClimb(const Services& services, CaseId about, Deadline deadline);

/// What the timer does when a climb wants to be looked at.
[[nodiscard]] Result<void> FireClimb(const Services& services, DocumentId id, Deadline deadline);

struct LadderOptions {
    Duration poll_max = std::chrono::seconds(1);
    std::int32_t events_max = 500;  ///< read at once
};

/// Follows the sealed journal. How far it came is kept in the store ("ladder_position"), so that a
/// restart neither forgets nor repeats; on a store that it sees for the first time it begins at the
/// end: history that was imported calls for nothing. May run on every node of one database.
class LadderLoop {
public:
    struct Counters {
        std::int64_t climbed = 0;
        std::int64_t faults = 0;
    };

    explicit LadderLoop(const Services& services, OnFault on_fault = {},
                        LadderOptions options = {});

    /// One batch; returns how many events it read. Errors: the store's; then the same batch comes
    /// again.
    Result<std::size_t> RunOnce();

    void Start();  ///< thread ld-ladder
    void Stop();
    void Wake() { loop_.Wake(); }
    [[nodiscard]] Counters Stats() const { return {climbed_, faults_}; }

private:
    Result<std::int64_t> Position(Deadline deadline) const;
    Result<void> Take(const JournalEntry& entry, Deadline deadline);
    Result<void> Look(CaseId about, Deadline deadline);
    Duration Round();
    void Report(const Error& error);

    const Services& services_;
    OnFault on_fault_;
    LadderOptions options_;
    std::atomic<std::int64_t> climbed_ = 0;
    std::atomic<std::int64_t> faults_ = 0;
    BackgroundLoop loop_;  // last: its thread ends before what it uses
};

}  // namespace liandong
