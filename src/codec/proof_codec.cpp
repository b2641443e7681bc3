#include "codec/proof_codec.hpp"

#include <boost/json.hpp>

#include "base/base64.hpp"

namespace liandong {
namespace {

namespace json = boost::json;

json::array ToJson(const std::vector<Digest>& path) {
    json::array out;
    for (const Digest& digest : path) out.emplace_back(digest.Hex());
    return out;
}

json::object ToJson(const SignedTreeHead& signed_head) {
    return {{"city", signed_head.head.city},       {"tree_size", signed_head.head.tree_size},
            {"root", signed_head.head.root.Hex()}, {"at", SignedAt(signed_head.head)},
            {"key_id", signed_head.key_id},        {"signature", Base64(signed_head.signature)}};
}

json::object ToJson(const LeafFields& leaf) {
    return {{"city", leaf.city},      {"case_id", leaf.case_id},
            {"seq", leaf.seq},        {"kind", leaf.kind},
            {"at_ms", leaf.at_ms},    {"recorded_ms", leaf.recorded_ms},
            {"actor", leaf.actor},    {"profile_version", leaf.profile_version},
            {"payload", leaf.payload}};
}

json::object ToJson(const ProvenEvent& event) {
    return {{"leaf", ToJson(event.leaf)},
            {"log_index", event.log_index},
            {"leaf_hash", event.leaf_hash.Hex()},
            {"inclusion", ToJson(event.inclusion)}};
}

json::object ToJson(const ConsistencyProof& proof) {
    return {{"first", ToJson(proof.first)},
            {"second", ToJson(proof.second)},
            {"path", ToJson(proof.path)}};
}

}  // namespace

std::string EncodeProof(const CaseProof& proof) {
    json::array events;
    for (const ProvenEvent& event : proof.events) events.emplace_back(ToJson(event));
    json::object out{{"format", "liandong-proof-v1"},
                     {"public_key", proof.public_key_pem},
                     {"signed_tree_head", ToJson(proof.signed_tree_head)},
                     {"events", std::move(events)}};
    if (proof.pending_events > 0) out["pending_events"] = proof.pending_events;
    if (proof.consistency) out["consistency"] = ToJson(*proof.consistency);
    return json::serialize(out);
}

std::string EncodeTreeHead(const SignedTreeHead& signed_head) {
    return json::serialize(ToJson(signed_head));
}

std::string EncodeConsistency(const ConsistencyProof& proof) {
    return json::serialize(ToJson(proof));
}

}  // namespace liandong
