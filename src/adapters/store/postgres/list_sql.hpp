#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "adapters/store/postgres/connection.hpp"
#include "adapters/store/rows.hpp"
#include "app/ports.hpp"

// What the lists and the search have in common: conditions as SQL, rows as C++, and how a list that
// asks for many values is merged out of many short walks.

namespace liandong::postgres {

/// Parameters that name themselves: `"state = " + values.Text(code)`. $1 is the city.
class Values {
public:
    explicit Values(const std::string& city) { params_.Text(city); }
    std::string Text(std::string_view value) { return params_.Text(value), Last(); }
    std::string Int8(std::int64_t value) { return params_.Int8(value), Last(); }
    std::string Int4(std::int32_t value) { return params_.Int4(value), Last(); }
    std::string Time(Instant value) { return params_.Time(value), Last(); }
    std::string Texts(const std::vector<std::string>& values) {
        return params_.Array(TextColumn(values)), Last() + "::text[]";
    }
    [[nodiscard]] Params Take() { return std::move(params_); }

private:
    [[nodiscard]] std::string Last() const { return "$" + std::to_string(params_.size()); }
    Params params_;
};

/// Codes of enumerators or of typed codes, each once.
template <class T>
std::vector<std::string> Codes(const T& items) {
    std::vector<std::string> codes;
    for (const auto& item : items) {
        if constexpr (NamedEnum<std::remove_cvref_t<decltype(item)>>) {
            codes.emplace_back(Code(item));
        } else {
            codes.push_back(item.value);
        }
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

extern const std::string kCaseColumns;        ///< of `c`; what ReadCaseRows reads
extern const std::string kAssignmentColumns;  ///< of `a`; what ReadAssignmentRows reads

/// " AND column …": the code begins with `front`.
[[nodiscard]] std::string CategoryCondition(Values& values, std::string_view column,
                                            const std::string& front);
/// " AND c.open" where the states already imply it: open cases are few and have indexes of their
/// own.
[[nodiscard]] std::string OpenCondition(const CaseFilter& filter);
/// " AND …" for everything that the row of the case tells, `c`; not for units.
[[nodiscard]] std::string Conditions(Values& values, const CaseFilter& filter);
/// " AND EXISTS …": some assignment of `c` lies with one of the filter's units.
[[nodiscard]] std::string UnitCondition(Values& values, const CaseFilter& filter);

/// Errors: kUnavailable for a code that this program does not know.
[[nodiscard]] Result<std::vector<CaseRow>> ReadCaseRows(const Rows& rows);
/// `clock`: the one that `due_at` means.
[[nodiscard]] Result<std::vector<AssignmentRow>> ReadAssignmentRows(
    const Rows& rows, const std::optional<ClockKind>& clock);

/// The first `limit` keys of many stretches, each of them sorted by an index: `ask(which, count)`
/// gives the first `count` keys of each of those stretches. A page takes from few stretches and
/// little from each, so all are asked for a handful first, and only those that gave nothing but
/// keys of the page are asked again. Shape: at most two questions; `keys` ascend by `operator<`.
template <class Key, class Ask>
Result<std::vector<Key>> MergeStretches(std::size_t stretches, std::size_t limit, const Ask& ask) {
    constexpr std::size_t kFew = 4;
    const std::size_t handful =
        stretches <= kFew ? limit : std::clamp<std::size_t>(3 * limit / stretches, kFew, limit);
    std::vector<std::size_t> which(stretches);
    std::iota(which.begin(), which.end(), std::size_t{0});
    const auto merged = [&](const std::vector<std::vector<Key>>& lists) {
        std::vector<Key> keys;
        for (const auto& list : lists) keys.insert(keys.end(), list.begin(), list.end());
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        keys.resize(std::min(keys.size(), limit));
        return keys;
    };
    LD_TRY(std::vector<std::vector<Key>> lists, ask(which, handful));
    std::vector<Key> keys = merged(lists);
    if (handful == limit) return keys;
    std::erase_if(which, [&](std::size_t i) {
        const bool has_more = lists[i].size() == handful;
        return !has_more || (keys.size() == limit && !(lists[i].back() < keys.back()));
    });
    if (which.empty()) return keys;
    LD_TRY(auto whole, ask(which, limit));
    for (std::size_t i = 0; i < which.size(); ++i) lists[which[i]] = std::move(whole[i]);
    return merged(lists);
}

}  // namespace liandong::postgres
