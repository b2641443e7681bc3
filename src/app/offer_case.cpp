#include "app/offer_case.hpp"

#include <algorithm>

#include "app/training.hpp"
#include "domain/document/staff_leave.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kPageRows = 500;
constexpr std::chrono::days kPastDays{30};

Error Refused(std::string code, std::string text) {
    return Error{ErrorKind::kRejected, std::move(code), std::move(text), "", {}};
}

Chosen ChosenFrom(const Match& match) {
    Chosen chosen{match.person, {}, false, match.points, {}};
    for (const MatchReason& reason : match.reasons) {
        chosen.reasons.push_back(
            {std::string(Code(reason.kind)), reason.points, reason.points_max});
    }
    return chosen;
}

Need NeedFor(const PeopleServices& people, const Case& c, const OfferRequest& request) {
    Need need = people.board.NeedOf(c, people.services.clock.Now());
    if (!request.kinds.empty()) need.kinds = request.kinds;
    if (!request.skills.empty()) need.skills = request.skills;
    need.language = request.language;
    need.language_required = request.language_required && !request.language.empty();
    need.excluded.insert(request.excluded.begin(), request.excluded.end());
    return need;
}

// Somebody chosen by hand, off a list that may be old.
Result<Chosen> TakeByHand(const PeopleServices& people, const std::string& person,
                          const Need& need) {
    LD_TRY(const auto why_not, people.board.TakeChosen(person, need));
    if (!why_not) return Chosen{person, {}, true, 0, {}};
    Error error = ToError({RefusalCode::kPersonUnavailable, {}});
    error.args = {{"person", person}, {"reason", std::string(Code(*why_not))}};
    const Ranking others = people.board.Rank(need, 1);
    if (!others.best.empty()) error.args.emplace_back("instead", others.best.front().person);
    return Failure{std::move(error)};
}

Result<Chosen> TakeSomebody(const PeopleServices& people, const std::string& person,
                            const Need& need) {
    if (!person.empty()) return TakeByHand(people, person, need);
    if (need.kinds.empty() && need.skills.empty()) {
        return Failure{
            Refused("nobody_found", "The profile does not say who is needed; please choose.")};
    }
    const auto taken = people.board.TakeBest(need);
    if (!taken) return Failure{Refused("nobody_found", "Nobody fits who is free.")};
    return ChosenFrom(*taken);
}

UnitCode UnitFor(const OfferRequest& request, const Case& c, const City& city) {
    if (!request.unit.value.empty()) return request.unit;
    const Assignment* lead = FindLead(c);
    return lead == nullptr ? city.hotline_unit : lead->unit;
}

// The person hears of it at once; who and what stands in the system.
void AddMessage(DocumentChange& change, const Offer& offer) {
    if (offer.state != OfferState::kAsked) return;
    const OfferAsk& ask = offer.asks.back();
    change.outbox.push_back(
        {std::to_string(offer.id.value) + "-" + std::to_string(offer.version) + "-ask", "message",
         ask.chosen.person, "新任务",
         std::string(offer.urgent ? "【紧急】" : "") + "工单 " + std::to_string(offer.about.value) +
             " 请您接受或谢绝，请登录系统查看。",
         offer.id});
}

Result<Offer> Write(const Services& services, const Offer& before, const StoredDocument& stored,
                    const OfferCommand& command, const Principal& who, Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const auto key, detail::UnwrapKey(services, stored));
    const DocumentFacts facts{services.clock.Now(), *city, who, {}, {}};
    LD_TRY(auto change, DecideDocument<Offer>(services, before, before.id, key, command, facts));
    LD_TRY(auto after, DocumentCodec<Offer>::DecodeState(change.body));
    AddMessage(change, after);
    ChangeSet changes;
    changes.documents.push_back(std::move(change));
    LD_TRY(services.store.Commit(changes, deadline));
    return after;
}

// Whom the board counted for this offer before, and does no more.
void ReleaseWhoIsFree(PeopleBoard& board, const Offer& before, const Offer& after) {
    const OfferAsk* was = CurrentAsk(before);
    const OfferAsk* is = CurrentAsk(after);
    if (was != nullptr && (is == nullptr || is->chosen.person != was->chosen.person))
        board.Release(was->chosen.person);
}

// Of an offer that is searching: the next best, or nobody.
Result<bool> AskNext(const PeopleServices& people, DocumentId id, Deadline deadline) {
    const Principal system = SystemPrincipal();
    LD_TRY(auto loaded, LoadDocumentAs<Offer>(people.services, system, id, deadline));
    const auto& [before, stored] = loaded;
    if (before.state != OfferState::kSearching) return false;
    LD_TRY(const auto about, people.services.store.Load(before.about, deadline));
    PassOfferOn pass;
    const auto most = people.services.city.Current()->match.offers_max;
    if (IsOpen(about.state.state) && std::cmp_less(before.asks.size(), most)) {
        Need need = people.board.NeedOf(about.state, people.services.clock.Now());
        for (const OfferAsk& ask : before.asks) need.excluded.insert(ask.chosen.person);
        const auto taken = need.kinds.empty() ? std::nullopt : people.board.TakeBest(need);
        if (taken) pass.chosen = ChosenFrom(*taken);
    }
    const auto done = Write(people.services, before, stored, pass, system, deadline);
    if (!done && pass.chosen) people.board.Release(pass.chosen->person);
    if (!done) return Failure{done.error()};
    return pass.chosen.has_value();
}

template <class D, class Each>
Result<void> ForEachStored(const Services& services, DocumentFilter filter, Deadline deadline,
                           const Each& each) {
    filter.kinds = {DocumentTraits<D>::kKind};
    Page page{{}, kPageRows};
    do {
        LD_TRY(auto found, services.store.ReadDocuments(filter, page, deadline));
        for (const StoredDocument& stored : found.items) {
            LD_TRY(const D state, DocumentCodec<D>::DecodeState(stored.body));
            each(state);
        }
        page.after = std::move(found.next);
    } while (page.after);
    return {};
}

}  // namespace

Result<Offer> OfferCase(const PeopleServices& people, const Principal& who,
                        const OfferRequest& request, Deadline deadline) {
    const Services& services = people.services;
    const auto city = services.city.Current();
    people.board.Take(city);
    LD_TRY(const auto found, LoadVisible(services, who, request.case_id, deadline));
    const UnitCode unit = UnitFor(request, found.state, *city);
    if (!MayFor(who, "assign_task", unit, *city))
        return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    LD_TRY(auto chosen,
           TakeSomebody(people, request.person, NeedFor(people, found.state, request)));
    const std::string person = chosen.person;
    const MakeOffer make{request.case_id, unit, std::move(chosen), SealedText{request.text, {}}};
    auto done = RetryLostRace(std::nullopt, [&]() -> Result<Offer> {
        LD_TRY(auto made,
               PrepareDocument<Offer>(services, who, make, {request.case_id}, 0, deadline));
        AddMessage(made.changes.documents.front(), made.state);
        LD_TRY(services.store.Commit(made.changes, deadline));
        return std::move(made.state);
    });
    if (!done) people.board.Release(person);
    return done;
}

namespace {

using BeforeAndAfter = std::pair<Offer, Offer>;

Result<BeforeAndAfter> ActOnce(const PeopleServices& people, const Principal& who,
                               const DocumentRequest<Offer>& request, Deadline deadline) {
    const Services& services = people.services;
    LD_TRY(auto loaded, LoadDocumentAs<Offer>(services, who, request.id, deadline));
    const auto& [before, stored] = loaded;
    if (request.if_version && *request.if_version != before.version)
        return Failure{detail::DocumentConflict(before.version)};
    LD_TRY(auto after, Write(services, before, stored, request.command, who, deadline));
    return std::pair{before, std::move(after)};
}

// Whom a person chooses next, off a list that may be old too.
Result<std::string> TakeChosenNext(const PeopleServices& people, const Principal& who,
                                   const DocumentRequest<Offer>& request, Deadline deadline) {
    const auto* pass = std::get_if<PassOfferOn>(&request.command);
    if (pass == nullptr || !pass->chosen) return std::string{};
    const Services& services = people.services;
    LD_TRY(const auto offer, LoadDocumentAs<Offer>(services, who, request.id, deadline));
    LD_TRY(const auto about, services.store.Load(offer.first.about, deadline));
    const Need need = people.board.NeedOf(about.state, services.clock.Now());
    LD_TRY(const auto chosen, TakeByHand(people, pass->chosen->person, need));
    return chosen.person;
}

}  // namespace

Result<Offer> ActOnOffer(const PeopleServices& people, const Principal& who,
                         const DocumentRequest<Offer>& request, Deadline deadline) {
    people.board.Take(people.services.city.Current());
    LD_TRY(const std::string taken, TakeChosenNext(people, who, request, deadline));
    auto done =
        RetryLostRace(request.if_version, [&] { return ActOnce(people, who, request, deadline); });
    if (!done && !taken.empty()) people.board.Release(taken);
    if (!done) return Failure{std::move(done).error()};
    auto& [before, after] = *done;
    ReleaseWhoIsFree(people.board, before, after);
    if (after.state != OfferState::kSearching) return std::move(after);
    // Whoever declined is done; that the next one could not be asked just now is not their trouble,
    // and the loop asks again.
    if (!AskNext(people, request.id, deadline)) return std::move(after);
    LD_TRY(auto now,
           LoadDocumentAs<Offer>(people.services, SystemPrincipal(), request.id, deadline));
    return std::move(now.first);
}

Result<std::size_t> AskNextPeople(const PeopleServices& people, Deadline deadline) {
    people.board.Take(people.services.city.Current());
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kOffer};
    filter.states = {std::string(Code(OfferState::kSearching))};
    filter.open = true;
    LD_TRY(const auto found,
           people.services.store.ListDocuments(filter, {{}, kPageRows}, deadline));
    std::size_t asked = 0;
    std::optional<Error> trouble;
    for (const DocumentHead& head : found.items) {
        const auto done = AskNext(people, head.id, deadline);
        if (done && *done) ++asked;
        if (!done && done.error().kind != ErrorKind::kStale) trouble = done.error();
    }
    if (trouble) return Failure{*std::move(trouble)};
    return asked;
}

Result<void> LoadBoard(const PeopleServices& people, bool with_past, Deadline deadline) {
    const Services& services = people.services;
    people.board.Take(services.city.Current());
    std::map<std::string, Standing, std::less<>> standings;
    const auto note = [&](const Offer& offer) {
        for (const OfferAsk& ask : offer.asks) {
            auto& last = standings[ask.chosen.person].last_assigned;
            last = std::max(last.value_or(ask.asked_at), ask.asked_at);
        }
    };
    DocumentFilter open;
    open.open = true;
    LD_TRY(ForEachStored<Offer>(services, open, deadline, [&](const Offer& offer) {
        note(offer);
        if (const OfferAsk* ask = CurrentAsk(offer)) ++standings[ask->chosen.person].open;
    }));
    LD_TRY(ForEachStored<StaffLeave>(services, open, deadline, [&](const StaffLeave& leave) {
        standings[leave.person].leaves.push_back({leave.from, leave.to});
    }));
    LD_TRY(const auto held, HeldCertificates(services, deadline));
    for (const HeldCertificate& one : held)
        standings[one.person].certificates.push_back({one.skill, one.valid_until});
    if (with_past) {
        DocumentFilter past;
        past.open = false;
        past.opened_from = services.clock.Now() - kPastDays;
        LD_TRY(ForEachStored<Offer>(services, past, deadline, note));
    }
    people.board.Load(standings);
    return {};
}

}  // namespace liandong
