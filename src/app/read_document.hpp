#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/case_views.hpp"
#include "app/services.hpp"

namespace liandong {

struct ConcernedUnit {
    UnitCode unit;
    std::string unit_name;
};

struct DocumentLine {
    DocumentId id;
    std::int32_t version = 0;
    DocumentKind kind = DocumentKind::kSupervisionOrder;
    std::string kind_label;
    std::string state;
    std::string number;
    std::vector<CaseId> cases;
    std::vector<ConcernedUnit> units;
    std::string person;
    std::string person_name;  ///< empty when nobody has that code any more
    bool open = true;
    bool overdue = false;
    LocalTime opened_at;
    std::optional<LocalTime> closed_at;
    std::optional<LocalTime> due_at;
};

struct DocumentStep {
    std::int32_t seq = 0;
    std::string kind;
    LocalTime at;
    ActorView actor;
    std::optional<std::int64_t> log_index;
    std::string payload;  ///< JSON as it was hashed
    std::vector<OpenedText> texts;
};

struct NamedPerson {
    std::string code;  ///< of the list of staff, or an account
    std::string name;
};
struct DocumentView {
    DocumentLine head;
    std::string body;                 ///< the state as JSON
    std::vector<NamedPerson> people;  ///< whom the state names, as far as they are known
    std::vector<DocumentStep> timeline;
};

/// One document with its texts in the clear and every step of its life. Errors: kNotFound
/// "no_such_document", also when this person may not see it.
[[nodiscard]] Result<DocumentView> ReadDocument(const Services& services, const Principal& who,
                                                DocumentId id, Deadline deadline);

struct DocumentQuestion {
    DocumentFilter filter;
    UnitCode unit;      ///< it and those below it; empty: every unit that may be seen
    bool mine = false;  ///< only those that lie with the person who asks
};
/// Newest first, what this person may see: a person with no city-wide "view" sees those of their
/// unit's subtree. Errors: kInvalid "bad_page", kNotFound "no_such_case".
[[nodiscard]] Result<PageOf<DocumentLine>> ListDocuments(const Services& services,
                                                         const Principal& who,
                                                         DocumentQuestion question,
                                                         const Page& page, Deadline deadline);

}  // namespace liandong
