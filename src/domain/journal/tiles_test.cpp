#include "domain/journal/tiles.hpp"

#include <bit>
#include <span>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/journal/merkle.hpp"
#include "domain/journal/toy_hash.hpp"

namespace liandong::merkle {
namespace {

constexpr HashFunction kHash = &testing::ToyHash;

// RFC 9162 §2.1 word by word, over all leaves: slow, and plainly right.
Digest NaiveRoot(std::span<const Digest> leaves) {
    if (leaves.empty()) return EmptyRoot(kHash);
    if (leaves.size() == 1) return leaves[0];
    const std::size_t k = std::bit_floor(leaves.size() - 1);
    return HashChildren(kHash, NaiveRoot(leaves.first(k)), NaiveRoot(leaves.subspan(k)));
}

std::vector<Digest> NaiveInclusion(std::size_t m, std::span<const Digest> leaves) {
    if (leaves.size() <= 1) return {};
    const std::size_t k = std::bit_floor(leaves.size() - 1);
    auto path =
        m < k ? NaiveInclusion(m, leaves.first(k)) : NaiveInclusion(m - k, leaves.subspan(k));
    path.push_back(NaiveRoot(m < k ? leaves.subspan(k) : leaves.first(k)));
    return path;
}

std::vector<Digest> NaiveSubproof(std::size_t m, std::span<const Digest> leaves, bool whole) {
    if (m == leaves.size()) return whole ? std::vector<Digest>{} : std::vector{NaiveRoot(leaves)};
    const std::size_t k = std::bit_floor(leaves.size() - 1);
    auto path = m <= k ? NaiveSubproof(m, leaves.first(k), whole)
                       : NaiveSubproof(m - k, leaves.subspan(k), false);
    path.push_back(NaiveRoot(m <= k ? leaves.subspan(k) : leaves.first(k)));
    return path;
}

std::vector<Digest> Leaves(std::size_t count) {
    std::vector<Digest> leaves;
    leaves.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        leaves.push_back(HashLeaf(kHash, "event " + std::to_string(i)));
    return leaves;
}

// Tiles in memory, as a store's table would hold them; counts its reads.
class TileTable : public TileReader {
public:
    Result<Tile> ReadTile(std::uint32_t level, std::uint64_t index) override {
        ++reads;
        const auto found = tiles.find({level, index});
        if (found == tiles.end()) return Failure{NotFound("no_tile", "There is no such tile.")};
        return found->second;
    }
    void Write(const std::vector<Tile>& changed) {
        for (const Tile& tile : changed) tiles[{tile.level, tile.index}] = tile;
    }

    std::map<std::pair<std::uint32_t, std::uint64_t>, Tile> tiles;
    int reads = 0;
};

TileTable Stored(std::span<const Digest> leaves) {
    TileTable table;
    TreeBuilder builder = TreeBuilder::Empty(kHash);
    for (const Digest& leaf : leaves) builder.Append(leaf);
    table.Write(builder.TakeChanged());
    return table;
}

TEST(Tiles, EverySizeUpTo600HasTheRootOfTheRfc) {
    const auto leaves = Leaves(600);
    TileTable table;
    TreeBuilder builder = TreeBuilder::Empty(kHash);
    EXPECT_EQ(builder.Root(), EmptyRoot(kHash));
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        builder.Append(leaves[size - 1]);
        table.Write(builder.TakeChanged());
        ASSERT_EQ(builder.Root(), NaiveRoot(std::span(leaves).first(size))) << size;
    }
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        ASSERT_EQ(*TreeView(table, kHash).Root(size), NaiveRoot(std::span(leaves).first(size)))
            << size;
    }
    EXPECT_EQ(table.tiles.at({0, 0}).hashes.size(), 256U);
    EXPECT_EQ(table.tiles.at({0, 2}).hashes.size(), 600U - 512U);
    EXPECT_EQ(table.tiles.at({1, 0}).hashes.size(), 2U);
}

TEST(Tiles, EveryInclusionProofUpTo70IsThatOfTheRfc) {
    const auto leaves = Leaves(70);
    TileTable table = Stored(leaves);
    TreeView view(table, kHash);
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        const auto tree = std::span(leaves).first(size);
        for (std::size_t index = 0; index < size; ++index) {
            const auto path = view.InclusionProof(index, size);
            ASSERT_TRUE(path);
            ASSERT_EQ(*path, NaiveInclusion(index, tree)) << index << " of " << size;
            ASSERT_TRUE(VerifyInclusion(kHash, leaves[index], index, size, *path, NaiveRoot(tree)));
        }
    }
}

TEST(Tiles, EveryConsistencyProofUpTo70IsThatOfTheRfc) {
    const auto leaves = Leaves(70);
    TileTable table = Stored(leaves);
    TreeView view(table, kHash);
    for (std::size_t second = 0; second <= leaves.size(); ++second) {
        const auto after = std::span(leaves).first(second);
        for (std::size_t first = 0; first <= second; ++first) {
            const auto before = std::span(leaves).first(first);
            const auto path = view.ConsistencyProof(first, second);
            ASSERT_TRUE(path);
            if (first > 0)
                ASSERT_EQ(*path, NaiveSubproof(first, after, true)) << first << " in " << second;
            ASSERT_TRUE(VerifyConsistency(kHash, first, second, NaiveRoot(before), NaiveRoot(after),
                                          *path));
        }
    }
}

RC_GTEST_PROP(Tiles, AnyProofOfAnySizeHolds, ()) {
    static const std::vector<Digest> leaves = Leaves(3'000);
    static TileTable table = Stored(leaves);
    const auto size = *rc::gen::inRange<std::size_t>(1, leaves.size() + 1);
    const auto index = *rc::gen::inRange<std::size_t>(0, size);
    const auto first = *rc::gen::inRange<std::size_t>(0, size + 1);
    const auto tree = std::span<const Digest>(leaves).first(size);
    TreeView view(table, kHash);
    const Digest root = *view.Root(size);
    RC_ASSERT(root == NaiveRoot(tree));
    RC_ASSERT(*view.Leaf(index, size) == leaves[index]);
    RC_ASSERT(*view.InclusionProof(index, size) == NaiveInclusion(index, tree));
    RC_ASSERT(
        VerifyInclusion(kHash, leaves[index], index, size, *view.InclusionProof(index, size), root)
            .has_value());
    RC_ASSERT(VerifyConsistency(kHash, first, size, *view.Root(first), root,
                                *view.ConsistencyProof(first, size))
                  .has_value());
}

RC_GTEST_PROP(Tiles, AnyFlippedBitBreaksTheProof, ()) {
    static const std::vector<Digest> leaves = Leaves(600);
    static TileTable table = Stored(leaves);
    const auto size = *rc::gen::inRange<std::size_t>(2, leaves.size() + 1);
    const auto index = *rc::gen::inRange<std::size_t>(0, size);
    const auto bit = *rc::gen::inRange<unsigned>(0, 256);
    const auto flip = [&](Digest digest) {
        digest.bytes[bit / 8] =
            static_cast<unsigned char>(digest.bytes[bit / 8] ^ (1U << (bit % 8)));
        return digest;
    };
    TreeView view(table, kHash);
    const Digest root = *view.Root(size);
    const auto path = *view.InclusionProof(index, size);
    RC_ASSERT(!VerifyInclusion(kHash, flip(leaves[index]), index, size, path, root).has_value());
    RC_ASSERT(!VerifyInclusion(kHash, leaves[index], index, size, path, flip(root)).has_value());
    RC_ASSERT(
        !VerifyInclusion(kHash, leaves[index], (index + 1) % size, size, path, root).has_value());
    auto bent = path;
    Digest& hash = bent[*rc::gen::inRange<std::size_t>(0, bent.size())];
    hash = flip(hash);
    RC_ASSERT(!VerifyInclusion(kHash, leaves[index], index, size, bent, root).has_value());
    auto shorter = path;
    shorter.pop_back();
    RC_ASSERT(!VerifyInclusion(kHash, leaves[index], index, size, shorter, root).has_value());
    auto longer = path;
    longer.push_back(root);
    RC_ASSERT(!VerifyInclusion(kHash, leaves[index], index, size, longer, root).has_value());
}

RC_GTEST_PROP(Tiles, ALogThatWasRewrittenIsNotConsistent, ()) {
    static const std::vector<Digest> leaves = Leaves(600);
    const auto second = *rc::gen::inRange<std::size_t>(2, leaves.size() + 1);
    const auto first = *rc::gen::inRange<std::size_t>(1, second);
    const auto place = *rc::gen::inRange<std::size_t>(0, first);
    std::vector<Digest> forged(leaves.begin(),
                               leaves.begin() + static_cast<std::ptrdiff_t>(second));
    switch (*rc::gen::inRange(0, 3)) {
        case 0: forged[place].bytes[31] ^= 1; break;  // altered
        case 1:
            std::swap(forged[place], forged[place + 1 < second ? place + 1 : 0]);
            break;  // reordered
        default:    // removed
            forged.erase(forged.begin() + static_cast<std::ptrdiff_t>(place));
            forged.push_back(leaves[0]);
    }
    const Digest kept = NaiveRoot(std::span(leaves).first(first));
    if (NaiveRoot(std::span(forged).first(first)) == kept) return;  // swapped behind the first head
    TileTable table = Stored(forged);
    TreeView view(table, kHash);
    RC_ASSERT(!VerifyConsistency(kHash, first, second, kept, *view.Root(second),
                                 *view.ConsistencyProof(first, second))
                   .has_value());
}

TEST(Tiles, TheBuilderGoesOnWhereItStopped) {
    const auto leaves = Leaves(1'100);
    for (const std::size_t stop : {0U, 1U, 255U, 256U, 257U, 511U, 512U, 777U, 1'024U, 1'099U}) {
        TileTable table = Stored(std::span(leaves).first(stop));
        auto builder = TreeBuilder::Resume(table, kHash, stop);
        ASSERT_TRUE(builder) << stop;
        EXPECT_EQ(builder->Root(), NaiveRoot(std::span(leaves).first(stop)));
        EXPECT_TRUE(builder->TakeChanged().empty());
        for (std::size_t i = stop; i < leaves.size(); ++i) builder->Append(leaves[i]);
        table.Write(builder->TakeChanged());
        EXPECT_EQ(builder->Root(), NaiveRoot(leaves));
        EXPECT_EQ(table.tiles, Stored(leaves).tiles) << stop;
    }
}

TEST(Tiles, AThirdLevelGrowsAfter65536Events) {
    const auto leaves = Leaves(66'000);
    TileTable table = Stored(leaves);
    ASSERT_TRUE(table.tiles.contains({2, 0}));
    TreeView view(table, kHash);
    table.reads = 0;
    const auto path = view.InclusionProof(4'711, leaves.size());
    ASSERT_TRUE(path);
    EXPECT_TRUE(
        VerifyInclusion(kHash, leaves[4'711], 4'711, leaves.size(), *path, NaiveRoot(leaves)));
    EXPECT_LE(table.reads, 6);  // two a level
    EXPECT_EQ(TreeBuilder::Resume(table, kHash, leaves.size())->Root(), NaiveRoot(leaves));
}

TEST(Tiles, AStoreThatHoldsLessThanItSaysIsAFaultNotACrash) {
    const auto leaves = Leaves(300);
    TileTable table = Stored(leaves);
    EXPECT_EQ(TreeBuilder::Resume(table, kHash, 299).error().code, "journal_altered");
    table.tiles.at({0, 1}).hashes.pop_back();
    EXPECT_EQ(TreeBuilder::Resume(table, kHash, 300).error().code, "journal_altered");
    EXPECT_EQ(TreeView(table, kHash).Root(300).error().code, "journal_altered");
    table.tiles.at({0, 1}).hashes.clear();
    EXPECT_EQ(TreeView(table, kHash).InclusionProof(3, 300).error().code, "journal_altered");
    table.tiles.erase({1, 0});
    EXPECT_EQ(TreeView(table, kHash).Root(300).error().code, "no_tile");
    EXPECT_EQ(TreeView(table, kHash).InclusionProof(300, 300).error().code, "bad_log_index");
    EXPECT_EQ(TreeView(table, kHash).ConsistencyProof(2, 1).error().code, "bad_tree_size");
}

TEST(Tiles, AStoredTileComesBackOrIsRefused) {
    const auto leaves = Leaves(256);
    EXPECT_EQ(*UnpackHashes(PackHashes(leaves)), leaves);
    for (const std::size_t size : {0U, 1U, 33U, 257U * 32U}) {
        EXPECT_EQ(UnpackHashes(std::string(size, 'x')).error().code, "journal_altered") << size;
    }
}

TEST(Merkle, ImpossibleProofsAreRefusedByName) {
    const Digest any = HashLeaf(kHash, "any");
    const std::vector<Digest> path(70, any);
    EXPECT_EQ(VerifyInclusion(kHash, any, 0, 0, {}, any).error(), Fault::kOutOfRange);
    EXPECT_EQ(VerifyInclusion(kHash, any, 5, ~0ULL, path, any).error(), Fault::kWrongLength);
    EXPECT_EQ(VerifyInclusion(kHash, any, 0, 2, {}, any).error(), Fault::kWrongLength);
    EXPECT_EQ(VerifyConsistency(kHash, 2, 1, any, any, {}).error(), Fault::kOutOfRange);
    EXPECT_EQ(VerifyConsistency(kHash, 3, 5, any, any, {}).error(), Fault::kWrongLength);
    EXPECT_EQ(VerifyConsistency(kHash, 0, 5, any, any, {}).error(), Fault::kWrongRoot);
    EXPECT_EQ(VerifyConsistency(kHash, 5, 5, any, HashLeaf(kHash, "other"), {}).error(),
              Fault::kWrongRoot);
}

}  // namespace
}  // namespace liandong::merkle
