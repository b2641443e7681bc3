#include "app/case_texts.hpp"

#include "codec/event_codec.hpp"
#include "domain/search/tokens.hpp"

namespace liandong {
namespace {

using Rows = std::map<CaseId, std::string>;

Result<std::string> Plain(const Services& services, const std::string& key, CaseId id,
                          const VaultRef& ref, const Rows& rows) {
    const auto row = rows.find(id);
    if (row == rows.end()) return std::string{};
    return services.vault.Open(key, id, ref.row, row->second, ref.digest);
}

Result<std::string> PersonOf(const Services& services, const std::string& plain) {
    if (plain.empty()) return std::string{};
    LD_TRY(const Caller caller, DecodeCaller(plain));
    const std::string digits = PhoneDigits(caller.phone);
    const std::string& known = digits.empty() ? caller.name : digits;
    return known.empty() ? std::string{} : services.vault.TokenHash(known);
}

}  // namespace

Result<std::map<CaseId, CaseText>> OpenCaseTexts(const Services& services,
                                                 const std::vector<CaseId>& ids,
                                                 Deadline deadline) {
    LD_TRY(const auto cases, services.store.LoadAll(ids, deadline));
    std::map<CaseId, std::int32_t> narratives;
    std::map<CaseId, std::int32_t> callers;
    for (const StoredCase& stored : cases) {
        if (!stored.wrapped_key) continue;
        narratives[stored.state.id] = stored.state.narrative.row;
        if (stored.state.caller.row != 0) callers[stored.state.id] = stored.state.caller.row;
    }
    LD_TRY(const Rows narrative_rows, services.store.VaultRowOfEach(narratives, deadline));
    LD_TRY(const Rows caller_rows, services.store.VaultRowOfEach(callers, deadline));
    std::map<CaseId, CaseText> texts;
    for (const StoredCase& stored : cases) {
        const Case& c = stored.state;
        if (!stored.wrapped_key || !narrative_rows.contains(c.id)) continue;
        LD_TRY(const auto key, services.vault.Unwrap(c.id, *stored.wrapped_key));
        LD_TRY(const auto plain, Plain(services, key, c.id, c.narrative, narrative_rows));
        LD_TRY(auto narrative, DecodeNarrative(plain));
        LD_TRY(const auto caller, Plain(services, key, c.id, c.caller, caller_rows));
        CaseText text{std::move(narrative.title), std::move(narrative.content), {}};
        LD_TRY(text.person, PersonOf(services, caller));
        texts.emplace(c.id, std::move(text));
    }
    return texts;
}

}  // namespace liandong
