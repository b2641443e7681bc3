#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "app/change_access.hpp"
#include "app/verify_cases.hpp"
#include "codec/document_codec.hpp"

namespace liandong {
namespace {

using Values = std::vector<std::string>;

/// What the journal tells of one account.
struct Told {
    struct Part {
        std::int64_t revision = 0;
        Values after;
    };
    std::int64_t revision = 0;
    std::map<AccessPart, Part> parts;

    // Documents come in the order of their numbers; revisions tell which change was the later one.
    void Take(const AccessChange& change) {
        revision = std::max(revision, change.revision);
        for (const AccessDifference& d : change.differences) {
            // Of these the journal tells no value.
            if (d.part == AccessPart::kName || d.part == AccessPart::kPassword) continue;
            Part& part = parts[d.part];
            if (change.revision > part.revision) part = {change.revision, d.after};
        }
    }
};

Result<std::map<std::string, Told>> ReadTold(Store& store) {
    std::map<std::string, Told> told;
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kAccessChange};
    Page page{std::nullopt, 256};
    do {
        LD_TRY(auto found, store.ReadDocuments(filter, page, VerifyDeadline()));
        for (const StoredDocument& stored : found.items) {
            const auto change = DocumentCodec<AccessChange>::DecodeState(stored.body);
            if (!change) continue;  // said already, by the walk of the documents
            if (change->subject == AccessSubject::kAccount) told[change->subject_id].Take(*change);
        }
        page.after = std::move(found.next);
    } while (page.after);
    return told;
}

std::map<AccessPart, Values> PartsOf(const User& user) {
    std::map<AccessPart, Values> parts;
    parts[AccessPart::kSecondFactor] = {std::string(Code(AccessStatus::kOff))};
    for (AccessDifference& d : DifferenceOf(std::nullopt, user).differences)
        parts[d.part] = std::move(d.after);
    return parts;
}

Result<std::set<std::string>> Compare(Store& store) {
    LD_TRY(const auto users, store.ListUsers(VerifyDeadline()));
    LD_TRY(auto told, ReadTold(store));
    std::set<std::string> faults;
    for (const User& user : users) {
        const auto known = told.extract(user.id.value);
        if (!known) {
            // Accounts older than this part of the journal have no line in it, and no revision.
            if (user.revision > 0)
                faults.insert("account " + user.id.value + ": the journal tells nothing of it");
            continue;
        }
        if (known.mapped().revision != user.revision) {
            faults.insert("account " + user.id.value + ": changed " +
                          std::to_string(user.revision) + " times, the journal tells of " +
                          std::to_string(known.mapped().revision));
        }
        auto parts = PartsOf(user);
        for (const auto& [part, last] : known.mapped().parts) {
            if (parts[part] != last.after) {
                faults.insert("account " + user.id.value + ": " + std::string(Code(part)) +
                              " not as the journal tells");
            }
        }
    }
    for (const auto& [account, gone] : told) faults.insert("account " + account + ": it is gone");
    return faults;
}

}  // namespace

Result<void> CheckAccess(Store& store, const VerifyOptions& options, VerifyReport& report) {
    LD_TRY(const auto found, Compare(store));
    if (found.empty()) return {};
    // Somebody may have changed an account between the two readings; what is wrong stays wrong.
    LD_TRY(const auto again, Compare(store));
    std::vector<std::string> faults;
    std::ranges::set_intersection(found, again, std::back_inserter(faults));
    for (std::string& fault : faults) report.Add(std::move(fault), options.faults_max);
    return {};
}

}  // namespace liandong
