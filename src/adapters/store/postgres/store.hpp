#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "adapters/store/page_token.hpp"
#include "adapters/store/postgres/figures.hpp"
#include "adapters/store/postgres/pool.hpp"
#include "adapters/store/postgres/search_merger.hpp"
#include "adapters/store/postgres/writer.hpp"
#include "adapters/store/rows.hpp"
#include "app/ports.hpp"
#include "base/guarded.hpp"

namespace liandong::postgres {

/// One noun a file: cases.cpp, case_lists.cpp, assignment_lists.cpp, search.cpp, outbox.cpp,
/// journal.cpp, accounts.cpp …
class PostgresStore final : public Store {
public:
    PostgresStore(const std::string& url, std::string_view city,
                  const store::PostgresOptions& options, int version)
        : options_(options),
          city_(city),
          version_(version),
          pool_(url, options.readers_max),
          writer_(url, city_, options),
          search_merger_(url, writer_.Commits()) {}

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
    Result<void> Commit(const ChangeSet& changes, Deadline deadline) override {
        return writer_.Commit(changes, deadline);
    }
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

private:
    /// Parameters with the city as $1.
    [[nodiscard]] Params City() const { return Params().Text(city_); }
    /// `which`: a condition on the outbox, from the program's own text.
    Result<std::vector<OutboxRow>> Claim(const std::string& which,
                                         const std::vector<std::string>& away, Instant now,
                                         Instant lease_until, std::int32_t limit,
                                         Deadline deadline);
    Result<void> Do(std::string sql, Params params, Deadline deadline, std::string_view doing);
    Result<std::vector<User>> Users(std::string_view condition, Params params, Deadline deadline);
    /// Which numbers a list reads at all: below `before`, and of the days that were asked for.
    Result<store::NumberRange> RangeOf(const CaseFilter& filter, std::int64_t before,
                                       Deadline deadline);
    /// Up to `limit` numbers of the range whose cases fulfil the filter, newest first.
    Result<std::vector<std::int64_t>> CaseNumbers(const CaseFilter& filter,
                                                  store::NumberRange range, std::size_t limit,
                                                  Deadline deadline);
    Result<std::vector<std::int64_t>> SearchNumbers(const SearchQuery& query,
                                                    store::NumberRange range, std::size_t limit,
                                                    Deadline deadline);
    /// The lines of these cases, cut to the page.
    Result<PageOf<CaseRow>> CasePage(store::ListKind list, const Page& page,
                                     const std::vector<std::int64_t>& numbers, Deadline deadline);
    /// Values of a column of the assignments that begin so; `condition`: of a partial index.
    Result<std::vector<std::string>> InUse(const std::string& column, const std::string& front,
                                           const std::string& condition, Deadline deadline);
    /// Up to `limit` keys (due, case, number) behind `after`, due first.
    Result<std::vector<store::PageKey>> AssignmentKeys(const AssignmentFilter& filter,
                                                       const std::optional<store::PageKey>& after,
                                                       std::size_t limit, Deadline deadline);

    /// Case numbers of a day that this node took and has not given out: next and last.
    using Block = std::pair<std::int64_t, std::int64_t>;

    const store::PostgresOptions options_;
    const std::string city_;
    const int version_;
    Guarded<std::map<std::int64_t, std::vector<Block>>> numbers_;
    Pool pool_;
    Writer writer_;
    SearchMerger search_merger_;
    PostgresFigures figures_{pool_, city_};
};

/// Journal lines from the columns case_id … payload and, `with_index`, their place in the log.
[[nodiscard]] std::vector<JournalEntry> ReadEntries(const Rows& rows, bool with_index);

}  // namespace liandong::postgres
