#include "adapters/http/routes/route_table.hpp"

namespace liandong::http {

Result<Router> MakeRouter(const std::shared_ptr<const ApiServices>& api) {
    Router router;
    RouteTable table(router, api);
    AddSessionRoutes(table);
    AddUserRoutes(table);
    AddCaseRoutes(table);
    AddCommandRoutes(table);
    AddLinkRoutes(table);
    AddAttachmentRoutes(table);
    AddListRoutes(table);
    AddLookRoutes(table);
    AddAccessChangeRoutes(table);
    AddCityRoutes(table);
    AddCallbackLinkRoutes(table);
    AddPrecedentRoutes(table);
    AddProposalRoutes(table);
    AddDraftRoutes(table);
    AddJournalRoutes(table);
    AddLiveRoutes(table);
    AddOutboxRoutes(table);
    AddDocumentRoutes(table);
    AddSupervisionOrderRoutes(table);
    AddMapRoutes(table);
    AddCitizenRoutes(table);
    AddCitizenPages(table);
    AddFigureRoutes(table);
    AddAssessmentRoutes(table);
    AddLadderRoutes(table);
    AddJointConferenceRoutes(table);
    AddRaiseRoutes(table);
    AddDisciplineRoutes(table);
    AddDutyShiftRoutes(table);
    AddLinkedSystemRoutes(table);
    AddSubscriptionRoutes(table);
    AddOperationRoutes(table);
    AddGridRoutes(table);
    AddStaffRoutes(table);
    AddDutyRoutes(table);
    AddOfferRoutes(table);
    AddPatrolTaskRoutes(table);
    AddTopicRoutes(table);
    AddArticleRoutes(table);
    AddKnowledgeGapRoutes(table);
    AddTrainingRoutes(table);
    AddQualityCheckRoutes(table);
    LD_TRY(table.Status());
    return router;
}

}  // namespace liandong::http
