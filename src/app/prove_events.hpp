#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/act_on_case.hpp"
#include "domain/journal/tree_head.hpp"

// What a stranger may ask of the journal (docs/rules/journal.md). The documents are EncodeProof,
// EncodeTreeHead and EncodeConsistency of codec/proof_codec.hpp.

namespace liandong {

struct ProofServices {
    const Services& services;
    TreeSigner& signer;  ///< for the public key only; nothing is signed here
    HashFunction hash;   ///< crypto::Sha256
};

/// Every event of a case that stands under a signed head, proved against that head; the document of
/// `GET /cases/{id}/proof`. Newer events are counted in `pending_events`: they are in the database and will be
/// under the next head (at most 10 s later). With `kept_size` also that today's journal carries on from that head.
/// Errors: kNotFound "no_such_case" (also when the person may not see it), "no_tree_head" before the first head,
/// "no_such_tree_head" when no head of `kept_size` was signed; kUnavailable "journal_altered".
/// Shape: O(events × log n) hashes, about six tiles read.
[[nodiscard]] Result<CaseProof> ProveCase(const ProofServices& services, const Principal& who, CaseId id,
                                          std::optional<std::int64_t> kept_size, Deadline deadline);

/// That the log of the head of `second` begins with the log of the head of `first`; without `second` the newest.
/// Errors: kNotFound "no_tree_head", "no_such_tree_head"; kInvalid "bad_tree_size" unless first ≤ second.
[[nodiscard]] Result<ConsistencyProof> ProveConsistency(const ProofServices& services, std::int64_t first,
                                                        std::optional<std::int64_t> second, Deadline deadline);

/// Signed heads with tree_size > after, ascending; up to `limit` (1 .. 500). Errors: kInvalid "bad_page".
[[nodiscard]] Result<std::vector<SignedTreeHead>> ListTreeHeads(const ProofServices& services, std::int64_t after,
                                                                std::int32_t limit, Deadline deadline);
/// Errors: kNotFound "no_tree_head" before the first.
[[nodiscard]] Result<SignedTreeHead> LatestTreeHead(const ProofServices& services, Deadline deadline);

/// "-----BEGIN PUBLIC KEY-----…": what a stranger needs besides the proof.
[[nodiscard]] std::string PublicKeyPem(const ProofServices& services);

}  // namespace liandong
