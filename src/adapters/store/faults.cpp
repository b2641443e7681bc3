#include "adapters/store/faults.hpp"

#include <utility>

namespace liandong::store {

namespace {

Error With(ErrorKind kind, std::string code, std::string for_caller, std::string for_log) {
    return {kind, std::move(code), std::move(for_caller), std::move(for_log), {}};
}

Error About(CaseId id, ErrorKind kind, std::string code, std::string for_caller) {
    const std::string number = std::to_string(id.value);
    Error error = With(kind, std::move(code), std::move(for_caller), {});
    error.for_log = error.code + ": case " + number;
    error.args.emplace_back("case_id", number);
    return error;
}

}  // namespace

Error VersionConflict(CaseId id) {
    return About(id, ErrorKind::kStale, "version_conflict",
                 "Somebody changed the case meanwhile; please read it again.");
}

Error DuplicateSource(CaseId existing) {
    return About(existing, ErrorKind::kRejected, "duplicate_source",
                 "This request was already taken in.");
}

Error DuplicateRequest(CaseId existing) {
    return About(existing, ErrorKind::kRejected, "duplicate_request",
                 "This request was already carried out.");
}

Error IdempotencyKeyReused() {
    return Invalid("idempotency_key_reused",
                   "The idempotency key was already used with another request.");
}

Error NoSuchCase(CaseId id) {
    return About(id, ErrorKind::kNotFound, "no_such_case", "There is no such case.");
}

Error NoSuchDocument(DocumentId id) {
    return About(id, ErrorKind::kNotFound, "no_such_document", "There is no such document.");
}

Error NoSuchAttachment(CaseId id) {
    return About(id, ErrorKind::kNotFound, "no_such_attachment", "There is no such attachment.");
}

Error NoSuchMessage(std::int64_t id) {
    Error error = NotFound("no_such_message", "There is no such message.");
    error.for_log = "no outbox row " + std::to_string(id);
    return error;
}

Error NoSuchTile(std::int32_t level, std::int64_t index) {
    Error error = NotFound("no_such_tile", "There is no such tile.");
    error.for_log = "no tile " + std::to_string(level) + "/" + std::to_string(index);
    return error;
}

Error SealedElsewhere(std::int64_t expected, std::int64_t found) {
    return With(ErrorKind::kStale, "sealed_elsewhere",
                "The journal was sealed by somebody else meanwhile.",
                "the tree has " + std::to_string(found) + " leaves, the batch begins at " +
                    std::to_string(expected));
}

Error LoginTaken() {
    return With(ErrorKind::kRejected, "login_taken", "This login belongs to somebody else.",
                "login taken");
}

Error NumberTaken(CaseId by) {
    Error error = With(ErrorKind::kRejected, "number_taken",
                       "This number of yours stands for another matter already.",
                       "a system's number stands for case " + std::to_string(by.value));
    error.args = {{"case_id", std::to_string(by.value)}};
    return error;
}

Error FedElsewhere(std::int64_t expected) {
    return With(ErrorKind::kStale, "fed_elsewhere", "Another node was faster.",
                "the feed is no longer at " + std::to_string(expected));
}

Error BadPage() {
    return Invalid("bad_page", "This is not a page of this list, or the limit is not 1 to 500.");
}

Error DeadlinePassed(std::string_view while_doing) {
    return With(ErrorKind::kUnavailable, "deadline_passed", "It took too long; please try again.",
                "deadline passed while " + std::string(while_doing));
}

Error StoreBusy(std::string for_log) {
    return With(ErrorKind::kBusy, "store_busy", "Too much is happening at once; please try again.",
                std::move(for_log));
}

Error WrongCity(std::string_view wanted, std::string_view found) {
    return With(ErrorKind::kUnavailable, "wrong_city", "The database belongs to another city.",
                "the database belongs to city \"" + std::string(found) +
                    "\", the profile is of city \"" + std::string(wanted) + "\"");
}

Error NewerDatabase(std::int64_t database_version, std::int64_t program_version) {
    return With(ErrorKind::kUnavailable, "newer_database",
                "The database was written by a newer program.",
                "the database has schema version " + std::to_string(database_version) +
                    ", this program knows up to " + std::to_string(program_version) +
                    "; start the newer program");
}

}  // namespace liandong::store
