#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/services.hpp"

// What may be done with a document without knowing its kind's type: verify it, show it, let its
// deadline fire. The list of all kinds is in document_kinds.cpp.

namespace liandong {

/// A history folded: what must be stored.
struct ReplayedDocument {
    DocumentHead head;
    std::string body;
};

struct DocumentKindRules {
    DocumentKind kind;
    std::string_view view_permission;
    std::span<const std::string_view> event_kinds;
    /// Errors: kUnavailable for an event that cannot be read.
    Result<ReplayedDocument> (*replay)(const std::vector<JournalEntry>& history);
    /// The sealed texts that an event points to. Errors: as `replay`.
    Result<void> (*for_each_ref)(
        const JournalEntry& entry,
        const std::function<void(std::string_view, const VaultRef&)>& visit);
    /// What happens when `due_at` has come; nullptr: this kind has no deadline.
    Result<void> (*fire)(const Services& services, DocumentId id, Deadline deadline);
};

/// nullptr for a kind that this program does not know yet.
[[nodiscard]] const DocumentKindRules* FindDocumentRules(DocumentKind kind);
/// The kind whose trace has events of that name, or nullptr.
[[nodiscard]] const DocumentKindRules* FindDocumentRulesOf(std::string_view event_kind);

}  // namespace liandong
