#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/near_cases.hpp"

// The citizen's pages as HTML that needs no script. Pure: texts and views in, a page out.

namespace liandong::http {

/// `text` for HTML, also inside of quoted attributes.
[[nodiscard]] std::string Escaped(std::string_view text);

/// What somebody typed, to be shown again when it was refused.
struct ReportForm {
    std::string type = "help";
    std::string content;
    std::string address;
    std::string place;
    std::string name;
    std::string phone;
    bool secret = false;
    std::string key;               ///< the same form sent twice opens one case
    std::optional<NearCase> join;  ///< what theirs is to be merged with
};

/// How a page speaks: Chinese unless English was asked for, in large letters for those who want
/// them.
struct PageStyle {
    bool english = false;
    bool large = false;
    std::string hotline_name;
};

[[nodiscard]] std::string ReportPage(const PageStyle& style, const City& city,
                                     const ReportForm& form, std::string_view problem);
/// `lost` names the photos that could not be kept, each with why.
[[nodiscard]] std::string ReportedPage(const PageStyle& style, CaseId id, std::string_view code,
                                       const std::vector<std::string>& lost);
/// What others have reported on the street `place`; nothing is shown before one was chosen.
[[nodiscard]] std::string NearPage(const PageStyle& style, const City& city, std::string_view place,
                                   const std::vector<NearCase>& found, std::string_view problem);
[[nodiscard]] std::string FollowPage(const PageStyle& style, std::string_view number,
                                     std::string_view problem);
[[nodiscard]] std::string StatusPage(const PageStyle& style, const CitizenView& view,
                                     std::string_view code, std::string_view problem);

/// Why it was refused, in words that help a citizen.
[[nodiscard]] std::string ProblemText(const PageStyle& style, const Error& error);

}  // namespace liandong::http
