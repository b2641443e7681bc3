#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/verify_tree.hpp"

// The second half of verify: each case against its events.

namespace liandong {

/// Walks the stored cases once.
class CaseWalk {
public:
    CaseWalk(Store& store, const VerifyOptions& options, VerifyReport& report)
        : store_(store), options_(options), report_(report) {}

    /// Errors: the store's when it cannot be read.
    Result<void> Run(const OpenedSum& opened_in_log);

    /// The documents that stand beside the cases, each against its events. Errors: the store's.
    Result<void> RunDocuments();

private:
    Result<void> CheckDocument(const StoredDocument& stored);
    Result<bool> EveryPersonErased(const DocumentHead& head);
    Result<void> CheckPage(const std::vector<Case>& cases);
    Result<void> CheckCase(const Case& stored);
    bool CheckOrder(const std::vector<JournalEntry>& history);
    std::optional<std::vector<Event>> Decode(const std::vector<JournalEntry>& history);
    Result<void> CheckSealed(const Case& stored, const std::vector<Event>& events);
    Result<void> CheckRows(CaseId id, const std::string& wrapped_key,
                           const std::vector<VaultRef>& refs);
    Result<void> CheckBlobs(const Case& stored, const std::optional<std::string>& key);
    Result<void> CheckWaiting();
    Result<void> FindLostCases();
    void Fault(std::string fault) { report_.Add(std::move(fault), options_.faults_max); }

    Store& store_;
    const VerifyOptions& options_;
    VerifyReport& report_;
    OpenedSum opened_;
};

/// The accounts as they are against what the journal tells of them: whether they may sign in, their
/// roles, unit, place in the list of staff and second factor. Who changed one behind the program's
/// back is found. Errors: the store's when it cannot be read.
Result<void> CheckAccess(Store& store, const VerifyOptions& options, VerifyReport& report);

}  // namespace liandong
