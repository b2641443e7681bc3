#include "adapters/crypto/vault.hpp"

#include <algorithm>
#include <cstdlib>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/crypto/sha256.hpp"
#include "app/ports.hpp"
#include "base/testing/test_folder.hpp"

namespace liandong::crypto {
namespace {

using testing::ReadText;
using testing::TestFolder;
using testing::WriteText;
namespace fs = std::filesystem;

constexpr std::int64_t kCase = 71;
const std::string kCaller = R"({"name":"王小明","phone":"000-0000"})";

TEST(Vault, APersonIsSealedAndFoundAgain) {
    const Vault vault = Vault::FromKey(SecretKey::Random());
    const CaseKey made = vault.NewCaseKey(kCase);
    const SealedRow sealed = Vault::Seal(made.key, kCase, 1, kCaller);
    EXPECT_EQ(sealed.ciphertext.size(), kCaller.size() + 57);
    EXPECT_EQ(sealed.ciphertext.find("000-0000"), std::string::npos);
    const auto key = vault.Unwrap(kCase, made.wrapped);
    ASSERT_TRUE(key);
    EXPECT_EQ(*Vault::Open(*key, kCase, 1, sealed.ciphertext, sealed.digest), kCaller);
    const SealedRow empty = Vault::Seal(made.key, kCase, 2, "");
    EXPECT_EQ(*Vault::Open(*key, kCase, 2, empty.ciphertext, empty.digest), "");
}

TEST(Vault, EqualTextsLookDifferent) {
    const SecretKey key = SecretKey::Random();
    const SealedRow one = Vault::Seal(key, kCase, 1, kCaller);
    const SealedRow other = Vault::Seal(key, kCase, 1, kCaller);
    EXPECT_NE(one.digest, other.digest);
    EXPECT_NE(one.ciphertext, other.ciphertext);
    // Each opens for its own event only: an older version of a row cannot be put back.
    EXPECT_EQ(Vault::Open(key, kCase, 1, one.ciphertext, other.digest).error().code,
              "vault_altered");
}

TEST(Vault, EveryFlippedBitIsNoticed) {
    const SecretKey key = SecretKey::Random();
    const SealedRow sealed = Vault::Seal(key, kCase, 1, "短");
    for (std::size_t bit = 0; bit < sealed.ciphertext.size() * 8; ++bit) {
        std::string bent = sealed.ciphertext;
        bent[bit / 8] = static_cast<char>(bent[bit / 8] ^ (1 << (bit % 8)));
        ASSERT_EQ(Vault::Open(key, kCase, 1, bent, sealed.digest).error().code, "vault_altered")
            << bit;
    }
    for (std::size_t size = 0; size < sealed.ciphertext.size(); ++size) {
        ASSERT_FALSE(Vault::Open(key, kCase, 1, sealed.ciphertext.substr(0, size), sealed.digest))
            << size;
    }
}

TEST(Vault, NothingOpensInAnotherPlace) {
    const Vault vault = Vault::FromKey(SecretKey::Random());
    const CaseKey made = vault.NewCaseKey(kCase);
    const SealedRow sealed = Vault::Seal(made.key, kCase, 1, kCaller);
    const auto code = [](const auto& result) { return result.error().code; };
    EXPECT_EQ(code(Vault::Open(made.key, kCase + 1, 1, sealed.ciphertext, sealed.digest)),
              "vault_altered");
    EXPECT_EQ(code(Vault::Open(made.key, kCase, 2, sealed.ciphertext, sealed.digest)),
              "vault_altered");
    EXPECT_EQ(code(Vault::Open(SecretKey::Random(), kCase, 1, sealed.ciphertext, sealed.digest)),
              "vault_altered");
    EXPECT_EQ(code(vault.Unwrap(kCase + 1, made.wrapped)), "vault_altered");
    EXPECT_EQ(code(vault.Unwrap(kCase, made.wrapped + "x")), "vault_altered");
    EXPECT_EQ(code(vault.Unwrap(kCase, "")), "vault_altered");
    EXPECT_EQ(code(Vault::FromKey(SecretKey::Random()).Unwrap(kCase, made.wrapped)),
              "vault_altered");
}

TEST(Vault, ASecretOfAUserOpensForThatUserOnly) {
    const Vault vault = Vault::FromKey(SecretKey::Random());
    const std::string sealed = vault.Protect("totp/u17", "secret");
    EXPECT_EQ(*vault.Unprotect("totp/u17", sealed), "secret");
    EXPECT_EQ(vault.Unprotect("totp/u18", sealed).error().code, "vault_altered");
}

TEST(Vault, TheFirstStartMakesAMasterKeyAndTheNextFindsIt) {
    const TestFolder folder;
    const fs::path path = folder / "master.key";
    EXPECT_EQ(Vault::FromFile(path, Vault::IfMissing::kFail).error().code, "no_key_file");
    const auto first = Vault::FromFile(path, Vault::IfMissing::kCreate);
    ASSERT_TRUE(first) << first.error().for_log;
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    const auto second = Vault::FromFile(path, Vault::IfMissing::kFail);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->KeyCheck(), first->KeyCheck());
    EXPECT_TRUE(second->Unwrap(kCase, first->NewCaseKey(kCase).wrapped));
    EXPECT_NE(Vault::FromKey(SecretKey::Random()).KeyCheck(), first->KeyCheck());
    const SecretKey one = first->Derive("search");
    EXPECT_TRUE(std::ranges::equal(one.Bytes(), second->Derive("search").Bytes()));
    EXPECT_FALSE(std::ranges::equal(one.Bytes(), second->Derive("sessions").Bytes()));
}

TEST(Vault, ManyThatStartAtOnceAgreeOnOneKey) {
    const TestFolder folder;
    std::vector<std::string> checks(8);
    {
        std::vector<std::jthread> starts;
        for (std::string& check : checks) {
            starts.emplace_back([&] {
                const auto vault =
                    Vault::FromFile(folder / "master.key", Vault::IfMissing::kCreate);
                check = vault ? vault->KeyCheck() : vault.error().for_log;
            });
        }
    }
    EXPECT_EQ(std::vector<std::string>(8, checks.front()), checks);
    EXPECT_EQ(checks.front().size(), 16U);
    EXPECT_EQ(testing::CountFiles(folder.Path()), 1U);
}

TEST(Vault, ABadKeyFileIsRefusedAndLeftAlone) {
    const TestFolder folder;
    const fs::path path = folder / "master.key";
    ASSERT_TRUE(Vault::FromFile(path, Vault::IfMissing::kCreate));
    const std::string good = ReadText(path);
    for (const std::string& bad :
         {std::string{}, good.substr(0, 40), good + good, std::string(64, 'g')}) {
        WriteText(path, bad);
        EXPECT_EQ(Vault::FromFile(path, Vault::IfMissing::kCreate).error().code, "key_file") << bad;
        EXPECT_EQ(ReadText(path), bad);
    }
    WriteText(path, good);
    ASSERT_TRUE(Vault::FromFile(path, Vault::IfMissing::kFail));
    fs::permissions(path, fs::perms::others_read, fs::perm_options::add);
    EXPECT_EQ(Vault::FromFile(path, Vault::IfMissing::kFail).error().code, "key_file_open");
}

TEST(Vault, TheMasterKeyMayComeFromTheEnvironment) {
    const std::string name = "LIANDONG_TEST_MASTER_KEY";
    ::unsetenv(name.c_str());
    EXPECT_EQ(Vault::FromEnvironment(name).error().code, "no_key_variable");
    ::setenv(name.c_str(), "short", 1);
    EXPECT_EQ(Vault::FromEnvironment(name).error().code, "key_variable");
    ::setenv(name.c_str(), std::string(64, 'a').c_str(), 1);
    EXPECT_TRUE(Vault::FromEnvironment(name));
    ::unsetenv(name.c_str());
}

TEST(Vault, ThePortKeepsTheSameBytes) {
    const auto port = MakeVault(Vault::FromKey(SecretKey::Random()));
    const CaseId id{kCase};
    const auto made = port->NewCaseKey(id);
    ASSERT_TRUE(made);
    const auto sealed = port->Seal(made->key, id, 1, kCaller);
    ASSERT_TRUE(sealed);
    EXPECT_EQ(*port->Unwrap(id, made->wrapped), made->key);
    EXPECT_EQ(*port->Open(made->key, id, 1, sealed->ciphertext, sealed->digest), kCaller);
    EXPECT_EQ(port->Open(made->key, CaseId{kCase + 1}, 1, sealed->ciphertext, sealed->digest)
                  .error()
                  .kind,
              ErrorKind::kUnavailable);
    EXPECT_EQ(port->Seal("short", id, 1, kCaller).error().kind, ErrorKind::kBug);
    EXPECT_EQ(port->TokenHash("王小"), port->TokenHash("王小"));
    EXPECT_NE(port->TokenHash("王小"), port->TokenHash("小明"));
    EXPECT_EQ(port->TokenHash("王小").size(), 16U);
    EXPECT_NE(port->TokenHash("王小"),
              MakeVault(Vault::FromKey(SecretKey::Random()))->TokenHash("王小"));
}

}  // namespace
}  // namespace liandong::crypto
