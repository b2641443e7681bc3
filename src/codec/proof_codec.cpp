#include "codec/proof_codec.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "base/base64.hpp"
#include "base/instant.hpp"

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

Error BadHead() {
    return Invalid("bad_tree_head",
                   "This is not one signed tree head as the journal gives it out.");
}

std::string TextOf(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

}  // namespace

Result<SignedTreeHead> DecodeTreeHead(std::string_view text) {
    boost::system::error_code trouble;
    const json::value parsed = json::parse(text, trouble);
    const json::object* object = trouble ? nullptr : parsed.if_object();
    const json::value* size = object == nullptr ? nullptr : object->if_contains("tree_size");
    if (size == nullptr || !size->is_int64() || size->get_int64() < 0) return Failure{BadHead()};
    const auto root = ParseDigest(TextOf(*object, "root"));
    const auto at = ParseRfc3339(TextOf(*object, "at"));
    const auto signature = FromBase64(TextOf(*object, "signature"));
    SignedTreeHead head;
    if (!root || !at || !signature || signature->size() != head.signature.size())
        return Failure{BadHead()};
    head.head = {TextOf(*object, "city"), static_cast<std::uint64_t>(size->get_int64()), *root,
                 ToMillis(*at)};
    head.key_id = TextOf(*object, "key_id");
    std::copy(signature->begin(), signature->end(), head.signature.begin());
    if (SignedAt(head.head) != TextOf(*object, "at")) return Failure{BadHead()};
    return head;
}

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
