#pragma once

#include <string>

#include "app/ports.hpp"
#include "app/services.hpp"

namespace liandong {

/// A stored case as a change that changes nothing yet.
[[nodiscard]] CaseChange Unchanged(const StoredCase& stored, const City& city);

/// Adds commands to a change that is not written yet, each as if it had followed at once: the case,
/// its photos and its dispatch are then one transaction. All references outlive it.
class FurtherCommands {
public:
    /// `wrapped_key` is that of the case's vault.
    FurtherCommands(const Services& services, const City& city, const Principal& who,
                    CaseChange& change, std::string wrapped_key, Instant at)
        : services_(services),
          city_(city),
          who_(who),
          change_(change),
          wrapped_key_(std::move(wrapped_key)),
          at_(at) {}

    /// Errors: the refusals of Decide; those of the vault. Then the change is as before.
    Result<void> Do(Command command);

private:
    const Services& services_;
    const City& city_;
    const Principal& who_;
    CaseChange& change_;
    std::string wrapped_key_;
    Instant at_;
};

}  // namespace liandong
