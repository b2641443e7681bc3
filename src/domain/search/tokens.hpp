#pragma once
#include <string>
#include <string_view>
#include <vector>
namespace liandong {
[[nodiscard]] std::vector<std::string> IndexTokens(std::string_view text);
[[nodiscard]] std::vector<std::vector<std::string>> QueryPhrases(std::string_view text);
[[nodiscard]] std::vector<std::string> PhoneTokens(std::string_view number);
[[nodiscard]] std::vector<std::string> NameTokens(std::string_view name);
}  // namespace liandong
