#pragma once

#include <filesystem>
#include <memory>

#include "adapters/channels/mail_text.hpp"
#include "app/ports.hpp"

namespace liandong::channels {

/// Writes each message as one .eml file into a directory that exists: for trials without a mail
/// server and for mail systems that fetch. A file appears whole (written aside, flushed to disk,
/// renamed); its name is made of the key, so sending again replaces it. Errors of the call:
/// kInvalid "bad_mail_directory". Errors of Send: as FormatMail; kUnavailable when the disk says
/// no.
[[nodiscard]] Result<std::unique_ptr<MessageSender>> MakeFileSender(std::filesystem::path directory,
                                                                    MailFrom from,
                                                                    WallClock& clock);

}  // namespace liandong::channels
