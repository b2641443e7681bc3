#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "adapters/store/sqlite/figures.hpp"
#include "adapters/store/sqlite/readers.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "adapters/store/sqlite/writer.hpp"
#include "app/ports.hpp"

namespace liandong::sqlite {

/// The embedded store; its methods lie in one file per noun beside this one.
class SqliteStore final : public Store {
public:
    SqliteStore(std::unique_ptr<Db> writing, std::unique_ptr<Db> copying, const std::string& path,
                const store::SqliteOptions& options);

    Result<CaseId> NewCaseId(Day day, Deadline deadline) override;
    Result<StoredCase> Load(CaseId id, Deadline deadline) override;
    Result<std::vector<VaultRow>> VaultRows(CaseId id, const std::vector<std::int32_t>& rows,
                                            Deadline deadline) override;
    Result<std::vector<StoredCase>> LoadAll(const std::vector<CaseId>& ids,
                                            Deadline deadline) override;
    Result<std::map<CaseId, std::string>> VaultRowOfEach(const std::map<CaseId, std::int32_t>& rows,
                                                         Deadline deadline) override;
    Result<std::string> ReadBlob(CaseId id, const BlobId& blob, Deadline deadline) override;
    Result<std::vector<JournalEntry>> History(CaseId id, Deadline deadline) override;
    Result<void> Commit(const ChangeSet& changes, Deadline deadline) override;
    Result<std::optional<CaseId>> FindBySource(std::string_view system, std::string_view id,
                                               Deadline deadline) override;
    Result<std::optional<CaseId>> FindIdempotent(const IdempotencyKey& key,
                                                 Deadline deadline) override;
    Result<PageOf<CaseRow>> ListCases(const CaseFilter& filter, const Page& page,
                                      Deadline deadline) override;
    Result<RulingCounts> CountRulings(Deadline deadline) override;
    Result<PageOf<AssignmentRow>> ListAssignments(const AssignmentFilter& filter, const Page& page,
                                                  Deadline deadline) override;
    Result<PageOf<CaseRow>> Search(const SearchQuery& query, const Page& page,
                                   Deadline deadline) override;

    Result<StoredDocument> LoadDocument(DocumentId id, Deadline deadline) override;
    Result<PageOf<DocumentHead>> ListDocuments(const DocumentFilter& filter, const Page& page,
                                               Deadline deadline) override;
    Result<PageOf<StoredDocument>> ReadDocuments(const DocumentFilter& filter, const Page& page,
                                                 Deadline deadline) override;
    Result<std::vector<DocumentHead>> DueDocuments(Instant now, std::int32_t limit,
                                                   Deadline deadline) override;
    Result<std::int64_t> NextInSeries(std::string_view series, Deadline deadline) override;

    Result<std::vector<DueCase>> DueDeadlines(Instant now, std::int32_t limit,
                                              Deadline deadline) override;
    Result<std::optional<Instant>> NextDeadline(Deadline deadline) override;

    Result<std::vector<OutboxRow>> ClaimOutbox(Instant now, Instant lease_until, std::int32_t limit,
                                               Deadline deadline) override;
    Result<void> MarkSent(const std::vector<std::int64_t>& ids, Instant at,
                          Deadline deadline) override;
    Result<void> MarkFailed(std::int64_t id, std::string_view error,
                            std::optional<Instant> next_attempt_at, Deadline deadline) override;
    Result<PageOf<OutboxRow>> ListOutbox(std::string_view state, const Page& page,
                                         Deadline deadline) override;
    Result<std::vector<OutboxRow>> ClaimWebhooks(Instant now, Instant lease_until,
                                                 std::int32_t limit,
                                                 const std::vector<std::string>& away,
                                                 Deadline deadline) override;
    Result<PageOf<OutboxRow>> ListWebhooks(std::string_view recipient, std::string_view state,
                                           const Page& page, Deadline deadline) override;
    Result<void> Resend(std::int64_t id, Instant now, Deadline deadline) override;
    Result<std::int64_t> ResendWebhooks(std::string_view recipient, Instant now,
                                        Deadline deadline) override;

    Result<std::vector<JournalEntry>> Unsealed(std::int32_t limit, Deadline deadline) override;
    Result<void> Seal(const SealBatch& batch, Deadline deadline) override;
    Result<std::int64_t> SealedSize(Deadline deadline) override;
    Result<StoredTile> ReadTile(std::int32_t level, std::int64_t index, Deadline deadline) override;
    Result<std::optional<StoredTreeHead>> LatestTreeHead(Deadline deadline) override;
    Result<std::vector<StoredTreeHead>> TreeHeads(std::int64_t after, std::int32_t limit,
                                                  Deadline deadline) override;
    Result<std::vector<JournalEntry>> Sealed(std::int64_t from_index, std::int32_t limit,
                                             Deadline deadline) override;
    Result<std::vector<Case>> CasesAfter(CaseId after, std::int32_t limit,
                                         Deadline deadline) override;
    Result<std::vector<std::string>> Orphans(Deadline deadline) override;
    Result<std::vector<std::string>> Damage(Deadline deadline) override;

    Result<std::optional<User>> FindUser(const UserId& id, Deadline deadline) override;
    Result<std::optional<User>> FindUserByLogin(std::string_view login, Deadline deadline) override;
    Result<void> SaveSignIn(const User& user, Deadline deadline) override;
    Result<std::vector<User>> ListUsers(Deadline deadline) override;
    Result<void> SaveSession(const Session& session, Deadline deadline) override;
    Result<std::optional<Session>> FindSession(std::string_view token_hash,
                                               Deadline deadline) override;
    Result<void> EndSession(std::string_view token_hash, Deadline deadline) override;
    Result<void> EndSessionsOf(const UserId& user, Deadline deadline) override;
    Result<void> DropExpiredSessions(Instant now, Deadline deadline) override;
    Result<std::optional<ApiToken>> FindToken(std::string_view token_hash,
                                              Deadline deadline) override;
    Result<std::vector<ApiToken>> ListTokens(Deadline deadline) override;

    Result<std::vector<Precedent>> PrecedentsOf(const CategoryCode& category,
                                                Deadline deadline) override;
    Result<std::optional<Precedent>> FindPrecedent(const PrecedentId& id,
                                                   Deadline deadline) override;
    Result<PageOf<Precedent>> ListPrecedents(const Page& page, Deadline deadline) override;
    Result<ArticleUses> UsesOf(DocumentId article, Deadline deadline) override;
    Result<PageOf<LookRow>> ListLooks(const LookFilter& filter, const Page& page,
                                      Deadline deadline) override;
    Result<void> SaveNumber(const SystemNumber& number, Deadline deadline) override;
    Result<std::optional<SystemNumber>> FindNumber(std::string_view system, std::string_view number,
                                                   Deadline deadline) override;
    Result<std::vector<SystemNumber>> NumbersOf(CaseId id, Deadline deadline) override;
    Result<void> SaveInbound(const InboundMessage& message, Deadline deadline) override;
    Result<PageOf<InboundMessage>> ListInbound(const InboundFilter& filter, const Page& page,
                                               Deadline deadline) override;
    Result<ExchangeCounts> CountExchange(std::string_view system, Instant from, Instant before,
                                         Deadline deadline) override;
    Result<std::vector<ExchangeLine>> SentTo(std::string_view system, Instant from, Instant before,
                                             std::int32_t limit, Deadline deadline) override;
    Result<std::vector<ExchangeLine>> ReceivedFrom(std::string_view system, Instant from,
                                                   Instant before, std::int32_t limit,
                                                   Deadline deadline) override;
    Result<void> SaveTheirs(const TheirStatement& statement, Deadline deadline) override;
    Result<std::optional<TheirStatement>> FindTheirs(std::string_view system, Day day,
                                                     Deadline deadline) override;
    Result<std::vector<Subscription>> ListSubscriptions(Deadline deadline) override;
    Result<std::int64_t> FeedPosition(Deadline deadline) override;
    Result<void> Feed(const std::vector<OutboxMessage>& messages, std::int64_t from,
                      std::int64_t to, Deadline deadline) override;

    Result<void> Ping(Deadline deadline) override;
    std::string Describe() const override;
    FiguresStore& Figures() override { return figures_; }
    Result<std::optional<std::string>> Meta(std::string_view name, Deadline deadline) override;
    Result<void> SetMeta(std::string_view name, std::string_view value, Deadline deadline) override;

    [[nodiscard]] WriterStats Stats() const { return writer_.Stats(); }

private:
    struct NumberBlock {
        std::int64_t next = 1;
        std::int64_t end = 1;
    };

    /// One statement through the writer.
    template <class... Args>
    Result<void> WriteOne(Deadline deadline, std::string_view sql, const Args&... args) {
        return writer_.Write(
            [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
                Statement statement(db, sql);
                return statement.BindAll(args...).Run();
            },
            deadline);
    }
    /// `which`: a condition on the outbox, from the program's own text.
    Result<std::vector<OutboxRow>> Claim(const std::string& which,
                                         const std::vector<std::string>& away, Instant now,
                                         Instant lease_until, std::int32_t limit,
                                         Deadline deadline);
    Result<std::int64_t> TakeNumberBlock(std::int64_t day_number, Deadline deadline);

    Readers readers_;
    Writer writer_;
    SqliteFigures figures_{readers_, writer_};
    /// Held while a block of numbers is fetched, so that many callers at once fetch one.
    std::timed_mutex numbers_mutex_;
    std::map<std::int64_t, NumberBlock> numbers_;  ///< by day number; a handful of days
};

/// With the changes of a commit, by its writer.
[[nodiscard]] Result<void> WriteAccess(Db& db, const std::vector<AccessWrite>& writes);
[[nodiscard]] Result<void> WriteArticleUses(Db& db, const std::vector<ArticleUse>& uses);
[[nodiscard]] Result<void> WritePrecedents(Db& db, const std::vector<Precedent>& precedents);
/// Those whose key is there already are passed over.
[[nodiscard]] Result<void> WriteOutbox(Db& db, const std::vector<OutboxMessage>& messages);

/// A column list and its reader belong together.
inline constexpr std::string_view kEntryColumns =
    "e.case_id, e.seq, e.kind, e.at, e.recorded_at, e.actor, e.profile_version, e.payload, "
    "l.log_index";
[[nodiscard]] JournalEntry ReadEntry(const Statement& row);
inline constexpr std::string_view kSelectCaseRow =
    "SELECT id, version, state, type, channel, category, place, lead, urgent, secret, overdue, "
    "redo_count, opened_at,"
    " closed_at, next_due_at, source_system, source_id, disputed, return_waiting, mobilised_by"
    " FROM cases WHERE id = ?1";
[[nodiscard]] CaseRow ReadCaseRow(const Statement& row);

}  // namespace liandong::sqlite
