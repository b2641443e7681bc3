// What one event costs: its leaf hash and its place in the tree, a proof from stored tiles, a
// sealed row.
#include <array>
#include <map>

#include <benchmark/benchmark.h>

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/signer.hpp"
#include "adapters/crypto/vault.hpp"
#include "domain/journal/leaf.hpp"
#include "domain/journal/merkle.hpp"
#include "domain/journal/tiles.hpp"

namespace liandong {
namespace {

constexpr HashFunction kSha256 =
    static_cast<Digest (*)(std::span<const unsigned char>)>(&crypto::Sha256);

LeafFields Event(std::uint32_t seq) {
    return {"haikou",
            4711,
            seq,
            "dispatched",
            1'772'413'200'000,
            1'772'413'200'125,
            "user:dispatcher-7",
            "2026-03-01.1",
            std::string(300, 'p')};
}

class TileTable : public merkle::TileReader {
public:
    Result<merkle::Tile> ReadTile(std::uint32_t level, std::uint64_t index) override {
        const auto found = tiles.find({level, index});
        if (found == tiles.end()) return Failure{NotFound("no_tile", "There is no such tile.")};
        return found->second;
    }
    std::map<std::pair<std::uint32_t, std::uint64_t>, merkle::Tile> tiles;
};

void Sha256Of65Bytes(benchmark::State& state) {
    const std::array<unsigned char, 65> node{};
    for (auto _ : state) benchmark::DoNotOptimize(kSha256(node));
}
BENCHMARK(Sha256Of65Bytes);

void LeafHashAndAppend(benchmark::State& state) {
    auto builder = merkle::TreeBuilder::Empty(kSha256);
    std::uint32_t seq = 0;
    for (auto _ : state) {
        builder.Append(merkle::HashLeaf(kSha256, LeafBytes(Event(++seq))));
        if (seq % 1000 == 0) benchmark::DoNotOptimize(builder.TakeChanged());
    }
}
BENCHMARK(LeafHashAndAppend);

void SealingAHeadOfMillionEvents(benchmark::State& state) {
    auto builder = merkle::TreeBuilder::Empty(kSha256);
    for (std::uint64_t i = 0; i < 1'000'000 - 1; ++i) builder.Append(Digest{});
    const std::array<unsigned char, 32> seed{};
    const auto signer = crypto::Signer::FromSeed(seed);
    for (auto _ : state)
        benchmark::DoNotOptimize(signer.Sign({"haikou", builder.Size(), builder.Root(), 0}));
}
BENCHMARK(SealingAHeadOfMillionEvents);

void InclusionProofs(benchmark::State& state) {
    TileTable table;
    auto builder = merkle::TreeBuilder::Empty(kSha256);
    const auto size = static_cast<std::uint64_t>(state.range(0));
    for (std::uint64_t i = 0; i < size; ++i) builder.Append(Digest{});
    for (auto& tile : builder.TakeChanged())
        table.tiles[{tile.level, tile.index}] = std::move(tile);
    std::uint64_t index = 0;
    for (auto _ : state) {
        index = (index + 7'919) % size;
        merkle::TreeView view(table, kSha256);
        benchmark::DoNotOptimize(view.InclusionProof(index, size));
    }
}
BENCHMARK(InclusionProofs)->Arg(100'000)->Arg(999'999)->Arg(5'000'011);

void SealOneKilobyte(benchmark::State& state) {
    const auto key = crypto::SecretKey::Random();
    const std::string text(1024, 'x');
    for (auto _ : state) benchmark::DoNotOptimize(crypto::Vault::Seal(key, 7, 1, text));
}
BENCHMARK(SealOneKilobyte);

void OpenOneKilobyte(benchmark::State& state) {
    const auto key = crypto::SecretKey::Random();
    const auto sealed = crypto::Vault::Seal(key, 7, 1, std::string(1024, 'x'));
    for (auto _ : state)
        benchmark::DoNotOptimize(crypto::Vault::Open(key, 7, 1, sealed.ciphertext, sealed.digest));
}
BENCHMARK(OpenOneKilobyte);

void NewCaseKey(benchmark::State& state) {
    const auto vault = crypto::Vault::FromKey(crypto::SecretKey::Random());
    for (auto _ : state) benchmark::DoNotOptimize(vault.NewCaseKey(7));
}
BENCHMARK(NewCaseKey);

}  // namespace
}  // namespace liandong
