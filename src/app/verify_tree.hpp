#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/journal_tiles.hpp"
#include "app/verify_journal.hpp"

// The first half of verify: the log, its tree and the signed heads.

namespace liandong {

/// Which cases the log opened, whatever their order: equal sums, equal sets (but for a chance of
/// 2^-64).
struct OpenedSum {
    std::int64_t count = 0;
    std::uint64_t sum = 0;

    void Add(CaseId id);
    bool operator==(const OpenedSum&) const = default;
};

/// Walks the log once. Two trees grow beside each other: one from the rows, one from the stored
/// leaf hashes. They are one tree until the first difference; the next signed head tells which of
/// both is the true one.
class TreeWalk {
public:
    TreeWalk(Store& store, const VerifyOptions& options, VerifyReport& report);

    /// Errors: the store's when it cannot be read.
    Result<OpenedSum> Run();

private:
    struct Difference {
        std::int64_t index = 0;
        Digest from_row;
        Digest from_tile;
        std::string name;  ///< "case 202611220000001 event 3"
        enum class Truth : std::uint8_t { kUnknown, kTile, kRow } truth = Truth::kUnknown;
    };

    Result<void> Take(const JournalEntry& entry);
    Result<void> TakeMissing(std::int64_t to);
    Result<void> Append(const Digest& from_row, const Digest& from_tile);
    /// The stored hash of a leaf; empty when its tile is missing or altered in length (reported
    /// once).
    Result<std::optional<Digest>> StoredLeaf(std::int64_t index);
    Result<void> LoadLeafTile(std::int64_t tile);
    Result<void> CheckHeads();
    Result<void> LoadHeads();
    void CheckHead(const StoredTreeHead& head);
    void CheckSignature(const StoredTreeHead& head);
    void Settle(const Digest& signed_root);
    void CheckKept();
    Result<void> CheckTiles(bool last);
    Result<void> CheckTile(const merkle::Tile& made);
    Result<void> Finish();
    void ReportDifferences();
    void Fault(std::string fault);

    Store& store_;
    const VerifyOptions& options_;
    VerifyReport& report_;
    merkle::TreeBuilder rows_;
    std::optional<merkle::TreeBuilder> tiles_;  ///< only while it differs from `rows_`
    std::int64_t size_ = 0;
    std::int64_t next_ = 0;
    bool broken_ = false;  ///< a leaf is known from nowhere: no later root can be compared
    bool root_differs_ = false;
    std::int64_t last_good_head_ = 0;
    std::map<std::uint32_t, merkle::Tile> edge_;  ///< by level: the last tile, while it is partial
    std::vector<Difference> differences_;
    std::deque<StoredTreeHead> heads_;
    std::int64_t heads_after_;
    bool heads_ended_ = false;
    std::int64_t leaf_tile_ = -1;
    std::vector<Digest> leaf_hashes_;
    OpenedSum opened_;
};

[[nodiscard]] std::string NameOf(const JournalEntry& entry);
/// How long one reading of verify may take.
[[nodiscard]] Deadline VerifyDeadline();

}  // namespace liandong
