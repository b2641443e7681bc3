#include "app/people_loop.hpp"

namespace liandong {
namespace {

// An urgent case reaches somebody within a minute; this is the part of it that we wait.
constexpr Duration kRest = std::chrono::seconds(2);
constexpr Duration kLoadEvery = std::chrono::seconds(15);
constexpr std::chrono::seconds kRoundLimit{30};

}  // namespace

void PeopleLoop::Start() {
    loop_.Start("ld-people", [this] { return Round(); }, on_fault_);
}

Duration PeopleLoop::Round() {
    const Instant now = people_.services.clock.Now();
    const Deadline deadline = Deadline::In(kRoundLimit);
    const auto tell = [&](const auto& done) {
        if (!done && on_fault_) on_fault_(done.error());
    };
    tell(caller_.RunOnce(now));
    // A clock set back must not leave the board as it was.
    const bool is_old = !loaded_at_ || now < *loaded_at_ || now - *loaded_at_ >= kLoadEvery;
    if (is_old) {
        const auto loaded = LoadBoard(people_, !loaded_at_, deadline);
        tell(loaded);
        if (loaded) loaded_at_ = now;
    }
    tell(AskNextPeople(people_, deadline));
    return kRest;
}

}  // namespace liandong
