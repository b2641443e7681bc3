#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/access_write.hpp"
#include "app/account_store.hpp"
#include "app/classifier.hpp"
#include "app/credentials.hpp"
#include "app/knowledge_store.hpp"
#include "app/linked_store.hpp"
#include "app/look_store.hpp"
#include "app/page.hpp"
#include "app/precedent_store.hpp"
#include "app/ruling_counts.hpp"
#include "app/timer_store.hpp"
#include "base/deadline.hpp"
#include "base/result.hpp"
#include "domain/case/decide.hpp"
#include "domain/document/document.hpp"
#include "domain/journal/tree_head.hpp"
#include "domain/search/tokens.hpp"

// What the use cases ask of the world. Adapters implement these; nothing here knows SQL, sockets or
// files. Every method may be called from any thread; a method without a Deadline answers from
// memory or one indexed read. Faults: kUnavailable when the world is away, kBusy when a queue is
// full, kStale when somebody was faster.

namespace liandong {

// ---- what is written -------------------------------------------------------------------------------------------

/// One event as it is stored: `payload` is the exact text that was hashed and never changes.
struct JournalEntry {
    CaseId case_id;
    std::int32_t seq = 0;
    std::string kind;
    Instant at;
    Instant recorded_at;
    std::string actor;
    std::string profile_version;
    std::string payload;
    std::optional<std::int64_t> log_index;  ///< empty until sealed
};

struct VaultRow {
    std::int32_t row = 0;
    std::string ciphertext;
};

struct Blob {
    BlobId id;
    std::string ciphertext;
};

/// A message that leaves. Holds no personal data: a recipient who may know more looks the case up.
struct OutboxMessage {
    std::string key;        ///< unique per city: sending it twice is harmless
    std::string channel;    ///< "mail", "webhook"; others register by name
    std::string recipient;  ///< address of a unit, code of a linked system, "subscription:NUMBER"
    std::string subject;
    std::string body;
    CaseId case_id;
};

/// What the full-text index holds of a case: tokens separated by blanks. `words` are grams of the
/// free text; `private_tokens` are keyed hashes of parts of names and numbers
/// (app/search_tokens.hpp).
struct SearchDocument {
    std::string words;
    std::string private_tokens;
};

/// Everything that one decision changes of one case. `events` carry on from `expected_version`; a
/// change without events only replaces deadlines.
struct CaseChange {
    std::int32_t expected_version = 0;  ///< 0: the case must not exist yet
    Case after;
    std::vector<JournalEntry> events;
    std::optional<std::string> wrapped_key;  ///< of a new case's vault
    std::vector<VaultRow> vault_rows;
    std::vector<Blob> blobs;
    std::vector<DueRow> deadlines;  ///< the whole set; replaces what was there
    std::vector<OutboxMessage> outbox;
    std::optional<SearchDocument> search;  ///< replaces the case's document
    bool erase_person = false;  ///< delete the vault key, vault rows, blobs and search document
};

/// Everything that one decision changes of one document. Its vault and its events lie under its own
/// number, as a case's do.
struct DocumentChange {
    std::int32_t expected_version = 0;  ///< 0: the document must not exist yet
    DocumentHead after;
    std::string body;  ///< the whole state as JSON (codec/document_codec.hpp)
    std::vector<JournalEntry> events;
    std::optional<std::string> wrapped_key;  ///< of a new document's vault
    std::vector<VaultRow> vault_rows;
    std::vector<Blob> blobs;
    std::vector<OutboxMessage> outbox;  ///< `case_id`: the document's number
};

struct IdempotencyKey {
    std::string scope;  ///< who: a key of one caller says nothing about another's
    std::string key;
    std::string request_digest;  ///< hex; the same key with another request is refused
};

/// Written whole or not at all.
struct ChangeSet {
    std::vector<CaseChange> cases;
    std::vector<DocumentChange> documents;
    std::vector<JournalEntry> records;  ///< events outside cases, each with a fresh number of its
                                        ///< own as case_id
    std::vector<Precedent> precedents;  ///< new, or in the place of the one with the same id
    std::vector<ArticleUse> article_uses;  ///< articles with which the desk answered these cases
    std::vector<AccessWrite> access;       ///< accounts, tokens, subscriptions
    /// Remembered together with the number it made: of the first case, else of the first document.
    std::optional<IdempotencyKey> idempotency;
};

// ---- what is read ----------------------------------------------------------------------------------------------

struct StoredCase {
    Case state;
    std::optional<std::string> wrapped_key;  ///< empty once the person was erased
};

/// All conditions must hold; an empty one holds for all.
struct CaseFilter {
    std::set<CaseState> states;
    std::optional<RequestType> type;
    std::optional<Channel> channel;
    std::string category;           ///< a code or the front of one
    std::vector<PlaceCode> places;  ///< the place and all within, spelled out by the use case
    std::vector<UnitCode> units;    ///< some assignment, open or past, lies with one of them
    std::optional<bool> urgent;
    std::optional<bool> redone;
    std::optional<bool> overdue;         ///< some open clock was missed
    std::optional<bool> disputed;        ///< units disagree whose it is; nobody has ruled yet
    std::optional<bool> return_waiting;  ///< some unit said "not ours"; nobody has ruled yet
    std::string mobilised_by;            ///< opened from the street by this account
    std::optional<Instant> opened_from;
    std::optional<Instant> opened_before;
    std::string source_system;
    std::string source_id;
};
/// A line of a list; no personal data. Order: newest number first.
struct CaseRow {
    CaseId id;
    std::int32_t version = 0;
    CaseState state = CaseState::kRegistered;
    RequestType type = RequestType::kHelp;
    Channel channel = Channel::kPhone;
    CategoryCode category;
    PlaceCode place;
    UnitCode lead;
    bool urgent = false;
    bool secret = false;
    bool overdue = false;
    std::int32_t redo_count = 0;
    Instant opened_at;
    std::optional<Instant> closed_at;
    std::optional<Instant> next_due_at;  ///< the earliest due time of its running clocks
    std::string source_system;
    std::string source_id;
    bool disputed = false;
    bool return_waiting = false;
    std::string mobilised_by;  ///< empty unless somebody opened it from the street
};

struct AssignmentFilter {
    std::vector<UnitCode> units;  ///< spelled out by the use case; empty: every unit
    std::set<AssignmentState> states;
    std::optional<ClockKind> clock;  ///< only where this clock runs; also the clock that `due_at`
                                     ///< means
    std::optional<bool> overdue;
    std::optional<bool> urgent;
    std::string category;
    std::vector<PlaceCode> places;
    std::optional<Instant> due_before;
};
/// Order: due first, then number.
struct AssignmentRow {
    CaseId case_id;
    AssignmentNo no;
    UnitCode unit;
    bool is_lead = false;
    AssignmentState state = AssignmentState::kSent;
    CaseState case_state = CaseState::kDispatched;
    CategoryCode category;
    PlaceCode place;
    bool urgent = false;
    bool overdue = false;
    Instant sent_at;
    std::optional<Instant> due_at;  ///< next due of its running clocks
    std::optional<Instant> acknowledge_due_at;
    std::optional<Instant> contact_due_at;
    std::optional<Instant> handling_due_at;
};

/// A search: every phrase and every choice must match; the tokens of a phrase stand side by side.
struct SearchQuery {
    std::vector<std::vector<std::string>> word_phrases;
    std::vector<std::vector<std::string>> private_phrases;
    CaseFilter filter;
    std::vector<WordChoice> word_choices = {};
    std::optional<CaseId> at_most = {};  ///< numbers above it are not asked for
};

// ---- the case store --------------------------------------------------------------------------------------------

class CaseStore {
public:
    virtual ~CaseStore() = default;

    /// A number of that day that nobody else has: day × 10'000'000 + running number. Gaps are
    /// allowed.
    virtual Result<CaseId> NewCaseId(Day day, Deadline deadline) = 0;
    /// Errors: kNotFound "no_such_case".
    virtual Result<StoredCase> Load(CaseId id, Deadline deadline) = 0;
    virtual Result<std::vector<VaultRow>> VaultRows(CaseId id,
                                                    const std::vector<std::int32_t>& rows,
                                                    Deadline deadline) = 0;
    /// Those of `ids` that exist, by number, each once: a whole page in one question.
    virtual Result<std::vector<StoredCase>> LoadAll(const std::vector<CaseId>& ids,
                                                    Deadline deadline) = 0;
    /// One vault row of each case; what is not there is left out.
    virtual Result<std::map<CaseId, std::string>> VaultRowOfEach(
        const std::map<CaseId, std::int32_t>& rows, Deadline deadline) = 0;
    /// Errors: kNotFound "no_such_attachment".
    virtual Result<std::string> ReadBlob(CaseId id, const BlobId& blob, Deadline deadline) = 0;
    /// All events of a case (or of a record stream) by seq.
    virtual Result<std::vector<JournalEntry>> History(CaseId id, Deadline deadline) = 0;

    /// One transaction, batched with those of other callers, durable when it returns.
    /// Errors: kStale "version_conflict" (somebody was faster), kRejected "duplicate_source" or
    /// "duplicate_request" (both with args "case_id") or "login_taken", kInvalid
    /// "idempotency_key_reused".
    virtual Result<void> Commit(const ChangeSet& changes, Deadline deadline) = 0;

    virtual Result<std::optional<CaseId>> FindBySource(std::string_view system, std::string_view id,
                                                       Deadline deadline) = 0;
    /// The case that this key made, if it did. Errors: kInvalid "idempotency_key_reused".
    virtual Result<std::optional<CaseId>> FindIdempotent(const IdempotencyKey& key,
                                                         Deadline deadline) = 0;

    /// Errors: kInvalid "bad_page" for an `after` that this list did not give out.
    virtual Result<PageOf<CaseRow>> ListCases(const CaseFilter& filter, const Page& page,
                                              Deadline deadline) = 0;
    /// Of the whole city; reads only what waits.
    virtual Result<RulingCounts> CountRulings(Deadline deadline) = 0;
    virtual Result<PageOf<AssignmentRow>> ListAssignments(const AssignmentFilter& filter,
                                                          const Page& page, Deadline deadline) = 0;
    virtual Result<PageOf<CaseRow>> Search(const SearchQuery& query, const Page& page,
                                           Deadline deadline) = 0;
};

// ---- documents -------------------------------------------------------------------------------------------------

struct StoredDocument {
    DocumentHead head;
    std::string body;
    std::optional<std::string> wrapped_key;
};

/// All conditions must hold; an empty one holds for all.
struct DocumentFilter {
    std::set<DocumentKind> kinds;
    std::set<std::string> states;
    std::optional<bool> open;
    std::optional<CaseId> about;       ///< documents of this case
    std::vector<UnitCode> units;       ///< concerns one of them; spelled out by the use case
    std::vector<std::string> persons;  ///< lies with one of these: accounts or codes of staff
    std::string number;                ///< as it is written on paper, or an article's code
    std::optional<Instant> due_before;
    std::optional<Instant> opened_from;
    std::optional<Instant> opened_before;
};

/// Documents are written by CaseStore::Commit, with the cases that they change in one transaction;
/// its errors hold for them too (kStale "version_conflict").
class DocumentStore {
public:
    virtual ~DocumentStore() = default;
    /// Errors: kNotFound "no_such_document".
    virtual Result<StoredDocument> LoadDocument(DocumentId id, Deadline deadline) = 0;
    /// Newest number first. Errors: kInvalid "bad_page".
    virtual Result<PageOf<DocumentHead>> ListDocuments(const DocumentFilter& filter,
                                                       const Page& page, Deadline deadline) = 0;
    /// The same, with their states. For the few kinds whose lists show more than the head.
    virtual Result<PageOf<StoredDocument>> ReadDocuments(const DocumentFilter& filter,
                                                         const Page& page, Deadline deadline) = 0;
    /// Those whose `due_at` is at or before `now`, earliest first.
    virtual Result<std::vector<DocumentHead>> DueDocuments(Instant now, std::int32_t limit,
                                                           Deadline deadline) = 0;
    /// 1, 2, 3 … of a series; a number is given once, gaps are allowed.
    virtual Result<std::int64_t> NextInSeries(std::string_view series, Deadline deadline) = 0;
};

// ---- outbox -----------------------------------------------------------------------------------------------------

struct OutboxRow {
    std::int64_t id = 0;
    OutboxMessage message;
    std::string state;  ///< "waiting", "sent", "dead"
    std::int32_t attempts = 0;
    Instant next_attempt_at;
    std::optional<Instant> sent_at;
    std::string last_error;
};

class OutboxStore {
public:
    virtual ~OutboxStore() = default;
    /// Takes up to `limit` waiting rows whose time has come and pushes their next attempt to
    /// `lease_until`, so that no other sender takes them meanwhile. Webhooks are claimed apart: a
    /// slow receiver of theirs never holds up a message to people.
    virtual Result<std::vector<OutboxRow>> ClaimOutbox(Instant now, Instant lease_until,
                                                       std::int32_t limit, Deadline deadline) = 0;
    /// Those for the recipients in `away` are left where they are, with all their tries.
    virtual Result<std::vector<OutboxRow>> ClaimWebhooks(Instant now, Instant lease_until,
                                                         std::int32_t limit,
                                                         const std::vector<std::string>& away,
                                                         Deadline deadline) = 0;
    /// All of them or none, in one transaction. Errors: kNotFound "no_such_message".
    virtual Result<void> MarkSent(const std::vector<std::int64_t>& ids, Instant at,
                                  Deadline deadline) = 0;
    /// `next_attempt_at` empty: dead, until somebody resends it.
    virtual Result<void> MarkFailed(std::int64_t id, std::string_view error,
                                    std::optional<Instant> next_attempt_at, Deadline deadline) = 0;
    virtual Result<PageOf<OutboxRow>> ListOutbox(std::string_view state, const Page& page,
                                                 Deadline deadline) = 0;
    /// Those of the channel "webhook" for one recipient.
    virtual Result<PageOf<OutboxRow>> ListWebhooks(std::string_view recipient,
                                                   std::string_view state, const Page& page,
                                                   Deadline deadline) = 0;
    /// Errors: kNotFound "no_such_message".
    virtual Result<void> Resend(std::int64_t id, Instant now, Deadline deadline) = 0;
    /// All dead webhooks of one recipient wait again; returns how many.
    virtual Result<std::int64_t> ResendWebhooks(std::string_view recipient, Instant now,
                                                Deadline deadline) = 0;
};

// ---- the journal's proof ---------------------------------------------------------------------------------------

/// Hashes of the Merkle tree, 1 .. 256 of one level side by side (docs/rules/journal.md).
struct StoredTile {
    std::int32_t level = 0;
    std::int64_t index = 0;
    std::string hashes;  ///< 32 bytes each
};
struct StoredTreeHead {
    std::int64_t tree_size = 0;
    Digest root;
    Instant at;
    std::string key_id;
    std::string signature;  ///< raw bytes
};
/// Sealed together, in one transaction: these events get the log indexes first_index, first_index +
/// 1 …
struct SealBatch {
    std::int64_t first_index = 0;
    std::vector<std::pair<CaseId, std::int32_t>> events;
    std::vector<StoredTile> tiles;  ///< replace earlier, shorter ones
    std::optional<StoredTreeHead> head;
};

class JournalStore {
public:
    virtual ~JournalStore() = default;
    /// Committed events that have no log index yet, in commit order. Never leaves out one that
    /// could still appear before the last it returns.
    virtual Result<std::vector<JournalEntry>> Unsealed(std::int32_t limit, Deadline deadline) = 0;
    /// Errors: kStale "sealed_elsewhere" when the tree's size is not `first_index`.
    virtual Result<void> Seal(const SealBatch& batch, Deadline deadline) = 0;
    virtual Result<std::int64_t> SealedSize(Deadline deadline) = 0;
    /// Errors: kNotFound "no_such_tile".
    virtual Result<StoredTile> ReadTile(std::int32_t level, std::int64_t index,
                                        Deadline deadline) = 0;
    virtual Result<std::optional<StoredTreeHead>> LatestTreeHead(Deadline deadline) = 0;
    /// Heads with tree_size > after, ascending.
    virtual Result<std::vector<StoredTreeHead>> TreeHeads(std::int64_t after, std::int32_t limit,
                                                          Deadline deadline) = 0;
    /// Sealed entries from that log index on, ascending: for the live stream, for figures, for
    /// verify.
    virtual Result<std::vector<JournalEntry>> Sealed(std::int64_t from_index, std::int32_t limit,
                                                     Deadline deadline) = 0;
    /// Every stored case by number, for verify: the state as stored. Shape: one page of up to
    /// `limit` after `after`. Errors: kUnavailable with args "case_id" for the first state of the
    /// page that cannot be read.
    virtual Result<std::vector<Case>> CasesAfter(CaseId after, std::int32_t limit,
                                                 Deadline deadline) = 0;
    /// Journal rows that no log index points to and log indexes that no row answers to; verify
    /// reports each.
    virtual Result<std::vector<std::string>> Orphans(Deadline deadline) = 0;
    /// What else is wrong, for verify: what the engine's own check finds, and rows of lists and of
    /// the search that do not follow from their case. At most about 1000 lines. Errors:
    /// kUnavailable when it cannot be read at all.
    virtual Result<std::vector<std::string>> Damage(Deadline deadline) = 0;
};

class FiguresStore;  // app/figures_store.hpp

/// One database with everything in it.
class Store : public CaseStore,
              public DocumentStore,
              public TimerStore,
              public OutboxStore,
              public JournalStore,
              public AccountStore,
              public PrecedentStore,
              public LinkedStore,
              public KnowledgeStore,
              public LookStore {
public:
    /// Errors: kUnavailable when it could not take a write just now.
    virtual Result<void> Ping(Deadline deadline) = 0;
    /// "SQLite 3.40.1", "PostgreSQL 15.18".
    virtual std::string Describe() const = 0;
    /// The figures' part of it; lives as long as the store.
    virtual FiguresStore& Figures() = 0;
    /// What the city's program notes about its own database: "vault_key_check",
    /// "journal_public_key".
    virtual Result<std::optional<std::string>> Meta(std::string_view name, Deadline deadline) = 0;
    virtual Result<void> SetMeta(std::string_view name, std::string_view value,
                                 Deadline deadline) = 0;
};

// ---- the rest of the world -------------------------------------------------------------------------------------

class WallClock {
public:
    virtual ~WallClock() = default;
    virtual Instant Now() = 0;
};

/// Keys and seals; the only one who sees personal data in the clear besides the caller.
class Vault {
public:
    virtual ~Vault() = default;
    struct CaseKey {
        std::string key;      ///< 32 bytes
        std::string wrapped;  ///< under the master key; what is stored
    };
    virtual Result<CaseKey> NewCaseKey(CaseId id) = 0;
    /// Errors: kUnavailable when the wrapped key does not open (wrong master key, altered row).
    virtual Result<std::string> Unwrap(CaseId id, std::string_view wrapped) = 0;
    struct SealedRow {
        Digest digest;
        std::string ciphertext;
    };
    virtual Result<SealedRow> Seal(std::string_view key, CaseId id, std::int32_t row,
                                   std::string_view plaintext) = 0;
    /// Errors: kUnavailable when it was altered or does not match the digest.
    virtual Result<std::string> Open(std::string_view key, CaseId id, std::int32_t row,
                                     std::string_view ciphertext, const Digest& digest) = 0;
    /// Keyed hash of a search token, 16 hex digits: equal tokens match, nothing else is told.
    virtual std::string TokenHash(std::string_view token) = 0;
};

/// The journal's private key. Any thread.
class TreeSigner {
public:
    virtual ~TreeSigner() = default;
    virtual SignedTreeHead Sign(const TreeHead& head) = 0;
    virtual std::string PublicKeyPem() = 0;
    virtual std::string KeyId() = 0;
};

/// The public half: what `verify` checks heads with.
class TreeVerifier {
public:
    virtual ~TreeVerifier() = default;
    /// Errors: kUnavailable "other_key" or "bad_signature".
    virtual Result<void> Verify(const SignedTreeHead& signed_head) = 0;
};

/// Sends one outbox message. Errors: kUnavailable or kBusy: try again; anything else: never.
class MessageSender {
public:
    virtual ~MessageSender() = default;
    virtual Result<void> Send(const OutboxMessage& message, Deadline deadline) = 0;
};

/// The city as it is now; a reload swaps the pointer, a request keeps the one it began with.
class CitySource {
public:
    virtual ~CitySource() = default;
    virtual std::shared_ptr<const City> Current() = 0;
};

}  // namespace liandong
