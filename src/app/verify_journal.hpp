#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports.hpp"

namespace liandong {

struct VerifyProgress {
    std::string_view phase;  ///< "log", "cases", "lost_cases", "database"
    std::int64_t done = 0;
    std::int64_t of = 0;  ///< 0 where nobody knows
};

struct VerifyOptions {
    HashFunction hash = nullptr;       ///< crypto::Sha256
    std::string city;                  ///< its code; empty: the one that the database names
    TreeVerifier* verifier = nullptr;  ///< nullptr: signatures are not checked, and the report says
                                       ///< so
    std::optional<SignedTreeHead> kept;  ///< a head that somebody outside has kept
    Vault* vault = nullptr;              ///< with the master key also what is sealed is opened
    std::size_t faults_max = 1000;
    std::function<void(const VerifyProgress&)> progress;
};

enum class VerifyOutcome : std::uint8_t {
    kProved = 0,      ///< exit 0
    kAltered = 1,     ///< exit 1: each place is named in `faults`
    kUnreadable = 2,  ///< exit 2: not everything could be read; what was found until then is in
                      ///< `faults`
};

struct VerifyReport {
    std::vector<std::string> faults;  ///< "case 202611220000001 event 3: altered (log index 17)"
    bool more_faults = false;         ///< there are more than `faults_max`
    std::vector<std::string> notes;   ///< what was not checked, and why
    std::optional<Error> unreadable;
    std::int64_t events = 0;           ///< in the log
    std::int64_t unsealed = 0;         ///< committed, not in the log yet (counted up to 4096)
    std::int64_t unsigned_events = 0;  ///< in the log, under no signed head yet
    std::int64_t cases = 0;
    std::int64_t heads = 0;

    [[nodiscard]] VerifyOutcome Outcome() const;
    /// Leaves out what goes beyond the limit.
    void Add(std::string fault, std::size_t faults_max);
};

/// Reads the whole store and says everything that is not as it was sealed (docs/rules/journal.md
/// §3): every event's leaf hash from its stored fields against the tree; the tree against every
/// signed head; log indexes and the events of each case without a gap; each case's state against
/// the replay of its events; that no case was lost; with the master key everything sealed; and what
/// the database finds in itself. Reads only. Shape: memory for one page of events, O(events) time;
/// a head, tile or row that cannot be read is a fault of its own.
[[nodiscard]] VerifyReport VerifyJournal(Store& store, const VerifyOptions& options);

}  // namespace liandong
