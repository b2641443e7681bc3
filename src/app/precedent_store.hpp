#pragma once

#include <optional>
#include <vector>

#include "base/deadline.hpp"
#include "base/result.hpp"
#include "domain/dispatch/precedent.hpp"

namespace liandong {

struct Page;
template <class T>
struct PageOf;

/// Rulings that are followed again. Written with the case that was ruled (ChangeSet::precedents).
class PrecedentStore {
public:
    virtual ~PrecedentStore() = default;
    /// Of one category, retired ones included, newest first; at most kPrecedentsOfCategoryMax.
    virtual Result<std::vector<Precedent>> PrecedentsOf(const CategoryCode& category,
                                                        Deadline deadline) = 0;
    virtual Result<std::optional<Precedent>> FindPrecedent(const PrecedentId& id,
                                                           Deadline deadline) = 0;
    /// All, newest first. Errors: kInvalid "bad_page".
    virtual Result<PageOf<Precedent>> ListPrecedents(const Page& page, Deadline deadline) = 0;
};

inline constexpr std::int32_t kPrecedentsOfCategoryMax = 200;

}  // namespace liandong
