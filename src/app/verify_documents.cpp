#include <algorithm>

#include "app/document_kinds.hpp"
#include "app/verify_cases.hpp"
#include "domain/document/erasure.hpp"

namespace liandong {
namespace {

std::string NameOf(const DocumentHead& head) {
    return std::string(Code(head.kind)) + " " + std::to_string(head.id.value);
}

}  // namespace

Result<void> CaseWalk::RunDocuments() {
    Page page{std::nullopt, 256};
    std::int64_t seen = 0;
    do {
        LD_TRY(auto found, store_.ReadDocuments({}, page, VerifyDeadline()));
        for (const StoredDocument& stored : found.items) {
            LD_TRY(CheckDocument(stored));
            ++seen;
        }
        if (options_.progress) options_.progress({"documents", seen, 0});
        page.after = std::move(found.next);
    } while (page.after);
    return {};
}

Result<bool> CaseWalk::EveryPersonErased(const DocumentHead& head) {
    if (head.kind == kKindAboutNobody || head.cases.empty()) return false;
    for (const CaseId id : head.cases) {
        const auto found = store_.Load(id, VerifyDeadline());
        if (!found && found.error().kind != ErrorKind::kNotFound) return Failure{found.error()};
        if (!found || !found->state.erased) return false;
    }
    return true;
}

Result<void> CaseWalk::CheckDocument(const StoredDocument& stored) {
    const DocumentHead& head = stored.head;
    const DocumentKindRules* rules = FindDocumentRules(head.kind);
    if (rules == nullptr) {
        Fault(NameOf(head) + ": of a kind that this program does not know");
        return {};
    }
    LD_TRY(const auto history, store_.History(head.id, VerifyDeadline()));
    if (history.empty()) {
        Fault(NameOf(head) + ": it has a state but no events");
        return {};
    }
    const bool in_order = CheckOrder(history);
    const auto replayed = rules->replay(history);
    if (!replayed) Fault(NameOf(head) + ": an event cannot be read: " + replayed.error().for_log);
    if (!in_order || !replayed) return {};
    if (replayed->body != stored.body)
        Fault(NameOf(head) + ": its stored state does not follow from its events");
    if (replayed->head != head)
        Fault(NameOf(head) + ": its row in the list does not follow from its state");
    std::vector<VaultRef> refs;
    for (const JournalEntry& entry : history) {
        LD_TRY(rules->for_each_ref(entry, [&](std::string_view, const VaultRef& ref) {
            if (ref.row != 0) refs.push_back(ref);
        }));
    }
    if (stored.wrapped_key) return CheckRows(head.id, *stored.wrapped_key, refs);
    LD_TRY(const bool erased, EveryPersonErased(head));
    if (!refs.empty() && !erased) Fault(NameOf(head) + ": the key of its vault was removed");
    return {};
}

}  // namespace liandong
