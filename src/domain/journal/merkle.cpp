#include "domain/journal/merkle.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

namespace liandong::merkle {
namespace {

bool IsRight(std::uint64_t position) { return (position & 1) == 1; }

}  // namespace

Digest HashLeaf(HashFunction hash, std::string_view leaf) {
    std::vector<unsigned char> bytes(leaf.size() + 1);
    bytes[0] = 0x00;
    std::ranges::copy(leaf, bytes.begin() + 1);
    return hash(bytes);
}

Digest HashChildren(HashFunction hash, const Digest& left, const Digest& right) {
    std::array<unsigned char, 65> bytes{};
    bytes[0] = 0x01;
    std::ranges::copy(left.bytes, bytes.begin() + 1);
    std::ranges::copy(right.bytes, bytes.begin() + 33);
    return hash(bytes);
}

Digest EmptyRoot(HashFunction hash) { return hash({}); }

std::string_view Text(Fault fault) {
    switch (fault) {
        case Fault::kOutOfRange: return "out_of_range";
        case Fault::kWrongLength: return "wrong_length";
        case Fault::kWrongRoot: return "wrong_root";
    }
    LD_CHECK(false);
    return {};
}

Result<void, Fault> VerifyInclusion(HashFunction hash, const Digest& leaf_hash, std::uint64_t index,
                                    std::uint64_t size, std::span<const Digest> path,
                                    const Digest& root) {
    if (index >= size) return Failure{Fault::kOutOfRange};
    std::uint64_t node = index;
    std::uint64_t last = size - 1;
    Digest result = leaf_hash;
    for (const Digest& sibling : path) {
        if (last == 0) return Failure{Fault::kWrongLength};
        if (IsRight(node) || node == last) {
            result = HashChildren(hash, sibling, result);
            // The right edge of the tree has no sibling on levels where it is a left child.
            while (!IsRight(node) && node != 0) node >>= 1, last >>= 1;
        } else {
            result = HashChildren(hash, result, sibling);
        }
        node >>= 1, last >>= 1;
    }
    if (last != 0) return Failure{Fault::kWrongLength};
    if (result != root) return Failure{Fault::kWrongRoot};
    return {};
}

Result<void, Fault> VerifyConsistency(HashFunction hash, std::uint64_t first, std::uint64_t second,
                                      const Digest& first_root, const Digest& second_root,
                                      std::span<const Digest> path) {
    if (first > second) return Failure{Fault::kOutOfRange};
    if (first == second || first == 0) {
        if (!path.empty()) return Failure{Fault::kWrongLength};
        const Digest expected = first == second ? second_root : EmptyRoot(hash);
        if (first_root != expected) return Failure{Fault::kWrongRoot};
        return {};
    }
    std::uint64_t node = first - 1;
    std::uint64_t last = second - 1;
    while (IsRight(node)) node >>= 1, last >>= 1;
    // A first tree that is complete is itself the node where the way begins, so the path leaves it
    // out.
    const bool starts_at_root = std::has_single_bit(first);
    if (!starts_at_root && path.empty()) return Failure{Fault::kWrongLength};
    Digest from_first = starts_at_root ? first_root : path[0];
    Digest from_second = from_first;
    for (const Digest& sibling : path.subspan(starts_at_root ? 0 : 1)) {
        if (last == 0) return Failure{Fault::kWrongLength};
        if (IsRight(node) || node == last) {
            from_first = HashChildren(hash, sibling, from_first);
            from_second = HashChildren(hash, sibling, from_second);
            while (!IsRight(node) && node != 0) node >>= 1, last >>= 1;
        } else {
            from_second = HashChildren(hash, from_second, sibling);
        }
        node >>= 1, last >>= 1;
    }
    if (last != 0) return Failure{Fault::kWrongLength};
    if (from_first != first_root || from_second != second_root) return Failure{Fault::kWrongRoot};
    return {};
}

}  // namespace liandong::merkle
