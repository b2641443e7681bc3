#include "app/prove_events.hpp"

#include <utility>

#include "app/journal_tiles.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kHeadsMax = 500;

Error NoHead() {
    return NotFound("no_tree_head", "No head of the journal was signed yet; please ask again in ten seconds.");
}

std::string CityCode(const ProofServices& services) { return services.services.city.Current()->code; }

/// The head that was signed over exactly `size` events.
Result<SignedTreeHead> HeadOf(const ProofServices& services, std::int64_t size, Deadline deadline) {
    LD_TRY(const auto heads, services.services.store.TreeHeads(size - 1, 1, deadline));
    if (heads.empty() || heads.front().tree_size != size) {
        Error error = NotFound("no_such_tree_head", "No head of the journal was signed over so many events.");
        error.args = {{"tree_size", std::to_string(size)}};
        return Failure{std::move(error)};
    }
    return ToSigned(heads.front(), CityCode(services));
}

Result<ConsistencyProof> Prove(const ProofServices& services, merkle::TreeView& view, std::int64_t first,
                               SignedTreeHead second, Deadline deadline) {
    if (first < 0 || std::cmp_greater(first, second.head.tree_size)) {
        return Failure{Invalid("bad_tree_size", "The first head may not be over more events than the second.")};
    }
    LD_TRY(auto first_head, HeadOf(services, first, deadline));
    LD_TRY(auto path, view.ConsistencyProof(first_head.head.tree_size, second.head.tree_size));
    return ConsistencyProof{std::move(first_head), std::move(second), std::move(path)};
}

Result<ProvenEvent> Prove(const ProofServices& services, merkle::TreeView& view, const JournalEntry& entry,
                          const TreeHead& head) {
    const auto index = static_cast<std::uint64_t>(*entry.log_index);
    ProvenEvent event;
    event.leaf = LeafOf(entry, head.city);
    event.log_index = index;
    event.leaf_hash = LeafHash(services.hash, entry, head.city);
    LD_TRY(const Digest in_tree, view.Leaf(index, head.tree_size));
    if (in_tree != event.leaf_hash) {
        // A proof that does not hold would be found by whoever checks it; better we find it first.
        return Failure{JournalAltered("case " + std::to_string(entry.case_id.value) + " event " +
                                      std::to_string(entry.seq))};
    }
    LD_TRY(event.inclusion, view.InclusionProof(index, head.tree_size));
    return event;
}

}  // namespace

Result<SignedTreeHead> LatestTreeHead(const ProofServices& services, Deadline deadline) {
    LD_TRY(const auto stored, services.services.store.LatestTreeHead(deadline));
    if (!stored) return Failure{NoHead()};
    return ToSigned(*stored, CityCode(services));
}

Result<CaseProof> ProveCase(const ProofServices& services, const Principal& who, CaseId id,
                            std::optional<std::int64_t> kept_size, Deadline deadline) {
    LD_TRY(LoadVisible(services.services, who, id, deadline));
    LD_TRY(auto head, LatestTreeHead(services, deadline));
    LD_TRY(const auto history, services.services.store.History(id, deadline));
    StoreTiles tiles(services.services.store, deadline);
    merkle::TreeView view(tiles, services.hash);
    CaseProof proof;
    proof.public_key_pem = services.signer.PublicKeyPem();
    for (const JournalEntry& entry : history) {
        const bool signed_over = entry.log_index && std::cmp_less(*entry.log_index, head.head.tree_size);
        if (!signed_over) {
            ++proof.pending_events;
            continue;
        }
        LD_TRY(auto event, Prove(services, view, entry, head.head));
        proof.events.push_back(std::move(event));
    }
    if (kept_size) {
        LD_TRY(proof.consistency, Prove(services, view, *kept_size, head, deadline));
    }
    proof.signed_tree_head = std::move(head);
    return proof;
}

Result<ConsistencyProof> ProveConsistency(const ProofServices& services, std::int64_t first,
                                          std::optional<std::int64_t> second, Deadline deadline) {
    LD_TRY(auto second_head,
           second ? HeadOf(services, *second, deadline) : LatestTreeHead(services, deadline));
    StoreTiles tiles(services.services.store, deadline);
    merkle::TreeView view(tiles, services.hash);
    return Prove(services, view, first, std::move(second_head), deadline);
}

Result<std::vector<SignedTreeHead>> ListTreeHeads(const ProofServices& services, std::int64_t after,
                                                  std::int32_t limit, Deadline deadline) {
    if (after < 0 || limit < 1 || limit > kHeadsMax) {
        return Failure{Invalid("bad_page", "A page has 1 to 500 heads and begins behind a size.")};
    }
    LD_TRY(const auto stored, services.services.store.TreeHeads(after, limit, deadline));
    std::vector<SignedTreeHead> heads;
    const std::string city = CityCode(services);
    for (const StoredTreeHead& each : stored) {
        LD_TRY(auto head, ToSigned(each, city));
        heads.push_back(std::move(head));
    }
    return heads;
}

std::string PublicKeyPem(const ProofServices& services) { return services.signer.PublicKeyPem(); }

}  // namespace liandong
