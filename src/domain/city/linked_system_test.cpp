#include "domain/city/linked_system.hpp"

#include <gtest/gtest.h>

namespace liandong {
namespace {

LinkedSystem Patrol() {
    LinkedSystem system;
    system.code = "patrol";
    system.units = {UnitCode{"A"}, UnitCode{"S"}};
    system.categories = {"0101*", "020101"};
    system.category_codes = {{"010101", "X1"}, {"010102", "X2"}, {"010103", "X1"}};
    return system;
}

TEST(LinkedSystem, TakesWhatIsItsByUnitAndCategory) {
    struct Row {
        const char* unit;
        const char* category;
        bool is_theirs;
    };
    const LinkedSystem patrol = Patrol();
    for (const Row& row :
         {Row{"A", "010101", true}, Row{"S", "020101", true}, Row{"A", "020102", false},
          Row{"B", "010101", false}, Row{"A", "", false}}) {
        EXPECT_EQ(Serves(patrol, UnitCode{row.unit}, CategoryCode{row.category}), row.is_theirs)
            << row.unit << " " << row.category;
    }
    LinkedSystem any_category = patrol;
    any_category.categories.clear();
    EXPECT_TRUE(Serves(any_category, UnitCode{"A"}, CategoryCode{}));
    LinkedSystem any_unit = patrol;
    any_unit.units.clear();
    EXPECT_TRUE(Serves(any_unit, UnitCode{"B"}, CategoryCode{"010102"}));
    EXPECT_FALSE(Serves(LinkedSystem{}, UnitCode{"A"}, CategoryCode{"010101"}))
        << "who names nothing serves nobody";
}

TEST(LinkedSystem, CodesGoBothWays) {
    const LinkedSystem patrol = Patrol();
    EXPECT_EQ(TheirCategory(patrol, CategoryCode{"010102"}), "X2");
    EXPECT_EQ(TheirCategory(patrol, CategoryCode{"019999"}), "");
    EXPECT_EQ(OurCategory(patrol, "X1"), CategoryCode{"010101"}) << "the first of several";
    EXPECT_EQ(OurCategory(patrol, "X9"), CategoryCode{});
}

TEST(LinkedSystem, WePostToNothingButWholeAddresses) {
    for (const char* good : {"https://patrol.example", "https://patrol.example:8443/a/b?c=d",
                             "http://127.0.0.1:80/x", "http://localhost/", "http://[::1]:9000/x"}) {
        EXPECT_EQ(EndpointFault(good), "") << good;
    }
    for (const char* bad :
         {"", "patrol.example", "ftp://patrol.example", "https://", "https:///path",
          "https://user@patrol.example", "https://patrol.example/#top", "http://patrol.example",
          "http://127.0.0.1.patrol.example", "http://127.0.0.1@patrol.example",
          "https://patrol.example:port", "https://patrol.example:", "https://pat rol.example",
          "https://patrol.example\\@other.example", "https://巡查.example", "file:///etc/passwd",
          "https://[fe80::1]/"}) {
        EXPECT_NE(EndpointFault(bad), "") << bad;
    }
    EXPECT_NE(EndpointFault("https://a.example/" + std::string(500, 'x')), "");
}

}  // namespace
}  // namespace liandong
