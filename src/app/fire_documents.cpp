#include "app/fire_documents.hpp"

#include "app/document_kinds.hpp"

namespace liandong {
namespace {

constexpr std::chrono::seconds kRoundLimit{30};

// Somebody else was faster, or the document moved on: it has another deadline now, or none.
bool IsSettled(const Error& error) {
    return error.kind == ErrorKind::kStale || error.kind == ErrorKind::kRejected;
}

}  // namespace

Result<std::size_t> FireDocuments(const Services& services, Instant now, std::int32_t limit,
                                  const std::function<void(const Error&)>& on_fault) {
    const Deadline deadline = Deadline::In(kRoundLimit);
    LD_TRY(const auto due, services.store.DueDocuments(now, limit, deadline));
    std::size_t handled = 0;
    for (const DocumentHead& head : due) {
        if (deadline.Passed()) break;
        const DocumentKindRules* rules = FindDocumentRules(head.kind);
        if (rules == nullptr || rules->fire == nullptr) continue;
        const auto fired = rules->fire(services, head.id, deadline);
        if (!fired && !IsSettled(fired.error()) && on_fault) on_fault(fired.error());
        if (fired) ++handled;
    }
    return handled;
}

}  // namespace liandong
