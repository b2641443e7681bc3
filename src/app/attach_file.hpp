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

}  // namespace liandong
