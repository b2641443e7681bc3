#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/prove_events.hpp"
#include "codec/proof_codec.hpp"

// Proofs. Heads, consistency and the public key are for anybody: a journal that only its owner can
// check proves nothing.

namespace liandong::http {
namespace {

ProofServices ServicesOf(const ApiServices& api) { return {api.services, api.signer, api.sha256}; }

Result<Response> GetProof(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(const auto kept_size, NumberIn(request, "kept_size"));
    LD_TRY(const auto proof,
           ProveCase(ServicesOf(api), Who(request), id, kept_size, request.deadline));
    return Response::Json(200, EncodeProof(proof)).With("Cache-Control", "no-store");
}

Result<Response> GetTreeHeads(const ApiServices& api, const Request& request) {
    constexpr std::int64_t kLimitMax = 500;
    LD_TRY(const auto after, NumberIn(request, "after"));
    LD_TRY(const auto limit, NumberIn(request, "limit"));
    if (limit && (*limit < 1 || *limit > kLimitMax)) {
        return Failure{BadQuery("limit", "must be 1 to 500")};
    }
    const auto most = static_cast<std::int32_t>(limit.value_or(100));
    LD_TRY(const auto heads,
           ListTreeHeads(ServicesOf(api), after.value_or(0), most, request.deadline));
    std::string text = "{\"items\":[";
    for (const SignedTreeHead& head : heads) {
        if (text.back() != '[') text.push_back(',');
        text += EncodeTreeHead(head);
    }
    text += "]";
    if (std::ssize(heads) == most) {
        text += ",\"next\":\"" + std::to_string(heads.back().head.tree_size) + "\"";
    }
    return Response::Json(200, text + "}").With("Cache-Control", "no-cache");
}

Result<Response> GetConsistency(const ApiServices& api, const Request& request) {
    LD_TRY(const auto first, NumberIn(request, "first"));
    LD_TRY(const auto second, NumberIn(request, "second"));
    if (!first) return Failure{BadQuery("first", "is missing: the size of the head you kept")};
    LD_TRY(const auto proof, ProveConsistency(ServicesOf(api), *first, second, request.deadline));
    return Response::Json(200, EncodeConsistency(proof)).With("Cache-Control", "no-cache");
}

Result<Response> GetPublicKey(const ApiServices& api, const Request&) {
    return Response::Plain(200, PublicKeyPem(ServicesOf(api)))
        .With("Content-Type", "application/x-pem-file")
        .With("Cache-Control", "no-cache");
}

}  // namespace

void AddJournalRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/cases/{id}/proof", "view", GetProof);
    table.Add(Method::kGet, "/journal/tree-heads", "public", GetTreeHeads);
    table.Add(Method::kGet, "/journal/consistency", "public", GetConsistency);
    table.Add(Method::kGet, "/journal/public-key", "public", GetPublicKey);
}

}  // namespace liandong::http
