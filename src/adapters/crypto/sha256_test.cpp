#include "adapters/crypto/sha256.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "domain/journal/leaf.hpp"
#include "domain/journal/merkle.hpp"
#include "domain/journal/tiles.hpp"

namespace liandong::crypto {
namespace {

TEST(Sha256, TheVectorsOfFips180) {
    EXPECT_EQ(Sha256("").Hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(Sha256("abc").Hex(),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, InPartsItIsTheSame) {
    Sha256Stream stream;
    EXPECT_EQ(stream.Add("a").Add("").Add("bc").Finish(), Sha256("abc"));
    EXPECT_EQ(stream.Finish(), Sha256(""));
}

TEST(Sha256, TheKeyedVectorOfRfc4231) {
    const std::string key = "Jefe";
    const std::span bytes(reinterpret_cast<const unsigned char*>(key.data()), key.size());
    EXPECT_EQ(HmacSha256(bytes, "what do ya want for nothing?").Hex(),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

// The eight leaves and roots that the implementations of Certificate Transparency share.
TEST(Sha256, TheTreeHasTheRootsThatTheWorldKnows) {
    const std::vector<std::string_view> leaves{"",
                                               "00",
                                               "10",
                                               "2021",
                                               "3031",
                                               "40414243",
                                               "5051525354555657",
                                               "606162636465666768696a6b6c6d6e6f"};
    const std::vector<std::string_view> roots{
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    auto builder = merkle::TreeBuilder::Empty(&Sha256);
    EXPECT_EQ(builder.Root(), Sha256(""));
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        const auto bytes = *FromHex(leaves[i]);
        builder.Append(merkle::HashLeaf(&Sha256, std::string(bytes.begin(), bytes.end())));
        EXPECT_EQ(builder.Root().Hex(), roots[i]);
    }
}

TEST(Sha256, TheLeafHashOfTheDocument) {
    const LeafFields event{.city = "haikou",
                           .case_id = 71,
                           .seq = 2,
                           .kind = "dispatched",
                           .at_ms = 1'772'413'200'000,
                           .recorded_ms = 1'772'413'200'125,
                           .actor = "user:李明",
                           .profile_version = "2026-03-01.1",
                           .payload = R"({"unit":"lighting"})"};
    EXPECT_EQ(LeafBytes(event).size(), 137U);
    EXPECT_EQ(merkle::HashLeaf(&Sha256, LeafBytes(event)).Hex(),
              "92548cca9b73c11a5dca3a9595dbf98c5f76686c4eefeb97a4c59ead68e0e281");
}

}  // namespace
}  // namespace liandong::crypto
