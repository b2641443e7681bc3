#pragma once

#include <string>

#include "app/paper.hpp"
#include "app/services.hpp"

namespace liandong {

struct PrintedDocument {
    std::string name;  ///< of a file: its number
    std::string pdf;
};

/// A document as PDF on its office form (document_papers.hpp), for whoever may read it. Errors:
/// kNotFound "no_such_document", also when this person may not see it; kInvalid "no_paper" for a
/// kind that has no form; those of the printer.
[[nodiscard]] Result<PrintedDocument> PrintDocument(const Services& services,
                                                    DocumentPrinter& printer, const Principal& who,
                                                    DocumentId id, Deadline deadline);

}  // namespace liandong
