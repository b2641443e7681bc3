#pragma once

#include <string>

#include "app/ports.hpp"
#include "domain/journal/leaf.hpp"
#include "domain/journal/merkle.hpp"
#include "domain/journal/tiles.hpp"

// Between what a store keeps of the journal and what the tree is made of.

namespace liandong {

/// Tiles out of a store. Altered ones are faults (kUnavailable "journal_altered").
class StoreTiles final : public merkle::TileReader {
public:
    StoreTiles(JournalStore& journal, Deadline deadline) : journal_(journal), deadline_(deadline) {}
    Result<merkle::Tile> ReadTile(std::uint32_t level, std::uint64_t index) override;

private:
    JournalStore& journal_;
    Deadline deadline_;
};

[[nodiscard]] LeafFields LeafOf(const JournalEntry& entry, std::string_view city);
[[nodiscard]] Digest LeafHash(HashFunction hash, const JournalEntry& entry, std::string_view city);
/// Errors: kUnavailable "journal_altered" when the signature is not 64 bytes long or the size is negative.
[[nodiscard]] Result<SignedTreeHead> ToSigned(const StoredTreeHead& stored, std::string_view city);
[[nodiscard]] StoredTreeHead ToStored(const SignedTreeHead& signed_head);
[[nodiscard]] StoredTile ToStored(const merkle::Tile& tile);

/// kUnavailable "journal_altered": somebody changed what is proved; `liandong verify` finds where.
[[nodiscard]] Error JournalAltered(std::string what);

}  // namespace liandong
