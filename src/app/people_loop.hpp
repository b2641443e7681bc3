#pragma once

#include "app/background_loop.hpp"
#include "app/call_on_duty.hpp"
#include "app/offer_case.hpp"

namespace liandong {

/// The thread ld-people: calls whoever is on call for urgent assignments that wait, asks the next
/// one where somebody declined or kept silent, and keeps the board as the store has it. Any number
/// of nodes may run it.
class PeopleLoop {
public:
    PeopleLoop(const PeopleServices& people, OnFault on_fault)
        : people_(people), caller_(people.services), on_fault_(std::move(on_fault)) {}

    void Start();
    void Stop() { loop_.Stop(); }
    /// One round, for tests and for Start: how long to sleep before the next.
    Duration Round();

private:
    PeopleServices people_;
    DutyCaller caller_;
    OnFault on_fault_;
    std::optional<Instant> loaded_at_;
    BackgroundLoop loop_;
};

}  // namespace liandong
