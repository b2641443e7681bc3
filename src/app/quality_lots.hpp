#pragma once

#include <cstddef>
#include <optional>

#include "app/background_loop.hpp"
#include "app/quality_checks.hpp"

namespace liandong {

/// Draws from the events of one stretch of the sealed log, and opens a check for each piece of work
/// that is drawn (domain/document/quality_draw.hpp says why nobody can steer it). The same stretch
/// and root give the same checks: drawing again adds none. Left out are cases that are secret, void
/// or erased by now. Returns how many checks it opened. Shape: reads the stretch once. Errors: the
/// store's.
[[nodiscard]] Result<std::size_t> DrawLot(const Services& services, const QualityLot& lot,
                                          HashFunction hash, Deadline deadline);

/// The thread ld-quality: draws once a day, at the profile's hour, from everything sealed since the
/// day before. Where it stands is kept in the store ("quality_position"); on a store that it sees
/// for the first time it begins at the end. The lot of a day ends with the first tree that was
/// signed after its hour: every node of one database finds the same and draws the same.
class QualityLoop {
public:
    QualityLoop(const Services& services, HashFunction hash, OnFault on_fault = {})
        : services_(services), hash_(hash), on_fault_(std::move(on_fault)) {}

    /// The lot of one day, if it is time. Returns how many checks it opened. Errors: the store's;
    /// then the same lot comes again.
    Result<std::size_t> RunOnce();
    void Start();
    void Stop() { loop_.Stop(); }

private:
    struct Position {
        std::int64_t from = 0;  ///< log index of the first event that was not yet drawn from
        Day day{};              ///< the last one drawn
    };
    Result<std::optional<Position>> ReadPosition(Deadline deadline) const;
    Result<void> WritePosition(const Position& position, Deadline deadline) const;
    /// The first tree that was signed at or after `since` and holds something new, if there is one.
    Result<std::optional<StoredTreeHead>> HeadSince(std::int64_t from, Instant since,
                                                    Deadline deadline) const;

    const Services& services_;
    HashFunction hash_;
    OnFault on_fault_;
    BackgroundLoop loop_;  // last: its thread ends before what it uses
};

}  // namespace liandong
