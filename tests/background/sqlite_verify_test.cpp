// A whole database is copied, altered where the program is not looking, and verified.
#include <filesystem>
#include <fstream>
#include <random>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "adapters/store/sqlite/packed_state.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "app/attach_file.hpp"
#include "app/journal_tiles.hpp"
#include "app/verify_journal.hpp"
#include "background/world.hpp"
#include "base/testing/test_folder.hpp"

namespace liandong::testing {
namespace {

namespace fs = std::filesystem;

constexpr int kCases = 75;
constexpr int kFlips = 150;
// What verify answers for; users, sessions, messages and running numbers are not part of the proof.
constexpr const char* kProvenTables[] = {
    "events",      "log",        "sealed",    "tiles",      "tree_heads",  "cases",
    "case_states", "case_units", "case_keys", "vault_rows", "assignments", "search_content",
    "blobs"};

class Database {
public:
    explicit Database(const std::string& path) {
        open_ = sqlite3_open(path.c_str(), &handle_) == SQLITE_OK;
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() { sqlite3_close(handle_); }

    void Run(const std::string& sql) {
        char* trouble = nullptr;
        EXPECT_EQ(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &trouble), SQLITE_OK)
            << sql << ": " << trouble;
        EXPECT_GT(sqlite3_total_changes(handle_), 0) << sql;
        sqlite3_free(trouble);
    }
    /// All rows of a query as one text; "?" when it cannot be read.
    std::string Read(const std::string& sql) {
        std::string text;
        sqlite3_stmt* statement = nullptr;
        if (!open_ ||
            sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            return "?";
        int code = 0;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
                if (bytes != nullptr)
                    text.append(bytes,
                                static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
                text += '|';
            }
        }
        sqlite3_finalize(statement);
        return code == SQLITE_DONE ? text : "?";
    }
    std::string One(const std::string& sql) {
        std::string text = Read(sql);
        if (!text.empty()) text.pop_back();
        return text;
    }
    std::string Proven() {
        std::string text;
        for (const char* table : kProvenTables) text += Read(std::string("SELECT * FROM ") + table);
        return text;
    }

private:
    sqlite3* handle_ = nullptr;
    bool open_ = false;
};

class AnyContent final : public ContentChecker {
public:
    Result<ContentKind> Check(std::string_view, std::string_view, std::size_t) override {
        return ContentKind{"image/jpeg", "jpg"};
    }
};

void AttachTo(World& world, CaseId id, const std::string& bytes) {
    AnyContent content;
    const auto done = AttachFile({world.services, content, &crypto::Sha256}, Everybody(),
                                 {id, "路灯.jpg", "image/jpeg", bytes, {}}, Soon());
    EXPECT_TRUE(done) << done.error().code;
}

class AlteredDatabase : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = new TestFolder;
        auto store = store::OpenSqliteStore((*folder_ / "whole.db").string(), "460100", {});
        ASSERT_TRUE(store) << store.error().for_log;
        World world(*std::move(store));
        for (int i = 0; i < kCases; ++i) {
            cases_.push_back(world.Live(i));
            if (i % 20 == 6)
                AttachTo(world, cases_.back(), std::string(3000, static_cast<char>(i)));
            if (i % 10 == 4) world.Seal();
        }
        world.Seal();
        pem_ = new std::string(world.signer->PublicKeyPem());
        heads_ = std::ssize(*world.store->TreeHeads(0, 500, Soon()));
        ASSERT_GT(*world.store->SealedSize(Soon()), 257);
        world.store.reset();
        Database whole((*folder_ / "whole.db").string());
        (void)whole.Read("PRAGMA wal_checkpoint(TRUNCATE)");
        (void)whole.Read("PRAGMA journal_mode = DELETE");
    }
    static void TearDownTestSuite() {
        delete folder_;
        delete pem_;
    }

    std::string Copy() {
        const fs::path path = *folder_ / "copy.db";
        for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(path.string() + end);
        fs::copy_file(*folder_ / "whole.db", path);
        return path.string();
    }

    static VerifyReport Verify(const std::string& path) {
        auto opened = store::OpenSqliteStore(path, "", {});
        if (!opened) {
            VerifyReport report;
            report.unreadable = opened.error();
            return report;
        }
        const World keys(*std::move(opened));
        const auto verifier = *crypto::MakeTreeVerifier(*pem_);
        VerifyOptions options;
        options.hash = &crypto::Sha256;
        options.verifier = verifier.get();
        options.vault = keys.vault.get();
        return VerifyJournal(*keys.store, options);
    }

    static std::string Lines(const VerifyReport& report) {
        std::string text;
        for (const std::string& fault : report.faults) text += fault + "\n";
        if (report.unreadable)
            text += "unreadable: " + report.unreadable->code + " " + report.unreadable->for_log;
        return text;
    }

    /// Runs `sql` on a copy: verify must name every one of `named`.
    void Alter(const std::string& what, const std::string& sql,
               const std::vector<std::string>& named) {
        const std::string path = Copy();
        Database(path).Run(sql);
        const VerifyReport report = Verify(path);
        EXPECT_EQ(report.Outcome(), VerifyOutcome::kAltered) << what << ": " << Lines(report);
        for (const std::string& each : named) {
            EXPECT_NE(Lines(report).find(each), std::string::npos)
                << what << ": " << each << " is not in\n"
                << Lines(report);
        }
    }
    std::string PlainState(const std::string& id) {
        const auto text = sqlite::UnpackText(Ask("SELECT state FROM case_states WHERE id = " + id));
        EXPECT_TRUE(text) << text.error().for_log;
        return text ? *text : "";
    }
    std::string Ask(const std::string& sql) {
        return Database((*folder_ / "whole.db").string()).One(sql);
    }

    static inline TestFolder* folder_ = nullptr;
    static inline std::string* pem_ = nullptr;
    static inline std::vector<CaseId> cases_;
    static inline std::int64_t heads_ = 0;
};

TEST_F(AlteredDatabase, TheUntouchedCopyIsProved) {
    const VerifyReport report = Verify(Copy());
    EXPECT_EQ(report.Outcome(), VerifyOutcome::kProved) << Lines(report);
    EXPECT_EQ(report.cases, kCases);
    EXPECT_EQ(report.heads, heads_);
    EXPECT_TRUE(report.notes.empty());
}

TEST_F(AlteredDatabase, EveryColumnOfAnEventIsProved) {
    const std::string id = std::to_string(cases_[24].value);
    const std::string where = " WHERE case_id = " + id + " AND seq = 3";
    const std::string name = "case " + id + " event 3";
    for (const std::string set :
         {"payload = payload || ' '", "payload = replace(payload, '\"', '''')", "at = at + 1",
          "recorded_at = recorded_at - 1", "actor = 'user:other@H'", "kind = 'note_added'",
          "profile_version = 'other'"}) {
        Alter(set, "UPDATE events SET " + set + where, {name + ": altered (log index "});
    }
    const std::string index = Ask("SELECT log_index FROM log" + where);
    Alter("seq", "UPDATE events SET seq = 77" + where,
          {"log index " + index + ": removed", name + ": removed"});
    Alter("case", "UPDATE events SET case_id = case_id + 1000000" + where,
          {"log index " + index + ": removed"});
}

TEST_F(AlteredDatabase, WhatWasRemovedOrMovedIsNamed) {
    const std::string id = std::to_string(cases_[24].value);
    const std::string where = " WHERE case_id = " + id + " AND seq = 3;";
    const std::string index = Ask("SELECT log_index FROM log" + where);
    const std::string size = Ask("SELECT size FROM sealed");
    const std::string last = std::to_string(std::stoll(size) - 1);
    Alter("an event", "DELETE FROM events" + where,
          {"log index " + index + ": removed", "case " + id + " event 3: removed"});
    Alter("an event with its place", "DELETE FROM events" + where + "DELETE FROM log" + where,
          {"log index " + index + ": removed", "case " + id + " event 3: removed"});
    Alter("the last events", "DELETE FROM events WHERE id > (SELECT max(id) - 2 FROM events);",
          {"log index " + last + ": removed"});
    Alter("the last events with their places",
          "DELETE FROM events WHERE id > (SELECT max(id) - 2 FROM events);"
          "DELETE FROM log WHERE log_index > (SELECT max(log_index) - 2 FROM log);"
          "UPDATE sealed SET size = size - 2, last_event = last_event - 2;",
          {"tree head " + size + ": the journal has only"});
    Alter("a place", "DELETE FROM log" + where, {"log index " + index + ": removed"});
    Alter(
        "two places exchanged",
        "UPDATE log SET log_index = -1 WHERE log_index = 17; UPDATE log SET log_index = 17 WHERE "
        "log_index = 40;"
        "UPDATE log SET log_index = 40 WHERE log_index = -1;",
        {"log index 17: reordered, it holds", "log index 40: reordered", "sealed at log index 40"});
    Alter("what waits", "UPDATE sealed SET last_event = 0", {"would be sealed again"});
    Alter("the size", "UPDATE sealed SET size = 9223372036854775807", {"removed"});
    const std::string first = std::to_string(cases_[10].value);
    Alter("a whole case's state", "DELETE FROM case_states WHERE id = " + first,
          {"case " + first + ": its state was removed"});
    Alter("a whole case",
          "DELETE FROM case_states WHERE id = " + first + "; DELETE FROM cases WHERE id = " +
              first + "; DELETE FROM events WHERE case_id = " + first +
              "; DELETE FROM log WHERE case_id = " + first + ";",
          {"log index "});
    Alter("an event more",
          "INSERT INTO events (case_id, seq, kind, at, recorded_at, actor, profile_version, "
          "payload) SELECT case_id, 99,"
          " kind, at, recorded_at, actor, profile_version, payload FROM events WHERE id = 5;",
          {"removed"});
}

TEST_F(AlteredDatabase, AStateInPlainTextAsOlderDatabasesHoldItIsProvedToo) {
    const std::string path = Copy();
    const std::string id = std::to_string(cases_[13].value);
    Database(path).Run("UPDATE case_states SET state = '" + PlainState(id) + "' WHERE id = " + id);
    const VerifyReport report = Verify(path);
    EXPECT_EQ(report.Outcome(), VerifyOutcome::kProved) << Lines(report);
}

TEST_F(AlteredDatabase, StatesListsAndTheSearchMustFollowFromTheEvents) {
    const std::string id = std::to_string(cases_[13].value);
    const std::string state = "UPDATE case_states SET state = ";
    const std::string here = " WHERE id = " + id;
    Alter("urgent",
          state + "'" + PlainState(id) + "'" + here + ";" + state +
              "replace(state, '\"urgent\":false', '\"urgent\":true')" + here,
          {"case " + id + ": its stored state does not follow"});
    Alter("not JSON", state + "'{}'" + here,
          {"case " + id + ": its stored state was altered and cannot be read"});
    Alter("another's",
          state + "(SELECT state FROM case_states WHERE id = " + std::to_string(cases_[14].value) +
              ")" + here,
          {"case " + id + ": its stored state was altered and cannot be read"});
    for (const std::string set :
         {"lead = 'B'", "urgent = 1 - urgent", "opened_at = opened_at + 1", "place = ''",
          "version = version + 1", "closed_at = 1", "source_system = 'x'"}) {
        Alter(set, "UPDATE cases SET " + set + here, {"case " + id + ": its row in the case list"});
    }
    for (const std::string set :
         {"unit = 'B'", "due_at = due_at + 1", "is_lead = 0", "overdue = 1 - overdue"}) {
        Alter(set, "UPDATE assignments SET " + set + " WHERE case_id = " + id,
              {"case " + id + ": its rows in the work lists"});
    }
    Alter("a unit's view",
          "UPDATE case_units SET unit = 'B' WHERE case_id = " + id + " AND unit = 'S'",
          {"case " + id + ": "});
    Alter("a document", "UPDATE search_content SET c0 = 'x' WHERE id = " + id, {"search: "});
}

TEST_F(AlteredDatabase, TreeHeadsAndVaultAreProvedToo) {
    const std::string flip =
        "UPDATE tiles SET hashes = CAST(zeroblob(32) || substr(hashes, 33) AS BLOB) WHERE ";
    Alter("a leaf's hash", flip + "level = 0 AND tile = 0",
          {"log index 0: its hash in tile 0/0 was altered"});
    Alter("an upper hash", flip + "level = 1 AND tile = 0", {"tile 1/0: altered"});
    Alter("a tile", "DELETE FROM tiles WHERE level = 0 AND tile = 0", {"tile 0/0: removed"});
    Alter("an upper tile", "DELETE FROM tiles WHERE level = 1", {"tile 1/0: removed"});
    Alter("a tile cut",
          "UPDATE tiles SET hashes = substr(hashes, 1, 320) WHERE level = 0 AND tile = 0",
          {"tile 0/0: altered"});
    const std::string head =
        Ask("SELECT tree_size FROM tree_heads ORDER BY tree_size LIMIT 1 OFFSET 2");
    const std::string here = " WHERE tree_size = " + head;
    const std::string wrong = "tree head " + head + ": signature wrong";
    Alter("a root", "UPDATE tree_heads SET root = zeroblob(32)" + here,
          {wrong, "tree head " + head + ": its root"});
    Alter("a time", "UPDATE tree_heads SET at = at + 1" + here, {wrong});
    Alter("a signature", "UPDATE tree_heads SET signature = zeroblob(64)" + here, {wrong});
    Alter("a signature cut", "UPDATE tree_heads SET signature = x'00'" + here,
          {"tree head " + head + ": signature altered"});
    Alter("a key", "UPDATE tree_heads SET key_id = '0000000000000000'" + here,
          {"tree head " + head + ": signed with another key"});
    Alter("a size", "UPDATE tree_heads SET tree_size = tree_size + 1" + here, {"tree head "});
    Alter("a size beyond", "UPDATE tree_heads SET tree_size = 1000000" + here,
          {"tree head 1000000: the journal has only"});
    const std::string id = std::to_string(cases_[7].value);
    const std::string row = Ask("SELECT min(row) FROM vault_rows WHERE case_id = " + id);
    const std::string vault = " WHERE case_id = " + id + " AND row = " + row;
    const std::string name = "case " + id + " vault row " + row;
    Alter("a vault row", "UPDATE vault_rows SET ciphertext = zeroblob(80)" + vault,
          {name + ": altered"});
    Alter("a vault row lost", "DELETE FROM vault_rows" + vault, {name + ": removed"});
    Alter("another's row",
          "UPDATE vault_rows SET ciphertext = (SELECT ciphertext FROM vault_rows WHERE case_id = " +
              std::to_string(cases_[8].value) + " AND row = " + row + ")" + vault,
          {name + ": altered"});
    Alter("a key", "UPDATE case_keys SET wrapped_key = zeroblob(73) WHERE case_id = " + id,
          {"case " + id + ": the key"});
    Alter("a key lost", "DELETE FROM case_keys WHERE case_id = " + id,
          {"case " + id + ": the key"});
}

TEST_F(AlteredDatabase, AttachmentsAreProvedByTheirHash) {
    const std::string id = std::to_string(cases_[6].value);
    const std::string blob = Ask("SELECT blob_id FROM blobs WHERE case_id = " + id);
    const std::string here = " WHERE case_id = " + id;
    const std::string name = "case " + id + " attachment " + blob;
    Alter("a blob", "UPDATE blobs SET ciphertext = zeroblob(3000)" + here, {name + ": altered"});
    Alter("a blob cut", "UPDATE blobs SET ciphertext = x'00'" + here, {name + ": altered"});
    Alter("another's blob",
          "UPDATE blobs SET ciphertext = (SELECT ciphertext FROM blobs WHERE case_id = " +
              std::to_string(cases_[26].value) + ")" + here,
          {name + ": altered"});
    Alter("a blob lost", "DELETE FROM blobs" + here, {name + ": removed"});
}

TEST_F(AlteredDatabase, WhoRewritesRowAndTreeIsFoundByTheNextHead) {
    const std::string path = Copy();
    const CaseId id = cases_[30];
    Database(path).Run("UPDATE events SET actor = 'user:nobody@H' WHERE seq = 1 AND case_id = " +
                       std::to_string(id.value));
    std::int64_t index = 0;
    {
        auto store = *store::OpenSqliteStore(path, "460100", {});
        const JournalEntry entry = store->History(id, Soon())->front();
        index = *entry.log_index;
        StoredTile tile = *store->ReadTile(0, index / 256, Soon());
        const Digest leaf = LeafHash(&crypto::Sha256, entry, "460100");
        std::copy(leaf.bytes.begin(), leaf.bytes.end(), tile.hashes.begin() + (index % 256) * 32);
        ASSERT_TRUE(store->Seal({*store->SealedSize(Soon()), {}, {tile}, {}}, Soon()));
    }
    const VerifyReport report = Verify(path);
    EXPECT_EQ(report.Outcome(), VerifyOutcome::kAltered);
    const std::string from =
        Ask("SELECT max(tree_size) FROM tree_heads WHERE tree_size <= " + std::to_string(index));
    EXPECT_NE(Lines(report).find("events from log index " + from + " on were rewritten"),
              std::string::npos)
        << Lines(report);
}

TEST_F(AlteredDatabase, AnyBitFlippedIsFoundOrMakesItUnreadableOrSaysNothing) {
    const std::string before = Database(Copy()).Proven();
    ASSERT_NE(before, "");
    const auto size = static_cast<std::int64_t>(fs::file_size(*folder_ / "whole.db"));
    std::mt19937_64 random(12345);
    int found = 0;
    int unreadable = 0;
    int idle = 0;
    for (int i = 0; i < kFlips; ++i) {
        const std::string path = Copy();
        const auto offset = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(size));
        const auto bit = static_cast<unsigned>(random() % 8);
        {
            std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
            file.seekg(offset);
            const char byte = static_cast<char>(static_cast<unsigned>(file.get()) ^ (1U << bit));
            file.seekp(offset);
            file.put(byte);
        }
        const VerifyReport report = Verify(path);
        switch (report.Outcome()) {
            case VerifyOutcome::kAltered: ++found; break;
            case VerifyOutcome::kUnreadable: ++unreadable; break;
            case VerifyOutcome::kProved:
                ++idle;
                EXPECT_EQ(Database(path).Proven() == before, true)
                    << "bit " << bit << " at " << offset;
                break;
        }
    }
    std::cout << kFlips << " bits of " << size << " bytes: " << found << " found, " << unreadable
              << " unreadable, " << idle << " without meaning\n";
    EXPECT_GT(found, kFlips / 4);
}

}  // namespace
}  // namespace liandong::testing
