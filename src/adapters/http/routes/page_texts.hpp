#pragma once

#include <string>
#include <vector>

#include "app/case_views.hpp"
#include "app/read_document.hpp"

// Pages as JSON that other pages hold as a part.

namespace liandong::http {

/// A document as GET /api/v1/documents/{id} shows it.
[[nodiscard]] std::string DocumentText(DocumentView view);
/// A list of events as GET /api/v1/cases/{id}/timeline has it in `items`.
[[nodiscard]] std::string TimelineText(std::vector<TimelineEntry> entries);

}  // namespace liandong::http
