#include "app/verify_journal.hpp"

#include "app/verify_cases.hpp"

namespace liandong {
namespace {

void CheckKeptHead(const VerifyOptions& options, VerifyReport& report) {
    if (!options.kept) return;
    const std::string name = "kept head " + std::to_string(options.kept->head.tree_size);
    if (options.kept->head.city != options.city)
        report.Add(name + ": of another city", options.faults_max);
    if (options.verifier == nullptr) return;
    const auto holds = options.verifier->Verify(*options.kept);
    if (!holds) report.Add(name + ": signature wrong, it cannot be relied on", options.faults_max);
}

Result<void> ReadAll(Store& store, VerifyOptions& options, VerifyReport& report) {
    if (options.city.empty()) {
        LD_TRY(auto city, store.Meta("city_code", VerifyDeadline()));
        options.city = city.value_or("");
    }
    CheckKeptHead(options, report);
    LD_TRY(const OpenedSum opened, TreeWalk(store, options, report).Run());
    CaseWalk walk(store, options, report);
    LD_TRY(walk.Run(opened));
    LD_TRY(walk.RunDocuments());
    return CheckAccess(store, options, report);
}

}  // namespace

VerifyOutcome VerifyReport::Outcome() const {
    if (unreadable) return VerifyOutcome::kUnreadable;
    return faults.empty() ? VerifyOutcome::kProved : VerifyOutcome::kAltered;
}

void VerifyReport::Add(std::string fault, std::size_t faults_max) {
    if (faults.size() < faults_max) {
        faults.push_back(std::move(fault));
    } else {
        more_faults = true;
    }
}

VerifyReport VerifyJournal(Store& store, const VerifyOptions& options) {
    VerifyReport report;
    VerifyOptions filled = options;
    if (options.verifier == nullptr)
        report.notes.emplace_back("no public key: signatures were not checked");
    if (options.vault == nullptr)
        report.notes.emplace_back("no master key: what is sealed was not opened");
    auto read = ReadAll(store, filled, report);
    if (!read) report.unreadable = std::move(read).error();
    if (options.progress) options.progress({"database", 0, 0});
    using Check = Result<std::vector<std::string>> (JournalStore::*)(Deadline);
    for (const Check check : {Check{&JournalStore::Orphans}, Check{&JournalStore::Damage}}) {
        auto found = (store.*check)(VerifyDeadline());
        if (found) {
            for (std::string& each : *found) report.Add(std::move(each), options.faults_max);
        } else if (!report.unreadable) {
            report.unreadable = std::move(found).error();
        }
    }
    return report;
}

}  // namespace liandong
