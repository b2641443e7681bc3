#pragma once

#include <filesystem>
#include <memory>

#include "app/webhook_ports.hpp"

namespace liandong::channels {

/// Secrets of linked systems: the environment's LIANDONG_LINK_SECRET_NAME (upper case, '-' as '_')
/// if it is set, else the file NAME.secret in `folder`; one secret a line, the newest first. A
/// name that is no code is not looked for, so it cannot lead out of the folder.
[[nodiscard]] std::unique_ptr<SecretSource> MakeSecretFiles(std::filesystem::path folder);

}  // namespace liandong::channels
