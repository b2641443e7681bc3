#include "store_contract/contract.hpp"

namespace liandong {
namespace {

using Numbers = std::vector<std::int64_t>;

/// A record of its own, as exports are, or of a look at a case.
void Look(Store& store, int nth, const std::string& kind, const std::string& actor, int minute) {
    JournalEntry entry = Entries(Number(nth), 0, 1).front();
    entry.kind = kind;
    entry.actor = actor;
    entry.at = Minute(minute);
    entry.payload = "{\"n\":" + std::to_string(nth) + "}";
    ChangeSet changes;
    changes.records.push_back(std::move(entry));
    MustCommit(store, changes);
}

Numbers Looks(Store& store, const LookFilter& filter, std::int32_t limit = 2) {
    Numbers found;
    for (const LookRow& row : Walk<LookRow>(
             limit, [&](const Page& page) { return store.ListLooks(filter, page, Soon()); })) {
        found.push_back(row.case_id.value - Number(0).value);
    }
    return found;
}

void FillLooks(Store& store) {
    Look(store, 1, "personal_data_viewed", "user:7@M101", 10);
    Look(store, 2, "list_exported", "user:7@M102", 11);
    Look(store, 3, "case_archived", "system:@", 12);
    Look(store, 4, "personal_data_viewed", "user:77@M101", 12);
    Look(store, 5, "personal_data_viewed", "user:8@M101", 12);
    Look(store, 6, "personal_data_viewed", "user:7@M101", 5);
}

TEST_F(StoreContract, LooksAreListedNewestFirstAndNothingElseIs) {
    FillLooks(store());
    EXPECT_EQ(Looks(store(), {}), (Numbers{5, 4, 2, 1, 6}));
    EXPECT_EQ(Looks(store(), {}, 1), (Numbers{5, 4, 2, 1, 6}));
    Reopen();
    const auto all = store().ListLooks({}, {}, Soon());
    ASSERT_TRUE(all) << all.error().for_log;
    const LookRow& first = all->items.front();
    EXPECT_EQ(first.seq, 1);
    EXPECT_EQ(first.kind, "personal_data_viewed");
    EXPECT_EQ(first.actor, "user:8@M101");
    EXPECT_EQ(first.at, Minute(12));
    EXPECT_EQ(first.payload, "{\"n\":5}");
}

TEST_F(StoreContract, LooksAreFoundByWhoWhatAndWhen) {
    FillLooks(store());
    EXPECT_EQ(Looks(store(), {.actor = "user:7"}), (Numbers{2, 1, 6}))
        << "whatever their unit was, and not 77";
    EXPECT_EQ(Looks(store(), {.kind = "list_exported"}), Numbers{2});
    EXPECT_EQ(Looks(store(), {.kind = "case_archived"}), Numbers{});
    EXPECT_EQ(Looks(store(), {.about = Number(4)}), Numbers{4});
    EXPECT_EQ(Looks(store(), {.about = Number(3)}), Numbers{}) << "an event, but no look";
    EXPECT_EQ(Looks(store(), {.from = Minute(11)}), (Numbers{5, 4, 2}));
    EXPECT_EQ(Looks(store(), {.before = Minute(11)}), (Numbers{1, 6}));
    EXPECT_EQ(Looks(store(), {.kind = "personal_data_viewed",
                              .actor = "user:7",
                              .from = Minute(6),
                              .before = Minute(12)}),
              Numbers{1});
    EXPECT_EQ(Looks(store(), {.actor = "user:7' OR '1'='1"}), Numbers{});
}

TEST_F(StoreContract, ALooksPageIsOfThisListOnly) {
    FillLooks(store());
    Page page{.after = std::nullopt, .limit = 1};
    const auto cases = store().ListLooks({}, page, Soon());
    ASSERT_TRUE(cases && cases->next);
    page.after = cases->next;
    EXPECT_EQ(CodeOf(store().ListCases({}, page, Soon())), "bad_page");
    page.after = "x";
    EXPECT_EQ(CodeOf(store().ListLooks({}, page, Soon())), "bad_page");
    EXPECT_EQ(CodeOf(store().ListLooks({}, {.after = std::nullopt, .limit = 0}, Soon())),
              "bad_page");
}

}  // namespace
}  // namespace liandong
