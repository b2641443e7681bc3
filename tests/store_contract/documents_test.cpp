#include <algorithm>

#include "store_contract/contract.hpp"

namespace liandong {
namespace {

DocumentHead HeadOf(std::int64_t running) {
    DocumentHead head;
    head.id = Number(running);
    head.version = 1;
    head.kind = DocumentKind::kSupervisionOrder;
    head.state = "issued";
    head.number = "督办〔2026〕" + std::to_string(running) + "号";
    head.cases = {Number(1)};
    head.units = {UnitCode{"U1"}, UnitCode{"U2"}};
    head.opened_at = Minute(running);
    head.due_at = Minute(100 + running);
    return head;
}

/// The change that makes `head` out of nothing.
DocumentChange Opened(const DocumentHead& head) {
    DocumentChange change;
    change.after = head;
    change.body = R"({"what":"督办 🚧"})";
    change.events = Entries(head.id, 0, 1);
    change.wrapped_key = std::string("\0key", 4);
    change.vault_rows = {{16, std::string("\0sealed", 7)}};
    return change;
}

/// One event more.
DocumentChange Stepped(DocumentHead after) {
    DocumentChange change;
    change.expected_version = after.version;
    change.events = Entries(after.id, after.version, 1);
    ++after.version;
    change.after = std::move(after);
    change.body = R"({"what":"又一步"})";
    return change;
}

ChangeSet Only(DocumentChange change) {
    ChangeSet set;
    set.documents.push_back(std::move(change));
    return set;
}

std::vector<std::int64_t> Listed(Store& store, const DocumentFilter& filter) {
    std::vector<std::int64_t> found;
    for (const DocumentHead& head : Walk<DocumentHead>(
             2, [&](const Page& page) { return store.ListDocuments(filter, page, Soon()); })) {
        found.push_back(head.id.value - Number(0).value);
    }
    return found;
}

using Numbers = std::vector<std::int64_t>;

TEST_F(StoreContract, ADocumentIsReadAsItWasWritten) {
    const DocumentHead head = HeadOf(7);
    MustCommit(store(), Only(Opened(head)));
    Reopen();
    const auto stored = store().LoadDocument(head.id, Soon());
    ASSERT_TRUE(stored) << stored.error().for_log;
    EXPECT_EQ(stored->head, head);
    EXPECT_EQ(stored->body, R"({"what":"督办 🚧"})");
    EXPECT_EQ(stored->wrapped_key, std::string("\0key", 4));
    EXPECT_EQ(store().History(head.id, Soon())->size(), 1U);
    const auto rows = store().VaultRows(head.id, {16}, Soon());
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().ciphertext, std::string("\0sealed", 7));
    EXPECT_EQ(CodeOf(store().LoadDocument(Number(8), Soon())), "no_such_document");
    EXPECT_EQ(CodeOf(store().Load(head.id, Soon())), "no_such_case");
}

TEST_F(StoreContract, ADocumentChangesOnlyFromTheVersionThatWasSeen) {
    DocumentHead head = HeadOf(7);
    MustCommit(store(), Only(Opened(head)));
    EXPECT_EQ(CodeOf(store().Commit(Only(Opened(head)), Soon())), "version_conflict");
    head.state = "closed";
    head.open = false;
    head.units = {UnitCode{"U2"}};
    head.closed_at = Minute(50);
    head.due_at.reset();
    MustCommit(store(), Only(Stepped(head)));
    EXPECT_EQ(CodeOf(store().Commit(Only(Stepped(head)), Soon())), "version_conflict");
    const auto stored = store().LoadDocument(head.id, Soon());
    EXPECT_EQ(stored->head.version, 2);
    EXPECT_EQ(stored->head.units, head.units);
    EXPECT_FALSE(stored->head.due_at);
    EXPECT_TRUE(stored->wrapped_key) << "the key stays when a step brings none";
    EXPECT_EQ(Listed(store(), {.units = {UnitCode{"U1"}}}), Numbers{});
    EXPECT_EQ(Listed(store(), {.units = {UnitCode{"U2"}}}), Numbers{7});
}

TEST_F(StoreContract, ADocumentAndItsCasesAreWrittenTogetherOrNotAtAll) {
    const Case c = PlainCase(Number(1));
    MustOpen(store(), c);
    const Case newer = Touch(store(), c);
    ChangeSet set = Only(Opened(HeadOf(7)));
    set.cases.push_back(Step(c, c));  // somebody was faster with the case
    EXPECT_EQ(CodeOf(store().Commit(set, Soon())), "version_conflict");
    EXPECT_EQ(CodeOf(store().LoadDocument(Number(7), Soon())), "no_such_document");
    EXPECT_TRUE(store().History(Number(7), Soon())->empty());
    set.cases = {Step(newer, newer)};
    MustCommit(store(), set);
    EXPECT_TRUE(store().LoadDocument(Number(7), Soon()));
}

TEST_F(StoreContract, DocumentsAreFoundByWhatTheirHeadsSay) {
    for (int i = 2; i <= 6; ++i) {
        DocumentHead head = HeadOf(i);
        if (i == 3) head.kind = DocumentKind::kOffer, head.person = "P'1";
        if (i == 4) head.open = false, head.state = "closed";
        if (i == 5) head.cases = {Number(1), Number(99)};
        if (i == 6) head.units = {UnitCode{"U3"}};
        MustCommit(store(), Only(Opened(head)));
    }
    EXPECT_EQ(Listed(store(), {}), (Numbers{6, 5, 4, 3, 2}));
    EXPECT_EQ(Listed(store(), {.kinds = {DocumentKind::kOffer}}), Numbers{3});
    EXPECT_EQ(Listed(store(), {.states = {"closed", "it's"}}), Numbers{4});
    EXPECT_EQ(Listed(store(), {.open = true}), (Numbers{6, 5, 3, 2}));
    EXPECT_EQ(Listed(store(), {.about = Number(99)}), Numbers{5});
    EXPECT_EQ(Listed(store(), {.units = {UnitCode{"U3"}, UnitCode{"nobody"}}}), Numbers{6});
    EXPECT_EQ(Listed(store(), {.persons = {"P'1"}}), Numbers{3});
    EXPECT_EQ(Listed(store(), {.open = true, .persons = {"nobody", "P'1"}}), Numbers{3});
    EXPECT_EQ(Listed(store(), {.persons = {"nobody"}}), Numbers{});
    EXPECT_EQ(Listed(store(), {.due_before = Minute(104)}), (Numbers{3, 2}));
    EXPECT_EQ(Listed(store(), {.opened_from = Minute(5), .opened_before = Minute(6)}), Numbers{5});
    EXPECT_EQ(Listed(store(), {.kinds = {DocumentKind::kSupervisionOrder},
                               .open = true,
                               .about = Number(1),
                               .units = {UnitCode{"U1"}}}),
              (Numbers{5, 2}));
    Page bad{.after = "c-1-0-0-00000000", .limit = 3};
    EXPECT_EQ(CodeOf(store().ListDocuments({}, bad, Soon())), "bad_page");
}

TEST_F(StoreContract, WhatIsDueOfTheDocumentsComesEarliestFirst) {
    for (const int i : {4, 2, 3}) MustCommit(store(), Only(Opened(HeadOf(i))));
    EXPECT_TRUE(store().DueDocuments(Minute(101), 10, Soon())->empty());
    const auto due = store().DueDocuments(Minute(103), 10, Soon());
    ASSERT_EQ(due->size(), 2U);
    EXPECT_EQ(due->front().id, Number(2));
    EXPECT_EQ(store().DueDocuments(Minute(200), 1, Soon())->size(), 1U);
    DocumentHead met = HeadOf(2);
    met.due_at.reset();
    MustCommit(store(), Only(Stepped(met)));
    EXPECT_EQ(store().DueDocuments(Minute(103), 10, Soon())->front().id, Number(3));
}

TEST_F(StoreContract, EveryNumberOfASeriesIsGivenOnce) {
    std::vector<std::int64_t> taken(20);
    InParallel(20, [&](int i) {
        taken[static_cast<std::size_t>(i)] = *store().NextInSeries("order-2026", Soon());
    });
    std::ranges::sort(taken);
    for (std::size_t i = 0; i < taken.size(); ++i)
        EXPECT_EQ(taken[i], static_cast<std::int64_t>(i + 1));
    EXPECT_EQ(*store().NextInSeries("order-2027", Soon()), 1);
    Reopen();
    EXPECT_EQ(*store().NextInSeries("order-2026", Soon()), 21);
}

TEST_F(StoreContract, ARepeatedRequestFindsTheDocumentThatItMade) {
    ChangeSet set = Only(Opened(HeadOf(7)));
    set.idempotency = IdempotencyKey{"u", "k", "digest"};
    MustCommit(store(), set);
    ChangeSet again = Only(Opened(HeadOf(8)));
    again.idempotency = set.idempotency;
    const auto repeated = store().Commit(again, Soon());
    EXPECT_EQ(CodeOf(repeated), "duplicate_request");
    EXPECT_EQ(ArgOf(repeated, "case_id"), std::to_string(Number(7).value));
    EXPECT_EQ(CodeOf(store().LoadDocument(Number(8), Soon())), "no_such_document");
}

TEST_F(StoreContract, WithTheLastPersonOfADocumentItsTextsGo) {
    const auto put = [&](std::int64_t running, DocumentKind kind, std::vector<CaseId> cases) {
        DocumentHead head = HeadOf(running);
        head.kind = kind;
        head.cases = std::move(cases);
        MustCommit(store(), Only(Opened(head)));
        return head.id;
    };
    const auto open = [&](std::int64_t running) {
        const Case c = PlainCase(Number(running));
        CaseChange change = Opening(c);
        change.wrapped_key = "key";
        MustCommit(store(), One(change));
        return c;
    };
    const auto erase = [&](const Case& c) {
        Case after = c;
        after.erased = true;
        CaseChange change = Step(c, after);
        change.erase_person = true;
        MustCommit(store(), One(change));
    };
    const auto readable = [&](DocumentId id) {
        return store().LoadDocument(id, Soon())->wrapped_key.has_value() &&
               !store().VaultRows(id, {16}, Soon())->empty();
    };
    const auto erased = [&](DocumentId id) {
        return !store().LoadDocument(id, Soon())->wrapped_key &&
               store().VaultRows(id, {16}, Soon())->empty();
    };
    const Case one = open(1);
    const Case two = open(2);
    const DocumentId alone = put(7, DocumentKind::kSupervisionOrder, {one.id});
    const DocumentId both = put(8, DocumentKind::kJointConference, {one.id, two.id});
    const DocumentId shift = put(9, DocumentKind::kDutyShift, {one.id});
    const DocumentId others = put(10, DocumentKind::kSupervisionOrder, {two.id});
    erase(one);
    EXPECT_TRUE(erased(alone));
    EXPECT_EQ(store().History(alone, Soon())->size(), 1U);
    EXPECT_TRUE(readable(both));
    EXPECT_TRUE(readable(shift));
    EXPECT_TRUE(readable(others));
    erase(two);
    Reopen();
    EXPECT_TRUE(erased(both));
    EXPECT_TRUE(erased(others));
    EXPECT_TRUE(readable(shift));
}

}  // namespace
}  // namespace liandong
