#include "app/figures_store.hpp"
#include "store_contract/contract.hpp"

namespace liandong {
namespace {

constexpr Day kFriday{std::chrono::days(20'454)};

TEST_F(StoreContract, TheTopicsOfADayAreThoseFoundLastOnIt) {
    FiguresStore& figures = store().Figures();
    EXPECT_FALSE(figures.TopicsOf(kFriday, Soon())->has_value());
    ASSERT_TRUE(figures.KeepTopics({kFriday, Minute(60), "一点"}, Soon()));
    ASSERT_TRUE(figures.KeepTopics({kFriday, Minute(120), "两点"}, Soon()));
    ASSERT_TRUE(figures.KeepTopics({kFriday, Minute(90), "迟到的一点半"}, Soon()));
    ASSERT_TRUE(
        figures.KeepTopics({kFriday + std::chrono::days(1), Minute(1'500), "周六"}, Soon()));
    Reopen();
    const auto kept = store().Figures().TopicsOf(kFriday, Soon());
    ASSERT_TRUE(kept) << kept.error().for_log;
    ASSERT_TRUE(kept->has_value());
    EXPECT_EQ((*kept)->text, "两点");
    EXPECT_EQ((*kept)->made_at, Minute(120));
    EXPECT_EQ((*kept)->day, kFriday);
}

}  // namespace
}  // namespace liandong
