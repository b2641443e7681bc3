#include "app/journal_tiles.hpp"

#include <algorithm>

namespace liandong {

Error JournalAltered(std::string what) {
    Error error = Unavailable("the journal was altered: " + std::move(what) + "; run liandong verify to find where");
    error.code = "journal_altered";
    return error;
}

Result<merkle::Tile> StoreTiles::ReadTile(std::uint32_t level, std::uint64_t index) {
    LD_TRY(const StoredTile stored, journal_.ReadTile(static_cast<std::int32_t>(level),
                                                      static_cast<std::int64_t>(index), deadline_));
    LD_TRY(auto hashes, merkle::UnpackHashes(stored.hashes));
    return merkle::Tile{level, index, std::move(hashes)};
}

LeafFields LeafOf(const JournalEntry& entry, std::string_view city) {
    LeafFields leaf;
    leaf.city = city;
    leaf.case_id = entry.case_id.value;
    leaf.seq = static_cast<std::uint32_t>(entry.seq);
    leaf.kind = entry.kind;
    leaf.at_ms = ToMillis(entry.at);
    leaf.recorded_ms = ToMillis(entry.recorded_at);
    leaf.actor = entry.actor;
    leaf.profile_version = entry.profile_version;
    leaf.payload = entry.payload;
    return leaf;
}

Digest LeafHash(HashFunction hash, const JournalEntry& entry, std::string_view city) {
    return merkle::HashLeaf(hash, LeafBytes(LeafOf(entry, city)));
}

Result<SignedTreeHead> ToSigned(const StoredTreeHead& stored, std::string_view city) {
    SignedTreeHead head;
    if (stored.tree_size < 0 || stored.signature.size() != head.signature.size()) {
        return Failure{JournalAltered("tree head " + std::to_string(stored.tree_size) + " has no signature")};
    }
    head.head = {std::string(city), static_cast<std::uint64_t>(stored.tree_size), stored.root, ToMillis(stored.at)};
    head.key_id = stored.key_id;
    std::ranges::transform(stored.signature, head.signature.begin(),
                           [](char byte) { return static_cast<unsigned char>(byte); });
    return head;
}

StoredTreeHead ToStored(const SignedTreeHead& signed_head) {
    return {static_cast<std::int64_t>(signed_head.head.tree_size), signed_head.head.root,
            FromMillis(signed_head.head.at_ms), signed_head.key_id,
            std::string(signed_head.signature.begin(), signed_head.signature.end())};
}

StoredTile ToStored(const merkle::Tile& tile) {
    return {static_cast<std::int32_t>(tile.level), static_cast<std::int64_t>(tile.index),
            merkle::PackHashes(tile.hashes)};
}

}  // namespace liandong
