#pragma once

#include <string>
#include <vector>

#include "adapters/store/postgres/connection.hpp"
#include "app/access_write.hpp"

namespace liandong::postgres {

/// The statements that write these, in their order, within the transaction of their commit.
[[nodiscard]] std::vector<Statement> AccessStatements(const std::string& city,
                                                      const std::vector<AccessWrite>& writes);

}  // namespace liandong::postgres
