#pragma once

namespace liandong::crypto {

/// libsodium chooses its fastest code once per process; every function of ours that uses it comes
/// here first. Stops the process when the system has no source of randomness.
void StartSodium();

}  // namespace liandong::crypto
