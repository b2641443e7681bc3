#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/city/city.hpp"

namespace liandong {

/// What a classifier implements besides when it can say why.
class CategoryReasons {
public:
    virtual ~CategoryReasons() = default;
    /// The words that spoke for the category, strongest first; empty when none did.
    virtual std::vector<std::string> Reasons(const City& city, std::string_view text,
                                             const CategoryCode& category) = 0;
};

}  // namespace liandong
