// A stranger downloads a proof and checks it with tools/check_proof.py: another language, nothing
// of ours.
#include <cstdio>
#include <functional>

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/signer.hpp"
#include "base/testing/test_folder.hpp"
#include "codec/proof_codec.hpp"
#include "domain/journal/merkle.hpp"
#include "domain/journal/tiles.hpp"

namespace liandong::crypto {
namespace {

using testing::TestFolder;
using testing::WriteText;

constexpr HashFunction kSha256 = &Sha256;
constexpr std::uint32_t kCases = 30;

struct Checked {
    int exit = -1;
    std::string output;
};

Checked RunCommand(const std::string& command) {
    Checked checked;
    FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return checked;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
        checked.output += static_cast<char>(c);
    const int status = ::pclose(pipe);
    checked.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return checked;
}

LeafFields EventAt(std::uint64_t index) {
    return {.city = "haikou",
            .case_id = static_cast<std::int64_t>(index % kCases) - 3,
            .seq = static_cast<std::uint32_t>(index / kCases + 1),
            .kind = "dispatched",
            .at_ms = 1'772'413'200'000 + static_cast<std::int64_t>(index),
            .recorded_ms = 1'772'413'200'500,
            .actor = "user:u17@M001",
            .profile_version = "2026-03-01.1",
            .payload = R"({"note":"路灯不亮\n","at":")" + std::to_string(index) + "\"}"};
}

class CheckProof : public ::testing::Test, public merkle::TileReader {
protected:
    void SetUp() override {
        ASSERT_EQ(RunCommand("python3 --version").exit, 0) << "python3 is in tools/packages.txt";
        auto made = Signer::LoadOrCreate(folder_ / "key.pem");
        ASSERT_TRUE(made);
        signer_ = std::make_unique<Signer>(std::move(*made));
        WriteText(folder_ / "public.pem", signer_->Public().Pem());
    }

    Result<merkle::Tile> ReadTile(std::uint32_t level, std::uint64_t index) override {
        for (const auto& tile : tiles_) {
            if (tile.level == level && tile.index == index) return tile;
        }
        return Failure{NotFound("no_tile", "There is no such tile.")};
    }

    /// The journal of a city with `size` events, as its store keeps it.
    void Write(std::uint64_t size) {
        auto builder = merkle::TreeBuilder::Empty(kSha256);
        for (std::uint64_t i = 0; i < size; ++i)
            builder.Append(merkle::HashLeaf(kSha256, LeafBytes(EventAt(i))));
        tiles_ = builder.TakeChanged();
    }

    SignedTreeHead HeadOf(std::uint64_t size) {
        merkle::TreeView view(*this, kSha256);
        return signer_->Sign({"haikou", size, *view.Root(size), 1'772'420'000'250});
    }

    CaseProof ProofOf(std::uint64_t case_index, std::uint64_t size) {
        merkle::TreeView view(*this, kSha256);
        CaseProof proof{signer_->Public().Pem(), HeadOf(size), {}, 0, {}};
        for (std::uint64_t i = case_index; i < size; i += kCases) {
            proof.events.push_back(
                {EventAt(i), i, *view.Leaf(i, size), *view.InclusionProof(i, size)});
        }
        return proof;
    }

    void AddConsistency(CaseProof& proof, std::uint64_t first) {
        const std::uint64_t second = proof.signed_tree_head.head.tree_size;
        merkle::TreeView view(*this, kSha256);
        proof.consistency = {HeadOf(first), proof.signed_tree_head,
                             *view.ConsistencyProof(first, second)};
    }

    Checked CheckText(const std::string& text, const std::string& options = "") {
        WriteText(folder_ / "proof.json", text);
        return RunCommand("python3 tools/check_proof.py --public-key '" +
                          (folder_ / "public.pem").string() + "' " + options + " '" +
                          (folder_ / "proof.json").string() + "'");
    }
    Checked Check(const CaseProof& proof, const std::string& options = "") {
        return CheckText(EncodeProof(proof), options);
    }

    TestFolder folder_;
    std::unique_ptr<Signer> signer_;
    std::vector<merkle::Tile> tiles_;
};

TEST_F(CheckProof, WholeLivesAreProved) {
    Write(800);
    for (const std::uint64_t size : {1U, 2U, 31U, 256U, 300U, 800U}) {
        const Checked checked = Check(ProofOf(0, size));
        EXPECT_EQ(checked.exit, 0) << size << checked.output;
        EXPECT_NE(checked.output.find("proved: " + std::to_string((size + kCases - 1) / kCases) +
                                      " events"),
                  std::string::npos)
            << checked.output;
    }
}

TEST_F(CheckProof, WhateverWasAlteredIsNamed) {
    Write(300);
    struct Story {
        std::string what;
        std::function<void(CaseProof&)> alter;
        std::string named;
    };
    const std::vector<Story> stories{
        {"a payload", [](CaseProof& p) { p.events[2].leaf.payload[3] ^= 1; },
         "event 3 of case 4 (log index 67): altered"},
        {"a time", [](CaseProof& p) { ++p.events[0].leaf.at_ms; },
         "event 1 of case 4 (log index 7): altered"},
        {"an actor, and the hash with it",
         [](CaseProof& p) {
             p.events[1].leaf.actor = "user:u18@M001";
             p.events[1].leaf_hash = merkle::HashLeaf(kSha256, LeafBytes(p.events[1].leaf));
         },
         "event 2 of case 4 (log index 37): not in the tree at this place"},
        {"a hash of the path", [](CaseProof& p) { p.events[3].inclusion[1].bytes[31] ^= 128; },
         "event 4 of case 4 (log index 97): not in the tree"},
        {"a path cut short", [](CaseProof& p) { p.events[3].inclusion.pop_back(); },
         "not in the tree"},
        {"a path grown", [](CaseProof& p) { p.events[3].inclusion.emplace_back(); },
         "not in the tree"},
        {"an event left out", [](CaseProof& p) { p.events.erase(p.events.begin() + 4); },
         "event 6 of case 4 (log index 157): out of place, event 5"},
        {"the first event left out", [](CaseProof& p) { p.events.erase(p.events.begin()); },
         "event 1 of"},
        {"two events exchanged", [](CaseProof& p) { std::swap(p.events[0], p.events[1]); },
         "out of place"},
        {"another place", [](CaseProof& p) { p.events[0].log_index += 1; },
         "(log index 8): not in the tree"},
        {"the root", [](CaseProof& p) { p.signed_tree_head.head.root.bytes[0] ^= 1; },
         "tree head: the signature does not hold"},
        {"the size", [](CaseProof& p) { ++p.signed_tree_head.head.tree_size; },
         "tree head: the signature does not hold"},
        {"the time of the head", [](CaseProof& p) { p.signed_tree_head.head.at_ms += 1; },
         "the signature does not hold"},
        {"the city", [](CaseProof& p) { p.signed_tree_head.head.city = "sanya"; },
         "the signature does not hold"},
        {"the signature's first half", [](CaseProof& p) { p.signed_tree_head.signature[5] ^= 1; },
         "does not hold"},
        {"the signature's second half", [](CaseProof& p) { p.signed_tree_head.signature[40] ^= 1; },
         "does not hold"},
        {"a signature out of range", [](CaseProof& p) { p.signed_tree_head.signature[63] = 0xFF; },
         "does not hold"},
    };
    for (const Story& story : stories) {
        CaseProof proof = ProofOf(7, 300);
        ASSERT_EQ(proof.events.size(), 10U);
        story.alter(proof);
        const Checked checked = Check(proof);
        EXPECT_EQ(checked.exit, 1) << story.what << ": " << checked.output;
        EXPECT_NE(checked.output.find(story.named), std::string::npos)
            << story.what << ": " << checked.output;
    }
}

TEST_F(CheckProof, AForgerWithAKeyOfHisOwnIsNamed) {
    Write(50);
    const CaseProof honest = ProofOf(1, 50);
    signer_ = std::make_unique<Signer>(*Signer::LoadOrCreate(folder_ / "forger.pem"));
    const Checked checked = Check(ProofOf(1, 50));
    EXPECT_EQ(checked.exit, 1);
    EXPECT_NE(checked.output.find("public key: the file brings another key than yours"),
              std::string::npos);
    EXPECT_NE(checked.output.find("tree head: signed with key"), std::string::npos);
    CaseProof disguised = ProofOf(1, 50);
    disguised.public_key_pem = honest.public_key_pem;
    disguised.signed_tree_head.key_id = honest.signed_tree_head.key_id;
    EXPECT_NE(Check(disguised).output.find("tree head: the signature does not hold"),
              std::string::npos);
}

TEST_F(CheckProof, ALaterHeadCarriesOnFromTheOneThatWasKept) {
    Write(700);
    for (const std::uint64_t first : {0U, 1U, 255U, 256U, 300U, 512U, 699U, 700U}) {
        CaseProof proof = ProofOf(5, 700);
        AddConsistency(proof, first);
        WriteText(folder_ / "kept.json", EncodeTreeHead(proof.consistency->first));
        const Checked checked =
            Check(proof, "--kept-head '" + (folder_ / "kept.json").string() + "'");
        EXPECT_EQ(checked.exit, 0) << first << checked.output;
    }
    WriteText(folder_ / "kept.json", EncodeTreeHead(HeadOf(123)));
    const Checked without =
        Check(ProofOf(5, 700), "--kept-head '" + (folder_ / "kept.json").string() + "'");
    EXPECT_EQ(without.exit, 1);
    EXPECT_NE(without.output.find("kept head:"), std::string::npos);
}

TEST_F(CheckProof, ARewrittenPastIsFoundThroughAKeptHead) {
    Write(400);
    const SignedTreeHead kept = HeadOf(300);
    // The city writes its journal anew without one event, and signs that too.
    auto builder = merkle::TreeBuilder::Empty(kSha256);
    for (std::uint64_t i = 1; i <= 400; ++i)
        builder.Append(merkle::HashLeaf(kSha256, LeafBytes(EventAt(i))));
    tiles_ = builder.TakeChanged();
    merkle::TreeView view(*this, kSha256);
    CaseProof proof{signer_->Public().Pem(), HeadOf(400), {}, 0, {}};
    proof.consistency = {kept, proof.signed_tree_head, *view.ConsistencyProof(300, 400)};
    const Checked checked = Check(proof);
    EXPECT_EQ(checked.exit, 1);
    EXPECT_NE(checked.output.find("consistency:"), std::string::npos) << checked.output;
    proof.consistency->path.clear();
    EXPECT_EQ(Check(proof).exit, 1);
}

TEST_F(CheckProof, WhatCannotBeReadIsSaidToBeSo) {
    Write(10);
    const std::string good = EncodeProof(ProofOf(1, 10));
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    for (const std::string& bad :
         {std::string{}, std::string("[]"), good.substr(0, good.size() / 2),
          std::string(100'000, '['), with("\"seq\":1", "\"seq\":1.0"),
          with("\"seq\":1", "\"seq\":true"), with("\"tree_size\":10", "\"tree_size\":\"10\""),
          with("liandong-proof-v1", "liandong-proof-v2"),
          with("\"inclusion\":[\"", "\"inclusion\":[\"zz"), with("user:u17", "\\ud800"),
          std::string("\xff\xfe")}) {
        const Checked checked = CheckText(bad);
        EXPECT_EQ(checked.exit, 2) << bad.substr(0, 300) << checked.output;
        EXPECT_NE(checked.output.find("cannot be read"), std::string::npos) << checked.output;
    }
    WriteText(folder_ / "public.pem", "junk");
    EXPECT_EQ(CheckText(good).exit, 2);
}

}  // namespace
}  // namespace liandong::crypto
