#pragma once

#include <string>

#include "base/deadline.hpp"
#include "base/result.hpp"

namespace liandong {

/// What a model is to do, and with what. Holds nothing that MaskText would take out.
struct ModelPrompt {
    std::string instruction;
    std::string material;
};
struct ModelReply {
    std::string text;   ///< not empty, UTF-8, at most kModelTextCodePointsMax
    std::string model;  ///< as the endpoint calls it
};
inline constexpr std::size_t kModelTextCodePointsMax = 4'000;

/// A language model on the city's own network, if there is one: it puts words together and knows
/// nothing. Whatever it says is a draft; nothing may depend on it. Any thread.
class LanguageModel {
public:
    virtual ~LanguageModel() = default;
    /// Its name, for those who are to decide whether to trust it.
    [[nodiscard]] virtual std::string Name() const = 0;
    /// Errors: kUnavailable "model_unavailable" (not reached, too slow, cut off, another status
    /// than success, more than is read), "model_nonsense" (nothing that can be read as a text),
    /// "model_refused" (it would not answer); kBusy "model_busy" when too many ask at once.
    virtual Result<ModelReply> Write(const ModelPrompt& prompt, Deadline deadline) = 0;
};

}  // namespace liandong
