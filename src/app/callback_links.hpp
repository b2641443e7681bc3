#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/act_on_case.hpp"

// The citizen is asked by a message with a link. The link is signed: it names one case, the event
// that sent it and its end, opens nothing else, and is used up by the answer.

namespace liandong {

struct CallbackLinkServices {
    const Services& services;
    Credentials& credentials;
};

struct SentLink {
    std::string token;  ///< the last part of the address; shown once, to whoever sends the message
    Instant expires_at;
    Case after;
};
/// Errors: those of ActOnCase with SendCallbackLink.
[[nodiscard]] Result<SentLink> MakeCallbackLink(const CallbackLinkServices& link_services,
                                                const Principal& who, CaseId id,
                                                std::optional<std::int32_t> if_version,
                                                Deadline deadline);

/// What the citizen is asked about; nothing of theirs, for whoever holds the phone may not be them.
struct CallbackQuestion {
    std::string city_name;
    CaseId case_id;
    std::string category_name;
    LocalTime opened_at;
    LocalTime expires_at;
};
/// Errors: kNotFound "link_invalid" when it is forged, used, replaced by a newer one or too old.
[[nodiscard]] Result<CallbackQuestion> ReadCallbackLink(const CallbackLinkServices& link_services,
                                                        std::string_view token, Deadline deadline);

struct CallbackAnswer {
    Verdict solved = Verdict::kYes;
    Satisfaction satisfied = Satisfaction::kSatisfied;
    std::optional<Satisfaction> attitude;
    std::optional<bool> unit_contacted;
    std::string opinion;
};
/// Once. An answer that says it is bad is kept, and a person asks about it before anything follows.
/// Errors: as for reading; the refusals of Decide.
[[nodiscard]] Result<void> AnswerCallbackLink(const CallbackLinkServices& link_services,
                                              std::string_view token, const CallbackAnswer& answer,
                                              Deadline deadline);

}  // namespace liandong
