#pragma once

#include <memory>

#include "app/paper.hpp"

namespace liandong::print {

/// Prints with Pango, which knows where a Chinese line may break, onto a Cairo PDF surface.
/// Without a Chinese font on the machine it prints nothing: kUnavailable "no_chinese_font".
[[nodiscard]] std::unique_ptr<DocumentPrinter> MakePdfPrinter();

}  // namespace liandong::print
