#include "domain/city/quality.hpp"

#include <algorithm>
#include <iterator>

namespace liandong {

std::vector<QualityCriterion> QualityRules::CriteriaOf(QualitySubject subject) const {
    std::vector<QualityCriterion> found;
    std::ranges::copy_if(
        criteria, std::back_inserter(found),
        [&](const QualityCriterion& criterion) { return criterion.of == subject; });
    return found;
}

}  // namespace liandong
