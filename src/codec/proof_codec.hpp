#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/journal/tree_head.hpp"

namespace liandong {

/// The file that a stranger downloads and checks with tools/check_proof.py: "liandong-proof-v1" of
/// docs/rules/journal.md §5. Moments as they stand in the signed text, hashes in hex, signatures in
/// base64.
[[nodiscard]] std::string EncodeProof(const CaseProof& proof);

/// One head as it stands in a proof and in the list of heads that anybody may keep.
[[nodiscard]] std::string EncodeTreeHead(const SignedTreeHead& signed_head);
/// The way back, for a head that somebody kept. Errors: kInvalid "bad_tree_head".
[[nodiscard]] Result<SignedTreeHead> DecodeTreeHead(std::string_view text);
/// {"first": head, "second": head, "path": [hex…]}
[[nodiscard]] std::string EncodeConsistency(const ConsistencyProof& proof);

}  // namespace liandong
