#include "adapters/crypto/signer.hpp"

#include <gtest/gtest.h>

#include "adapters/crypto/sha256.hpp"
#include "base/testing/test_folder.hpp"
#include "base/text.hpp"

namespace liandong::crypto {
namespace {

using testing::ReadText;
using testing::TestFolder;
using testing::WriteText;
namespace fs = std::filesystem;

struct Vector {
    std::string_view seed;
    std::string_view public_key;
    std::string message;
    std::string_view signature;
};

TEST(Signer, TheVectorsOfRfc8032) {
    for (const Vector& vector :
         {Vector{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                 "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                 "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc"
                 "61e39701cf9b46bd25bf5"
                 "f0595bbe24655141438e7a100b"},
          Vector{"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                 "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "\x72",
                 "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e4"
                 "58f3613d0f11d8c387b2e"
                 "aeb4302aeeb00d291612bb0c00"}}) {
        const auto seed = *FromHex(vector.seed);
        const Signer signer = Signer::FromSeed(std::span<const unsigned char, 32>(seed));
        EXPECT_EQ(Hex(signer.Public().Raw()), vector.public_key);
        const Signature signature = signer.Sign(vector.message);
        EXPECT_EQ(Hex(signature), vector.signature);
        EXPECT_TRUE(signer.Public().Verify(vector.message, signature));
        EXPECT_FALSE(signer.Public().Verify(vector.message + "x", signature));
    }
}

TEST(Signer, TheFirstStartMakesAKeyAndTheNextFindsIt) {
    const TestFolder folder;
    const fs::path path = folder / "journal.pem";
    const auto first = Signer::LoadOrCreate(path);
    ASSERT_TRUE(first) << first.error().for_log;
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(testing::CountFiles(folder.Path()), 1U);
    const auto second = Signer::Load(path);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->Public().KeyId(), first->Public().KeyId());
    EXPECT_TRUE(first->Public().Verify("word", second->Sign("word")));
}

TEST(Signer, AStrangerChecksAHeadWithThePublicKeyAlone) {
    const TestFolder folder;
    const auto signer = Signer::LoadOrCreate(folder / "a.pem");
    const auto other = Signer::LoadOrCreate(folder / "b.pem");
    const auto stranger = Verifier::FromPem(signer->Public().Pem());
    ASSERT_TRUE(stranger);
    EXPECT_EQ(stranger->KeyId(), Sha256(signer->Public().Raw()).Hex().substr(0, 16));
    SignedTreeHead head = signer->Sign({"haikou", 12, Sha256("root"), 1'772'413'200'000});
    EXPECT_TRUE(stranger->Verify(head));
    EXPECT_EQ(stranger->Verify(other->Sign(head.head)).error().code, "other_key");
    head.head.tree_size = 13;
    EXPECT_EQ(stranger->Verify(head).error().code, "bad_signature");
}

TEST(Signer, AKeyThatOthersMayReadIsRefused) {
    const TestFolder folder;
    const fs::path path = folder / "journal.pem";
    ASSERT_TRUE(Signer::LoadOrCreate(path));
    for (const fs::perms loose :
         {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write}) {
        fs::permissions(path, fs::perms::owner_read | loose);
        const auto refused = Signer::LoadOrCreate(path);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, "key_file_open");
        EXPECT_NE(refused.error().for_log.find("chmod 600"), std::string::npos);
        EXPECT_EQ(refused.error().for_caller.find(path.string()), std::string::npos);
    }
}

TEST(Signer, WhatIsNotAKeyIsRefusedAndLeftAlone) {
    const TestFolder folder;
    const fs::path path = folder / "journal.pem";
    ASSERT_TRUE(Signer::LoadOrCreate(path));
    const std::string good = ReadText(path);
    const std::string encrypted =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n";
    for (const std::string& bad :
         {std::string{}, good.substr(0, good.size() / 2), std::string("junk"), encrypted,
          good.substr(0, good.size() - 3) + "\n", std::string(5'000, 'x')}) {
        WriteText(path, bad);
        const auto refused = Signer::LoadOrCreate(path);
        ASSERT_FALSE(refused) << bad;
        EXPECT_EQ(refused.error().code, "key_file");
        EXPECT_EQ(ReadText(path), bad);
    }
    EXPECT_EQ(Signer::Load(folder / "nowhere.pem").error().code, "no_key_file");
    EXPECT_EQ(Signer::LoadOrCreate(folder / "no/such/folder.pem").error().code, "key_file");
    EXPECT_EQ(Signer::Load(folder.Path()).error().code, "key_file");
    EXPECT_EQ(Verifier::FromPem(good).error().code, "bad_public_key");
    EXPECT_EQ(Verifier::FromPem("").error().code, "bad_public_key");
}

}  // namespace
}  // namespace liandong::crypto
