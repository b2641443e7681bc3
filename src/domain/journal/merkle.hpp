#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "domain/journal/digest.hpp"

/// The tree of RFC 9162 §2.1: how hashes are joined, and how proofs are checked. How they are made
/// from stored tiles is in tiles.hpp.
namespace liandong::merkle {

[[nodiscard]] Digest HashLeaf(HashFunction hash, std::string_view leaf);  ///< hash(0x00 || leaf)
[[nodiscard]] Digest HashChildren(HashFunction hash, const Digest& left,
                                  const Digest& right);  ///< hash(0x01 || l || r)
[[nodiscard]] Digest EmptyRoot(HashFunction hash);       ///< hash of nothing

/// Why a proof does not hold.
enum class Fault : std::uint8_t {
    kOutOfRange = 1,   ///< the index is not inside the tree, or the first tree is larger than the
                       ///< second
    kWrongLength = 2,  ///< more or fewer hashes than a tree of this size gives
    kWrongRoot = 3,    ///< the hashes lead to another root
};

/// The stable text of a fault: "out_of_range", …
[[nodiscard]] std::string_view Text(Fault fault);

/// Whether `leaf_hash` stands at `index` in the tree of `size` leaves with this root.
/// Shape:  pure; O(log size) hashes; any input is safe.
/// Source: RFC 9162 §2.1.3.2.
[[nodiscard]] Result<void, Fault> VerifyInclusion(HashFunction hash, const Digest& leaf_hash,
                                                  std::uint64_t index, std::uint64_t size,
                                                  std::span<const Digest> path, const Digest& root);

/// Whether the tree of `second` leaves begins with exactly the leaves of the tree of `first`.
/// Equal sizes need equal roots and an empty path; the empty tree is the beginning of every tree.
/// Source: RFC 9162 §2.1.4.2.
[[nodiscard]] Result<void, Fault> VerifyConsistency(HashFunction hash, std::uint64_t first,
                                                    std::uint64_t second, const Digest& first_root,
                                                    const Digest& second_root,
                                                    std::span<const Digest> path);

}  // namespace liandong::merkle
