#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "app/keep_mediation.hpp"
#include "app/offer_case.hpp"
#include "domain/document/mediation.hpp"

// 派人、调解.

namespace liandong {

BOOST_DESCRIBE_STRUCT(OfferRequest, (),
                      (case_id, unit, person, kinds, skills, language, language_required, excluded,
                       text))
template <>
inline constexpr bool HasDefault<OfferRequest> = true;
template <>
inline constexpr auto kRequired<OfferRequest> = std::to_array<std::string_view>({"case_id"});

struct PassOnBody {
    std::string person;
};
BOOST_DESCRIBE_STRUCT(PassOnBody, (), (person))

struct OfferView {
    DocumentId id;
    std::int32_t version = 0;
    OfferState state = OfferState::kAsked;
    std::string state_label;
    std::string person;  ///< with whom it lies; empty: with nobody
    std::string person_name;
    bool by_hand = false;
    std::int32_t points = 0;
    std::optional<LocalTime> answer_by;
    std::int32_t asked = 0;  ///< how many so far
};
BOOST_DESCRIBE_STRUCT(OfferView, (),
                      (id, version, state, state_label, person, person_name, by_hand, points,
                       answer_by, asked))

}  // namespace liandong

namespace liandong::http {
namespace {

Response OfferReply(int status, const Offer& offer, const City& city) {
    OfferView view;
    view.id = offer.id;
    view.version = offer.version;
    view.state = offer.state;
    view.state_label = Label(offer.state);
    view.asked = static_cast<std::int32_t>(offer.asks.size());
    if (const OfferAsk* ask = CurrentAsk(offer)) {
        view.person = ask->chosen.person;
        view.by_hand = ask->chosen.by_hand;
        view.points = ask->chosen.points;
        if (const StaffMember* person = city.FindStaff(view.person))
            view.person_name = person->name;
        if (offer.state == OfferState::kAsked)
            view.answer_by = LocalTime{ask->answer_by, city.calendar.offset};
    }
    return Json(status, view).With("ETag", VersionTag(offer.version));
}

Result<Response> PostOffer(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<OfferRequest>(request));
    LD_TRY(const auto offer,
           OfferCase({api.services, *api.people}, Who(request), body, request.deadline));
    return OfferReply(201, offer, *api.services.city.Current());
}

Result<Response> Act(const ApiServices& api, const Request& request, OfferCommand command) {
    DocumentRequest<Offer> act;
    LD_TRY(act.id, DocumentIdOf(request));
    LD_TRY(act.if_version, IfMatch(request));
    act.command = std::move(command);
    LD_TRY(const auto offer,
           ActOnOffer({api.services, *api.people}, Who(request), act, request.deadline));
    return OfferReply(200, offer, *api.services.city.Current());
}

Result<Response> PostOfferCommand(const ApiServices& api, const Request& request) {
    const std::string_view path = request.path;
    LD_TRY(auto command,
           DocumentCodec<Offer>::DecodeCommand(path.substr(path.rfind('/') + 1),
                                               request.body.empty() ? "{}" : request.body));
    return Act(api, request, std::move(command));
}

Result<Response> PostPassOn(const ApiServices& api, const Request& request) {
    LD_TRY(auto body, BodyOf<PassOnBody>(request));
    return Act(api, request, PassOfferOn{Chosen{std::move(body.person), {}, true, 0, {}}});
}

Result<Response> PostMediation(const ApiServices& api, const Request& request) {
    LD_TRY(const auto command, DocumentCodec<Mediation>::DecodeCommand("open", request.body));
    LD_TRY(const auto mediation, OpenRecord(api.services, Who(request),
                                            std::get<OpenMediation>(command), request.deadline));
    return DocumentBrief(201, HeadOf(mediation));
}

// The paper must be there before anybody can say that it was signed.
Result<Response> PostAgreement(const ApiServices& api, const Request& request) {
    DocumentRequest<Mediation> act;
    LD_TRY(act.id, DocumentIdOf(request));
    LD_TRY(act.if_version, IfMatch(request));
    LD_TRY(act.command, DocumentCodec<Mediation>::DecodeCommand("agree", request.body));
    LD_TRY(const auto after, AgreeOnPaper(api.services, Who(request), act, request.deadline));
    return DocumentBrief(200, HeadOf(after));
}

}  // namespace

void AddOfferRoutes(RouteTable& table) {
    const std::string offers = "/api/v1/offers";
    table.Add(Method::kPost, offers, "assign_task", PostOffer);
    for (const char* command : {"accept", "decline", "end", "withdraw"})
        table.Add(Method::kPost, offers + "/{id}/" + command, "signed-in", PostOfferCommand);
    table.Add(Method::kPost, offers + "/{id}/pass_on", "assign_task", PostPassOn);

    const std::string mediations = "/api/v1/mediations";
    table.Add(Method::kPost, mediations, "mediate", PostMediation);
    table.Add(Method::kPost, mediations + "/{id}/agree", "signed-in", PostAgreement);
    for (const char* command : {"sit", "fail", "withdraw", "perform"}) {
        table.Add(Method::kPost, mediations + "/{id}/" + command, "signed-in",
                  PostDocumentCommand<Mediation>);
    }
}

}  // namespace liandong::http
