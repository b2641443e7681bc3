#include "store_contract/contract.hpp"

namespace liandong {
namespace {

Precedent Ruling(int nth, const char* category = "020101") {
    Precedent p;
    p.id.value = std::to_string(Number(nth).value) + "-7";
    p.category = CategoryCode{category};
    p.place = PlaceCode{"460106"};
    p.unit = UnitCode{"M0" + std::to_string(nth)};
    p.case_id = Number(nth);
    p.ruled_at = Minute(nth);
    p.ruled_by = {ActorKind::kUser, "u17", UnitCode{"L08"}};
    p.basis = "《职责清单》 \"第九条\"";
    return p;
}

ChangeSet With(const Precedent& precedent, std::int64_t nth) {
    ChangeSet changes = One(Opening(PlainCase(Number(nth))));
    changes.precedents.push_back(precedent);
    return changes;
}

std::vector<std::string> Units(const std::vector<Precedent>& precedents) {
    std::vector<std::string> units;
    for (const Precedent& p : precedents) units.push_back(p.unit.value);
    return units;
}

TEST_F(StoreContract, ARulingIsKeptWholeWithTheCaseThatWasRuled) {
    const Precedent ruling = Ruling(1);
    MustCommit(store(), With(ruling, 1));
    Reopen();
    const auto found = store().FindPrecedent(ruling.id, Soon());
    ASSERT_TRUE(found) << found.error().for_log;
    EXPECT_EQ(*found, ruling);
    const auto none = store().FindPrecedent(PrecedentId{"none"}, Soon());
    ASSERT_TRUE(none);
    EXPECT_FALSE(none->has_value());
}

TEST_F(StoreContract, ARulingOfACaseThatWasNotWrittenIsNotKept) {
    MustCommit(store(), With(Ruling(1), 1));
    EXPECT_EQ(CodeOf(store().Commit(With(Ruling(2), 1), Soon())), "version_conflict");
    const auto found = store().FindPrecedent(Ruling(2).id, Soon());
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->has_value());
}

TEST_F(StoreContract, RulingsOfACategoryComeNewestFirstAndRetiredOnesStay) {
    for (int nth = 1; nth <= 3; ++nth) MustCommit(store(), With(Ruling(nth), nth));
    MustCommit(store(), With(Ruling(4, "010203"), 4));
    Precedent retired = Ruling(2);
    retired.retired_at = Minute(50);
    retired.retired_by = Actor{ActorKind::kUser, "u18", UnitCode{"L08"}};
    retired.retired_why = "三定方案已经调整";
    ChangeSet changes;
    changes.records = Entries(Number(900), 0, 1);
    changes.precedents.push_back(retired);
    MustCommit(store(), changes);
    const auto of = store().PrecedentsOf(CategoryCode{"020101"}, Soon());
    ASSERT_TRUE(of) << of.error().for_log;
    EXPECT_EQ(Units(*of), (std::vector<std::string>{"M03", "M02", "M01"}));
    EXPECT_EQ((*of)[1], retired);
    const auto all =
        Walk<Precedent>(2, [&](const Page& page) { return store().ListPrecedents(page, Soon()); });
    EXPECT_EQ(Units(all), (std::vector<std::string>{"M04", "M03", "M02", "M01"}));
    EXPECT_EQ(CodeOf(store().ListPrecedents({"forged", 10}, Soon())), "bad_page");
}

}  // namespace
}  // namespace liandong
