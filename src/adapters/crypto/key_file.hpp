#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace liandong::crypto {

inline constexpr std::size_t kKeyFileBytesMax = 4096;

/// Reads a secret from a file that only its owner can read.
/// Errors: kNotFound "no_key_file"; kUnavailable "key_file_open" when group or others have any
/// right to it (the text
///         names the file and the cure); kUnavailable "key_file" for what the system says, or more
///         than 4096 bytes.
[[nodiscard]] Result<std::string> ReadKeyFile(const std::filesystem::path& path);

/// Writes a new secret, mode 0600: whole and on disk, or not at all. Never replaces a file.
/// Returns false when somebody else made the file first; read theirs.
[[nodiscard]] Result<bool> CreateKeyFile(const std::filesystem::path& path,
                                         std::string_view content);

}  // namespace liandong::crypto
