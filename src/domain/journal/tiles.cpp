#include "domain/journal/tiles.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <optional>
#include <ranges>
#include <span>
#include <string>

#include "domain/journal/merkle.hpp"

namespace liandong::merkle {
namespace {

std::uint64_t CountAt(std::uint64_t size, std::uint32_t level) {
    const std::uint32_t shift = level * kTileHeight;
    return shift < 64 ? size >> shift : 0;
}

Error Altered(std::string for_log) {
    Error error = Unavailable(std::move(for_log));
    error.code = "journal_altered";
    return error;
}

Error Altered(std::uint32_t level, std::uint64_t index, std::size_t found, std::uint64_t expected) {
    return Altered("journal tile " + std::to_string(level) + "/" + std::to_string(index) +
                   " holds " + std::to_string(found) + " hashes, the size of the tree needs " +
                   std::to_string(expected));
}

// The root over a power of two of neighbours.
Digest Fold(HashFunction hash, std::span<const Digest> hashes) {
    std::vector<Digest> row(hashes.begin(), hashes.end());
    while (row.size() > 1) {
        for (std::size_t i = 0; i < row.size() / 2; ++i)
            row[i] = HashChildren(hash, row[2 * i], row[2 * i + 1]);
        row.resize(row.size() / 2);
    }
    return row.front();
}

// Roots of complete subtrees, largest first, become one root from the right.
Digest FoldFromRight(HashFunction hash, std::span<const Digest> subtrees) {
    Digest root = subtrees.back();
    for (std::size_t i = subtrees.size() - 1; i > 0; --i)
        root = HashChildren(hash, subtrees[i - 1], root);
    return root;
}

// The largest power of two below `count` (count ≥ 2): where RFC 9162 splits.
std::uint64_t SplitOf(std::uint64_t count) { return std::bit_floor(count - 1); }

Error BadIndex() {
    return Invalid("bad_log_index", "There is no event at this place in the tree.");
}

}  // namespace

std::string PackHashes(const std::vector<Digest>& hashes) {
    std::string bytes;
    bytes.reserve(hashes.size() * sizeof(Digest::bytes));
    for (const Digest& hash : hashes) bytes.append(hash.bytes.begin(), hash.bytes.end());
    return bytes;
}

Result<std::vector<Digest>> UnpackHashes(std::string_view bytes) {
    constexpr std::size_t width = sizeof(Digest::bytes);
    if (bytes.empty() || bytes.size() % width != 0 || bytes.size() > kTileWidth * width) {
        return Failure{
            Altered("a journal tile of " + std::to_string(bytes.size()) + " bytes cannot be one")};
    }
    std::vector<Digest> hashes(bytes.size() / width);
    for (Digest& hash : hashes) {
        std::copy_n(bytes.begin(), width, hash.bytes.begin());
        bytes.remove_prefix(width);
    }
    return hashes;
}

Result<const Tile*> TreeView::Load(std::uint32_t level, std::uint64_t index) {
    const std::pair key{level, index};
    if (const auto found = tiles_.find(key); found != tiles_.end()) return &found->second;
    LD_TRY(Tile tile, reader_.ReadTile(level, index));
    return &tiles_.emplace(key, std::move(tile)).first->second;
}

Result<Digest> TreeView::Subtree(int height, std::uint64_t position) {
    const auto level = static_cast<std::uint32_t>(height / kTileHeight);
    const int inside = height % kTileHeight;
    const std::uint64_t first = position << inside;
    const std::uint64_t index = first / kTileWidth;
    const std::size_t offset = first % kTileWidth;
    const std::size_t count = std::size_t{1} << inside;
    LD_TRY(const Tile* tile, Load(level, index));
    if (tile->hashes.size() < offset + count || tile->hashes.size() > kTileWidth) {
        return Failure{Altered(level, index, tile->hashes.size(), offset + count)};
    }
    return Fold(hash_, std::span(tile->hashes).subspan(offset, count));
}

// The root over leaves [from, to), where `from` begins a subtree at least that large.
Result<Digest> TreeView::Range(std::uint64_t from, std::uint64_t to) {
    std::vector<Digest> subtrees;
    while (from < to) {
        const std::uint64_t count = std::bit_floor(to - from);
        const int height = std::countr_zero(count);
        LD_TRY(const Digest root, Subtree(height, from >> height));
        subtrees.push_back(root);
        from += count;
    }
    return FoldFromRight(hash_, subtrees);
}

Result<Digest> TreeView::Root(std::uint64_t size) {
    if (size == 0) return EmptyRoot(hash_);
    return Range(0, size);
}

Result<Digest> TreeView::Leaf(std::uint64_t index, std::uint64_t size) {
    if (index >= size) return Failure{BadIndex()};
    return Subtree(0, index);
}

Result<std::vector<Digest>> TreeView::InclusionProof(std::uint64_t index, std::uint64_t size) {
    if (index >= size) return Failure{BadIndex()};
    // From the root down, so the path comes out reversed.
    std::vector<Digest> path;
    std::uint64_t from = 0;
    std::uint64_t to = size;
    while (to - from > 1) {
        const std::uint64_t middle = from + SplitOf(to - from);
        const bool left = index < middle;
        LD_TRY(const Digest sibling, left ? Range(middle, to) : Range(from, middle));
        path.push_back(sibling);
        (left ? to : from) = middle;
    }
    std::ranges::reverse(path);
    return path;
}

Result<std::vector<Digest>> TreeView::ConsistencyProof(std::uint64_t first, std::uint64_t second) {
    if (first > second) {
        return Failure{
            Invalid("bad_tree_size", "The first tree may not be larger than the second.")};
    }
    std::vector<Digest> path;
    if (first == 0 || first == second) return path;
    std::uint64_t from = 0;
    std::uint64_t to = second;
    // SUBPROOF of RFC 9162 §2.1.4.1; `whole` says that the subtree is the first tree itself, known
    // to the asker.
    bool whole = true;
    while (first != to) {
        const std::uint64_t middle = from + SplitOf(to - from);
        const bool left = first <= middle;
        LD_TRY(const Digest sibling, left ? Range(middle, to) : Range(from, middle));
        path.push_back(sibling);
        (left ? to : from) = middle;
        whole = whole && left;
    }
    if (!whole) {
        LD_TRY(const Digest rest, Range(from, to));
        path.push_back(rest);
    }
    std::ranges::reverse(path);
    return path;
}

Result<TreeBuilder> TreeBuilder::Resume(TileReader& reader, HashFunction hash, std::uint64_t size) {
    TreeBuilder builder(hash);
    builder.size_ = size;
    for (std::uint32_t level = 0; CountAt(size, level) > 0; ++level) {
        const std::uint64_t count = CountAt(size, level);
        Edge edge;
        if (count % kTileWidth != 0) {
            const std::uint64_t index = count / kTileWidth;
            LD_TRY(Tile tile, reader.ReadTile(level, index));
            if (tile.hashes.size() != count % kTileWidth) {
                return Failure{Altered(level, index, tile.hashes.size(), count % kTileWidth)};
            }
            edge.hashes = std::move(tile.hashes);
        }
        builder.edges_.push_back(std::move(edge));
    }
    return builder;
}

void TreeBuilder::Append(const Digest& leaf_hash) {
    ++size_;
    Digest next = leaf_hash;
    for (std::uint32_t level = 0;; ++level) {
        if (edges_.size() == level) edges_.emplace_back();
        Edge& edge = edges_[level];
        edge.hashes.push_back(next);
        edge.changed = true;
        if (edge.hashes.size() < kTileWidth) return;
        next = Fold(hash_, edge.hashes);
        filled_.push_back(
            {level, CountAt(size_, level) / kTileWidth - 1, std::exchange(edge.hashes, {})});
        edge.changed = false;
    }
}

Digest TreeBuilder::Root() const {
    std::vector<Digest> subtrees;  // largest first
    for (const auto& edge : std::views::reverse(edges_)) {
        for (std::span<const Digest> rest(edge.hashes); !rest.empty();) {
            const std::size_t count = std::bit_floor(rest.size());
            subtrees.push_back(Fold(hash_, rest.first(count)));
            rest = rest.subspan(count);
        }
    }
    return subtrees.empty() ? EmptyRoot(hash_) : FoldFromRight(hash_, subtrees);
}

std::vector<Tile> TreeBuilder::TakeChanged() {
    std::vector<Tile> changed = std::exchange(filled_, {});
    for (std::uint32_t level = 0; level < edges_.size(); ++level) {
        Edge& edge = edges_[level];
        if (!edge.changed) continue;
        changed.push_back({level, CountAt(size_, level) / kTileWidth, edge.hashes});
        edge.changed = false;
    }
    std::ranges::sort(changed, [](const Tile& a, const Tile& b) {
        return std::pair(a.level, a.index) < std::pair(b.level, b.index);
    });
    return changed;
}

}  // namespace liandong::merkle
