#pragma once

#include <memory>
#include <string>
#include <utility>

#include "adapters/http/routes/api.hpp"

namespace liandong::http {

using Api = std::shared_ptr<const ApiServices>;  // shared: handlers live as long as the router
using RouteBody = Result<Response> (*)(const ApiServices&, const Request&);

/// Adds routes to a router; the first that does not fit is remembered.
class RouteTable {
public:
    RouteTable(Router& router, Api api) : router_(router), api_(std::move(api)) {}

    void Add(Method method, std::string pattern, std::string permission, RouteBody body) {
        Add(Route{.method = method,
                  .pattern = std::move(pattern),
                  .permission = std::move(permission)},
            body);
    }
    /// For a route with a limit of its own; `route.handler` is filled here.
    template <class F>
    void Add(Route route, F body) {
        route.handler = [api = api_, body = std::move(body)](const Request& request) {
            return body(*api, request);
        };
        auto added = router_.Add(std::move(route));
        if (!added && status_) status_ = std::move(added);
    }
    [[nodiscard]] Result<void> Status() const { return status_; }
    [[nodiscard]] const ApiServices& Services() const { return *api_; }

private:
    Router& router_;
    Api api_;
    Result<void> status_;
};

// One function a noun, in the file of that name.
void AddSessionRoutes(RouteTable& table);
void AddUserRoutes(RouteTable& table);
void AddCaseRoutes(RouteTable& table);
void AddCommandRoutes(RouteTable& table);
void AddLinkRoutes(RouteTable& table);
void AddAttachmentRoutes(RouteTable& table);
void AddListRoutes(RouteTable& table);
void AddLookRoutes(RouteTable& table);
void AddAccessChangeRoutes(RouteTable& table);
void AddCityRoutes(RouteTable& table);
void AddCallbackLinkRoutes(RouteTable& table);
void AddPrecedentRoutes(RouteTable& table);
void AddProposalRoutes(RouteTable& table);
void AddDraftRoutes(RouteTable& table);
void AddJournalRoutes(RouteTable& table);
void AddLiveRoutes(RouteTable& table);
void AddOutboxRoutes(RouteTable& table);
void AddDocumentRoutes(RouteTable& table);
void AddSupervisionOrderRoutes(RouteTable& table);
void AddMapRoutes(RouteTable& table);
void AddCitizenRoutes(RouteTable& table);
void AddCitizenPages(RouteTable& table);
void AddFigureRoutes(RouteTable& table);
void AddAssessmentRoutes(RouteTable& table);
void AddLadderRoutes(RouteTable& table);
void AddJointConferenceRoutes(RouteTable& table);
void AddRaiseRoutes(RouteTable& table);
void AddDisciplineRoutes(RouteTable& table);
void AddDutyShiftRoutes(RouteTable& table);
void AddLinkedSystemRoutes(RouteTable& table);
void AddSubscriptionRoutes(RouteTable& table);
void AddOperationRoutes(RouteTable& table);
void AddGridRoutes(RouteTable& table);
void AddStaffRoutes(RouteTable& table);
void AddDutyRoutes(RouteTable& table);
void AddOfferRoutes(RouteTable& table);
void AddPatrolTaskRoutes(RouteTable& table);
void AddTopicRoutes(RouteTable& table);
void AddArticleRoutes(RouteTable& table);
void AddKnowledgeGapRoutes(RouteTable& table);
void AddTrainingRoutes(RouteTable& table);
void AddQualityCheckRoutes(RouteTable& table);

}  // namespace liandong::http
