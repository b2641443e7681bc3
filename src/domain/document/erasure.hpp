#pragma once

#include "domain/document/document.hpp"

namespace liandong {

/// When a person is erased, the texts of every document about their cases go, too, once nothing
/// links it to a case whose person is still known. A duty shift is no such document: its log is
/// about a day, not about a person.
inline constexpr DocumentKind kKindAboutNobody = DocumentKind::kDutyShift;

}  // namespace liandong
