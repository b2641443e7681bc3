#include "app/learn_from_cases.hpp"

#include <algorithm>
#include <deque>
#include <iterator>

#include "codec/event_codec.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kPageCases = 200;

// Answered, and nobody said that it was not theirs.
bool IsSettled(const Case& c) {
    if (c.state != CaseState::kFinished && c.state != CaseState::kArchived) return false;
    if (c.return_count > 0 || c.merged_into) return false;
    return std::ranges::any_of(
        c.assignments, [](const Assignment& a) { return a.state == AssignmentState::kFinished; });
}

/// Whether the case teaches; counts it where it does not.
bool Teaches(const Case& c, const City& city, CaseLessons& lessons) {
    ++lessons.cases;
    if (!IsSettled(c)) {
        ++lessons.unsettled;
        return false;
    }
    if (c.erased || c.secret) {
        ++lessons.closed_to_us;
        return false;
    }
    if (city.FindCategory(c.category) == nullptr) {
        ++lessons.unknown;
        return false;
    }
    return true;
}

}  // namespace

Result<CaseLessons> LessonsOf(const Services& services, std::size_t lessons_max,
                              Deadline deadline) {
    const auto city = services.city.Current();
    CaseLessons lessons;
    std::deque<LabelledMessage> newest;
    CaseId after{0};
    while (true) {
        LD_TRY(const auto page, services.store.CasesAfter(after, kPageCases, deadline));
        if (page.empty()) break;
        after = page.back().id;
        std::vector<CaseId> ids;
        for (const Case& c : page) {
            if (Teaches(c, *city, lessons)) ids.push_back(c.id);
        }
        if (ids.empty()) continue;
        LD_TRY(const auto cases, services.store.LoadAll(ids, deadline));
        std::map<CaseId, std::int32_t> rows;
        for (const StoredCase& stored : cases) rows[stored.state.id] = stored.state.narrative.row;
        LD_TRY(const auto sealed, services.store.VaultRowOfEach(rows, deadline));
        for (const StoredCase& stored : cases) {
            const Case& c = stored.state;
            const auto row = sealed.find(c.id);
            if (!stored.wrapped_key || row == sealed.end()) continue;
            LD_TRY(const auto key, services.vault.Unwrap(c.id, *stored.wrapped_key));
            LD_TRY(const auto plain, services.vault.Open(key, c.id, c.narrative.row, row->second,
                                                         c.narrative.digest));
            LD_TRY(auto narrative, DecodeNarrative(plain));
            newest.push_back(
                {{std::move(narrative.title), std::move(narrative.content)}, c.category.value});
            if (newest.size() > lessons_max) newest.pop_front();
        }
    }
    lessons.messages.assign(std::make_move_iterator(newest.begin()),
                            std::make_move_iterator(newest.end()));
    return lessons;
}

}  // namespace liandong
