#pragma once

#include <filesystem>
#include <memory>

#include "app/phone_gateway.hpp"

namespace liandong::channels {

/// Writes each order as one text file into a directory that exists, for trials without an exchange
/// and for whoever fetches them: "to", "backup", "by" and the text, a line each. A file appears
/// whole; its name is made of the key, so an order that comes twice is one file. Errors of the
/// call: kInvalid "bad_phone_directory". Errors of Place: kUnavailable when the disk says no.
[[nodiscard]] Result<std::unique_ptr<PhoneGateway>> MakeFilePhone(std::filesystem::path directory);

}  // namespace liandong::channels
