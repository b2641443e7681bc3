#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/journal/digest.hpp"
#include "domain/journal/leaf.hpp"

namespace liandong {

/// What the city stands by at a moment: so many events, this root.
struct TreeHead {
    std::string city;
    std::uint64_t tree_size = 0;
    Digest root;
    std::int64_t at_ms = 0;  ///< UTC milliseconds

    bool operator==(const TreeHead&) const = default;
};

using Signature = std::array<unsigned char, 64>;  ///< Ed25519

struct SignedTreeHead {
    TreeHead head;
    std::string key_id;  ///< 16 hexadecimal digits: which public key to check with
    Signature signature{};

    bool operator==(const SignedTreeHead&) const = default;
};

/// The moment as it stands in the signed text: RFC 3339 in UTC, "2026-03-02T01:00:00.250Z",
/// milliseconds left out when zero.
[[nodiscard]] std::string SignedAt(const TreeHead& head);

/// The exact bytes that are signed: four lines, each ended by "\n".
/// "liandong-journal/<city>", the size in decimal, the root in base64, `SignedAt`.
/// Source: docs/rules/journal.md §4.
[[nodiscard]] std::string SignedText(const TreeHead& head);

/// One event with its way to the root.
struct ProvenEvent {
    LeafFields leaf;
    std::uint64_t log_index = 0;
    Digest leaf_hash;
    std::vector<Digest> inclusion;
};

/// That the log of the second head begins with the log of the first.
struct ConsistencyProof {
    SignedTreeHead first;
    SignedTreeHead second;
    std::vector<Digest> path;
};

/// What a stranger downloads: every event of a case, proved against one signed head.
struct CaseProof {
    std::string public_key_pem;
    SignedTreeHead signed_tree_head;
    std::vector<ProvenEvent> events;   ///< by seq
    std::uint64_t pending_events = 0;  ///< newer ones that stand under no signed head yet
    std::optional<ConsistencyProof> consistency;
};

}  // namespace liandong
