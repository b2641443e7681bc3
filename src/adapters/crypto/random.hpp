#pragma once

#include <span>

namespace liandong::crypto {

/// The only place where this program meets chance. Fills from the system's generator; never fails.
void FillRandom(std::span<unsigned char> bytes);

}  // namespace liandong::crypto
