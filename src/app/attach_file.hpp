#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/content.hpp"
#include "app/services.hpp"
#include "domain/journal/digest.hpp"

namespace liandong {

struct AttachServices {
    const Services& services;
    ContentChecker& content;
    HashFunction sha256;
};

struct AttachRequest {
    CaseId id;
    std::string name;  ///< as the sender calls it; sealed, for it may name a person
    std::string claimed_media_type;
    std::string_view bytes;
    std::optional<std::int32_t> if_version;
};
struct AttachedFile {
    Attachment attachment;
    std::int32_t version = 0;  ///< of the case
    bool is_replay = false;    ///< the case had the same bytes already; nothing was written
};
/// Checks, seals and keeps a file. Sending the same bytes twice is harmless.
/// Errors: those of ContentChecker; kNotFound; the refusals of Attach.
[[nodiscard]] Result<AttachedFile> AttachFile(const AttachServices& services, const Principal& who,
                                              const AttachRequest& request, Deadline deadline);

/// A file checked and sealed, not yet written: for use cases that write more in one transaction.
struct SealedFile {
    Attachment attachment;
    Blob blob;
};
struct FileToSeal {
    std::string claimed_media_type;
    std::string_view bytes;
};
/// `wrapped_key` is that of the vault of `id`. Errors: those of ContentChecker and Vault::Seal.
[[nodiscard]] Result<SealedFile> SealFile(const AttachServices& services, const City& city,
                                          CaseId id, std::string_view wrapped_key,
                                          const FileToSeal& file);

struct OpenedFile {
    std::string name;
    std::string media_type;
    std::string bytes;
};
/// The bytes as they were sent. Of a recording that somebody listened is an event of the case, so
/// it needs a reason and the right to unmask.
/// Errors: kNotFound "no_such_case", "no_such_attachment"; kForbidden "secret"; the refusals of
/// ViewPersonalData; kUnavailable when the bytes were altered.
[[nodiscard]] Result<OpenedFile> ReadFile(const AttachServices& services, const Principal& who,
                                          CaseId id, const BlobId& blob, const std::string& reason,
                                          Deadline deadline);

/// The bytes of a stored blob, opened with the key of its case. Whether they are those that the
/// event recorded is told by their hash. Errors: kUnavailable when it was altered.
[[nodiscard]] Result<std::string> OpenBlob(Vault& vault, std::string_view key, CaseId id,
                                           std::string_view packed);

}  // namespace liandong
