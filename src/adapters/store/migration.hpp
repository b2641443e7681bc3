#pragma once

#include <string_view>

namespace liandong::store {

/// One numbered file of store/sql/<engine>/, part of the program (cmake/EmbedMigrations.cmake).
struct Migration {
    int version = 0;        ///< the number in front of the file's name
    std::string_view name;  ///< "0001_everything.sql"
    std::string_view sql;
};

}  // namespace liandong::store
