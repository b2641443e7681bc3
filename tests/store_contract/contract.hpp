#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/ports.hpp"
#include "support/test_database.hpp"

// What every Store must do, told as stories. One binary per store: it links these stories and one
// EngineUnderTest().

namespace liandong {

/// Defined once per binary: which store it is about.
testing::Engine EngineUnderTest();

/// One database that lives as long as the factory; a new factory is a new, empty database.
class StoreFactory {
public:
    explicit StoreFactory(std::unique_ptr<testing::TestDatabase> database)
        : database_(std::move(database)) {}
    /// Opens that database; a second call opens the same one beside the first.
    Result<std::unique_ptr<Store>> Open() { return database_->Open("460100"); }
    /// Whether two stores may be open on one database at once.
    static bool ManyAtOnce() { return EngineUnderTest() == testing::Engine::kPostgres; }

private:
    std::unique_ptr<testing::TestDatabase> database_;
};

/// nullptr: there is no such store here; the reason was printed, the test fails.
inline std::unique_ptr<StoreFactory> MakeStoreFactory() {
    auto database = testing::TestDatabase::Make(EngineUnderTest());
    if (database) return std::make_unique<StoreFactory>(*std::move(database));
    ADD_FAILURE() << database.error().for_caller << database.error().for_log;
    return nullptr;
}

class StoreContract : public ::testing::Test {
protected:
    void SetUp() override {
        factory_ = MakeStoreFactory();
        ASSERT_NE(factory_, nullptr);
        OpenStore();
    }
    void OpenStore() {
        auto opened = factory_->Open();
        ASSERT_TRUE(opened) << opened.error().for_log;
        store_ = *std::move(opened);
    }
    /// Closes the store and opens its database again.
    void Reopen() {
        store_.reset();
        OpenStore();
    }
    Store& store() { return *store_; }

    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
};

inline Deadline Soon() { return Deadline::In(std::chrono::seconds(60)); }
inline Instant Minute(std::int64_t minute) {
    return FromMillis(1'767'225'600'000 + minute * 60'000);
}

/// A case number of 2026-01-01.
inline CaseId Number(std::int64_t running) { return CaseId{20'260'101 * 10'000'000LL + running}; }

/// `count` journal lines that follow `version`.
std::vector<JournalEntry> Entries(CaseId id, std::int32_t version, std::int32_t count);
/// A case with two assignments and nothing left at its default; version 2.
Case FullCase(CaseId id);
/// A registered case of one event.
Case PlainCase(CaseId id);
/// A dispatched case of two events whose lead must finish at `due`.
Case DispatchedCase(CaseId id, const UnitCode& unit, Instant due);
Clock RunningClock(ClockKind kind, Instant started_at, Instant due_at);

/// The change that makes `after` out of nothing.
CaseChange Opening(const Case& after);
/// The change that adds one event to `before` and leaves `after`, whose version it sets.
CaseChange Step(const Case& before, Case after);
/// Adds one event, changes nothing else; returns what is stored then.
Case Touch(Store& store, const Case& before);
ChangeSet One(CaseChange change);
/// Commits and expects success.
void MustCommit(Store& store, const ChangeSet& changes);
void MustOpen(Store& store, const Case& c);

/// "" for success, else the error's code: `EXPECT_EQ(CodeOf(store.Commit(…)), "version_conflict")`.
template <class T>
std::string CodeOf(const Result<T>& result) {
    return result ? "" : result.error().code;
}
template <class T>
std::string ArgOf(const Result<T>& result, const std::string& name) {
    if (result) return "";
    for (const auto& [key, value] : result.error().args) {
        if (key == name) return value;
    }
    return "";
}

/// Walks a list to its end, `limit` at a time, and fails when it does not end.
template <class Item, class List>
std::vector<Item> Walk(std::int32_t limit, const List& list) {
    std::vector<Item> all;
    Page page{.after = std::nullopt, .limit = limit};
    for (int pages = 0; pages < 10'000; ++pages) {
        auto got = list(page);
        EXPECT_TRUE(got) << got.error().for_log;
        if (!got) return all;
        EXPECT_LE(got->items.size(), static_cast<std::size_t>(limit));
        for (Item& item : got->items) all.push_back(std::move(item));
        if (!got->next) return all;
        EXPECT_FALSE(got->items.empty());
        page.after = got->next;
    }
    ADD_FAILURE() << "the list does not end";
    return all;
}
/// Running numbers of the cases that a filter finds, in the list's order.
std::vector<std::int64_t> Found(Store& store, const CaseFilter& filter, std::int32_t limit = 3);
std::vector<std::int64_t> FoundWords(Store& store, const SearchQuery& query,
                                     std::int32_t limit = 3);
/// Running number × 10 + assignment number.
std::vector<std::int64_t> FoundAssignments(Store& store, const AssignmentFilter& filter,
                                           std::int32_t limit = 3);

/// Runs `work(0 .. count - 1)` on that many threads at once and waits for all.
void InParallel(int count, const std::function<void(int)>& work);

}  // namespace liandong
