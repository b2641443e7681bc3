#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/http/assets.hpp"
#include "adapters/http/live.hpp"
#include "adapters/http/metrics.hpp"
#include "adapters/http/pipeline.hpp"
#include "adapters/http/rate_limit.hpp"
#include "adapters/http/router.hpp"
#include "app/accounts.hpp"
#include "app/article_board.hpp"
#include "app/content.hpp"
#include "app/hot_topics.hpp"
#include "app/language_model.hpp"
#include "app/paper.hpp"
#include "app/people_board.hpp"
#include "app/services.hpp"
#include "app/tables.hpp"
#include "domain/journal/digest.hpp"

// The HTTP API of docs/api/openapi.yaml over the use cases. main wires it; nothing else looks in
// here.

namespace liandong::http {

/// How often one address may knock at doors that ask for no identity.
struct ApiRates {
    Rate sign_in{2, 100};        ///< POST /api/v1/session: a whole office may share one address
    Rate citizen{0.5, 30};       ///< what citizens send: reports, and looks at their own case
    Rate callback_link{2, 100};  ///< a link that a citizen was sent, read or answered
    Rate journal{20, 100};       ///< heads and proofs that anybody may read
};

/// Everything the routes need; all references outlive the server.
struct ApiServices {
    const Services& services;
    const AccountServices& accounts;
    TableMaker& tables;
    DocumentPrinter& printer;
    ContentChecker& content;
    TreeSigner& signer;  ///< for the public key only
    HashFunction sha256;
    LiveHub& hub;
    Metrics& metrics;
    /// The built web client with docs/ inside; shared with replies on their way. Null: not served.
    std::shared_ptr<const Assets> web;
    std::string openapi;  ///< the text of docs/api/openapi.yaml
    ApiRates rates{};
    /// Who is how busy; shared with the loop that keeps it fresh.
    std::shared_ptr<PeopleBoard> people = std::make_shared<PeopleBoard>();
    /// What many people bring; shared with the loop that looks.
    std::shared_ptr<TopicBoard> topics = std::make_shared<TopicBoard>();
    /// Articles in force; likewise.
    std::shared_ptr<ArticleBoard> articles = std::make_shared<ArticleBoard>();
    /// Writes drafts; null: none is set up. Shared with drafts on their way.
    std::shared_ptr<LanguageModel> language_model = nullptr;
};

/// The table of routes. A route's `permission` is "public", "signed-in" or the name of a
/// permission; what depends on the case itself is decided by the rules. Errors: kBug when two
/// routes are the same.
[[nodiscard]] Result<Router> MakeRouter(const std::shared_ptr<const ApiServices>& api);

/// Rate limits, identity (session cookie or bearer token) and the one check of permission and CSRF.
[[nodiscard]] InjectedStages MakeStages(const std::shared_ptr<const ApiServices>& api);

/// Tells everybody who listens what was sealed. For JournalSealer::OnSealed: one thread at a time,
/// in the order of the log.
[[nodiscard]] Result<void> PublishSealed(const ApiServices& api,
                                         const std::vector<JournalEntry>& entries,
                                         Deadline deadline);

}  // namespace liandong::http
