#pragma once

/// LD_CHECK(condition): stops the process when our own code is wrong.
/// Only for what our code alone guarantees. Bytes from a peer, a disk or an operator are faults
/// (`Error`), never checks.
#define LD_CHECK(condition) \
    ((condition) ? void() : ::liandong::CheckFailed(#condition, __FILE__, __LINE__))

namespace liandong {

[[noreturn]] void CheckFailed(const char* condition, const char* file, int line) noexcept;

}  // namespace liandong
