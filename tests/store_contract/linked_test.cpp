#include "store_contract/contract.hpp"

namespace liandong {
namespace {

OutboxMessage Webhook(const std::string& key, const std::string& recipient) {
    return {key, "webhook", recipient, "case_dispatched", "{}", Number(1)};
}

InboundMessage Said(const std::string& message, bool accepted, Instant at,
                    const std::string& system = "patrol") {
    InboundMessage said;
    said.system = system;
    said.message = message;
    said.request_digest = "d-" + message;
    said.kind = "acknowledge";
    said.number = "P-1";
    said.case_id = accepted ? Number(1) : CaseId{};
    said.accepted = accepted;
    said.code = accepted ? "" : "no_such_case";
    said.received_at = at;
    return said;
}

TEST_F(StoreContract, ASystemsNumberStandsForOneMatter) {
    const SystemNumber first{"patrol", "P-1", Number(1), AssignmentNo{1}};
    ASSERT_TRUE(store().SaveNumber(first, Soon()));
    ASSERT_TRUE(store().SaveNumber(first, Soon())) << "saying it twice changes nothing";
    const SystemNumber other{"patrol", "P-1", Number(2), AssignmentNo{1}};
    const auto taken = store().SaveNumber(other, Soon());
    EXPECT_EQ(CodeOf(taken), "number_taken");
    EXPECT_EQ(ArgOf(taken, "case_id"), std::to_string(Number(1).value));
    ASSERT_TRUE(store().SaveNumber({"grid", "P-1", Number(2), AssignmentNo{}}, Soon()))
        << "another system counts by itself";
    ASSERT_TRUE(store().SaveNumber({"patrol", "P-0'9", Number(1), AssignmentNo{2}}, Soon()));
    Reopen();
    EXPECT_EQ(*store().FindNumber("patrol", "P-1", Soon()), first);
    EXPECT_EQ(*store().FindNumber("patrol", "P-2", Soon()), std::nullopt);
    const auto numbers = store().NumbersOf(Number(1), Soon());
    ASSERT_EQ(numbers->size(), 2U);
    EXPECT_EQ(numbers->at(0).number, "P-1");
    EXPECT_EQ(numbers->at(1).number, "P-0'9");
    EXPECT_TRUE(store().NumbersOf(Number(3), Soon())->empty());
}

TEST_F(StoreContract, WhatASystemSentIsKeptOnceAndCounted) {
    ASSERT_TRUE(store().SaveInbound(Said("m1", false, Minute(1)), Soon()));
    ASSERT_TRUE(store().SaveInbound(Said("m2", true, Minute(2)), Soon()));
    ASSERT_TRUE(store().SaveInbound(Said("m2", false, Minute(3)), Soon())) << "said twice";
    ASSERT_TRUE(store().SaveInbound(Said("m1", true, Minute(4)), Soon())) << "the second try took";
    InboundMessage forged = Said("m2", false, Minute(5));
    forged.request_digest = "another";
    ASSERT_TRUE(store().SaveInbound(forged, Soon()));
    ASSERT_TRUE(store().SaveInbound(Said("m1", false, Minute(6), "grid"), Soon()));
    const auto list = [&](const InboundFilter& filter) {
        std::string told;
        for (const InboundMessage& m : Walk<InboundMessage>(
                 2, [&](const Page& page) { return store().ListInbound(filter, page, Soon()); })) {
            told += m.system + " " + m.message + (m.accepted ? " ok " : " " + m.code + " ") +
                    std::to_string(m.tries) + "; ";
        }
        return told;
    };
    EXPECT_EQ(list({"", {}}),
              "grid m1 no_such_case 1; patrol m2 no_such_case 1; patrol m2 ok 2; patrol m1 ok 2; ");
    EXPECT_EQ(list({"patrol", false}), "patrol m2 no_such_case 1; ");
    EXPECT_EQ(list({"", true}), "patrol m2 ok 2; patrol m1 ok 2; ");
    const auto kept = store().ListInbound({"patrol", true}, {}, Soon());
    EXPECT_EQ(kept->items[0].received_at, Minute(2)) << "the first time counts";
    EXPECT_EQ(kept->items[1].case_id, Number(1));
    EXPECT_EQ(CodeOf(store().ListInbound({}, {.after = "x'y", .limit = 5}, Soon())), "bad_page");
}

TEST_F(StoreContract, AnExchangeIsCountedByDayAndListedByMessage) {
    CaseChange change = Opening(PlainCase(Number(1)));
    change.outbox = {Webhook("w1", "patrol"), Webhook("w2", "patrol"), Webhook("w3", "patrol"),
                     Webhook("w4", "grid")};
    MustCommit(store(), One(change));
    const auto rows = store().ClaimWebhooks(Minute(1), Minute(2), 10, {}, Soon());
    ASSERT_EQ(rows->size(), 4U);
    ASSERT_TRUE(store().MarkSent({rows->at(0).id}, Minute(10), Soon()));
    ASSERT_TRUE(store().MarkSent({rows->at(1).id}, Minute(20), Soon()));
    ASSERT_TRUE(store().MarkFailed(rows->at(2).id, "refused", std::nullopt, Soon()));
    ASSERT_TRUE(store().SaveInbound(Said("m1", true, Minute(10)), Soon()));
    ASSERT_TRUE(store().SaveInbound(Said("m2", false, Minute(19)), Soon()));
    const auto counts = store().CountExchange("patrol", Minute(10), Minute(20), Soon());
    ASSERT_TRUE(counts) << counts.error().for_log;
    EXPECT_EQ(counts->sent, 1) << "the end is not part of the time";
    EXPECT_EQ(counts->accepted, 1);
    EXPECT_EQ(counts->refused, 1);
    EXPECT_EQ(counts->waiting, 0);
    EXPECT_EQ(counts->stuck, 1);
    EXPECT_EQ(store().CountExchange("grid", Minute(0), Minute(99), Soon())->waiting, 1);
    const auto sent = store().SentTo("patrol", Minute(10), Minute(21), 10, Soon());
    EXPECT_EQ(*sent, (std::vector<ExchangeLine>{{"w1", Number(1)}, {"w2", Number(1)}}));
    const auto received = store().ReceivedFrom("patrol", Minute(0), Minute(99), 10, Soon());
    EXPECT_EQ(*received, (std::vector<ExchangeLine>{{"m1", Number(1)}}));

    const Day day{std::chrono::days(20'514)};
    EXPECT_EQ(store().FindTheirs("patrol", day, Soon())->has_value(), false);
    ASSERT_TRUE(store().SaveTheirs({"patrol", day, "{}", Minute(1)}, Soon()));
    ASSERT_TRUE(store().SaveTheirs({"patrol", day, "{\"sent\":[]}", Minute(2)}, Soon()));
    EXPECT_EQ((*store().FindTheirs("patrol", day, Soon()))->body, "{\"sent\":[]}");
    EXPECT_EQ((*store().FindTheirs("patrol", day, Soon()))->posted_at, Minute(2));
}

TEST_F(StoreContract, WebhooksAreClaimedApartAndListedByReceiver) {
    CaseChange change = Opening(PlainCase(Number(1)));
    OutboxMessage mail = Webhook("mail", "a@units.example");
    mail.channel = "mail";
    change.outbox = {mail, Webhook("w1", "patrol"), Webhook("w2", "grid")};
    MustCommit(store(), One(change));
    const auto mails = store().ClaimOutbox(Minute(1), Minute(2), 10, Soon());
    ASSERT_EQ(mails->size(), 1U);
    EXPECT_EQ(mails->at(0).message.key, "mail");
    const auto some = store().ClaimWebhooks(Minute(1), Minute(1), 10, {"grid", "x"}, Soon());
    ASSERT_EQ(some->size(), 1U) << "who is away is left alone";
    EXPECT_EQ(some->at(0).message.key, "w1");
    const auto hooks = store().ClaimWebhooks(Minute(1), Minute(2), 10, {}, Soon());
    ASSERT_EQ(hooks->size(), 2U);
    EXPECT_TRUE(store().ClaimWebhooks(Minute(1), Minute(2), 10, {}, Soon())->empty()) << "leased";
    for (const OutboxRow& row : *hooks)
        ASSERT_TRUE(store().MarkFailed(row.id, "refused", std::nullopt, Soon()));
    const auto stuck = store().ListWebhooks("patrol", "dead", {}, Soon());
    ASSERT_EQ(stuck->items.size(), 1U);
    EXPECT_EQ(stuck->items[0].message.key, "w1");
    EXPECT_EQ(*store().ResendWebhooks("patrol", Minute(5), Soon()), 1);
    EXPECT_EQ(*store().ResendWebhooks("patrol", Minute(5), Soon()), 0);
    const auto again = store().ClaimWebhooks(Minute(5), Minute(6), 10, {}, Soon());
    ASSERT_EQ(again->size(), 1U);
    EXPECT_EQ(again->at(0).attempts, 0) << "it has all its tries again";
}

TEST_F(StoreContract, SubscribersAreToldOnceUpToAPlaceInTheLog) {
    Subscription wanted{Number(7),
                        "大屏",
                        "https://wall.example/in",
                        {"case_opened"},
                        {UnitCode{"A"}, UnitCode{"B"}},
                        std::string("\0\xff key", 6),
                        Minute(1)};
    MustCommit(store(), {.access = {SaveSubscription{wanted}}});
    Reopen();
    const auto found = store().ListSubscriptions(Soon());
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->at(0).name, wanted.name);
    EXPECT_EQ(found->at(0).url, wanted.url);
    EXPECT_EQ(found->at(0).kinds, wanted.kinds);
    EXPECT_EQ(found->at(0).units, wanted.units);
    EXPECT_EQ(found->at(0).wrapped_secret, wanted.wrapped_secret);
    EXPECT_EQ(found->at(0).created_at, wanted.created_at);

    EXPECT_EQ(*store().FeedPosition(Soon()), 0);
    ASSERT_TRUE(store().Feed({Webhook("s1", "subscription:7")}, 0, 5, Soon()));
    EXPECT_EQ(CodeOf(store().Feed({Webhook("s2", "subscription:7")}, 0, 6, Soon())),
              "fed_elsewhere");
    ASSERT_TRUE(store().Feed({}, 5, 9, Soon()));
    EXPECT_EQ(*store().FeedPosition(Soon()), 9);
    const auto rows = store().ClaimWebhooks(Minute(1), Minute(2), 10, {}, Soon());
    ASSERT_EQ(rows->size(), 1U) << "the slower node put nothing there";
    EXPECT_EQ(rows->at(0).message.key, "s1");

    MustCommit(store(), {.access = {DropSubscription{Number(7)}}});
    EXPECT_TRUE(store().ListSubscriptions(Soon())->empty());
}

}  // namespace
}  // namespace liandong
