#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "domain/journal/digest.hpp"

/// The Merkle tree as it is stored: tiles of 256 hashes, eight levels of the tree high, as in the
/// tlog tile layout. Tile (level, index) holds the roots of the complete subtrees of 256^level
/// leaves from number index × 256 on. Only the last tile of a level may be partial; a full one
/// never changes again.
namespace liandong::merkle {

inline constexpr std::size_t kTileWidth = 256;
inline constexpr int kTileHeight = 8;

struct Tile {
    std::uint32_t level = 0;
    std::uint64_t index = 0;
    std::vector<Digest> hashes;  ///< 1 .. 256

    bool operator==(const Tile&) const = default;
};

/// The hashes of a tile side by side, 32 bytes each: how a store keeps them.
[[nodiscard]] std::string PackHashes(const std::vector<Digest>& hashes);
/// Errors: kUnavailable "journal_altered" unless it is 1 to 256 hashes.
[[nodiscard]] Result<std::vector<Digest>> UnpackHashes(std::string_view bytes);

/// Where tiles come from: a table, a directory, a peer.
class TileReader {
public:
    virtual ~TileReader() = default;
    /// Errors: kNotFound when there is no such tile; whatever the store says.
    virtual Result<Tile> ReadTile(std::uint32_t level, std::uint64_t index) = 0;
};

/// Roots and proofs of any size up to the stored one. Keeps the tiles it has read, so the proofs of
/// all events of a case cost few reads: make one per request, on a snapshot. Shape:  at most 2 ×
/// ceil(log256 size) tile reads for one root or proof. Errors: kUnavailable "journal_altered" when
/// a tile holds less than the size promises; the reader's errors.
class TreeView {
public:
    TreeView(TileReader& reader, HashFunction hash) : reader_(reader), hash_(hash) {}

    [[nodiscard]] Result<Digest> Root(std::uint64_t size);
    /// Errors also: kInvalid "bad_log_index" unless index < size.
    [[nodiscard]] Result<std::vector<Digest>> InclusionProof(std::uint64_t index,
                                                             std::uint64_t size);
    /// Empty when first is 0 or equals second. Errors also: kInvalid "bad_tree_size" unless first ≤
    /// second.
    [[nodiscard]] Result<std::vector<Digest>> ConsistencyProof(std::uint64_t first,
                                                               std::uint64_t second);
    /// The leaf hash as the tree has it. Errors also: kInvalid "bad_log_index" unless index < size.
    [[nodiscard]] Result<Digest> Leaf(std::uint64_t index, std::uint64_t size);

private:
    Result<const Tile*> Load(std::uint32_t level, std::uint64_t index);
    Result<Digest> Subtree(int height, std::uint64_t position);
    Result<Digest> Range(std::uint64_t from, std::uint64_t to);

    TileReader& reader_;
    HashFunction hash_;
    std::map<std::pair<std::uint32_t, std::uint64_t>, Tile> tiles_;
};

/// Appends leaf hashes. Holds only the right edge: at most 255 hashes a level.
/// Write `TakeChanged()` in the same transaction as the head; then the store is never between two
/// trees.
class TreeBuilder {
public:
    /// Goes on from a stored tree of `size` leaves, reading one tile a level. Compare `Root()` with
    /// the last signed head before going on: that is what tells a damaged edge. Errors:
    /// kUnavailable "journal_altered" when an edge tile is not exactly as wide as the size says.
    [[nodiscard]] static Result<TreeBuilder> Resume(TileReader& reader, HashFunction hash,
                                                    std::uint64_t size);
    [[nodiscard]] static TreeBuilder Empty(HashFunction hash) { return TreeBuilder(hash); }

    void Append(const Digest& leaf_hash);
    [[nodiscard]] std::uint64_t Size() const { return size_; }
    /// O(log size) levels, up to 255 hashes each.
    [[nodiscard]] Digest Root() const;
    /// Every tile that is new or wider than at the last call, each once, by level and index.
    [[nodiscard]] std::vector<Tile> TakeChanged();

private:
    struct Edge {
        std::vector<Digest> hashes;  // 0 .. 255
        bool changed = false;
    };

    explicit TreeBuilder(HashFunction hash) : hash_(hash) {}

    HashFunction hash_;
    std::uint64_t size_ = 0;
    std::vector<Edge> edges_;  // by level
    std::vector<Tile> filled_;
};

}  // namespace liandong::merkle
