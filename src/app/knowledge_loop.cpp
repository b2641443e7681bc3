#include "app/knowledge_loop.hpp"

namespace liandong {
namespace {

// What this node publishes it knows at once; this is how late it hears of others.
constexpr Duration kRest = std::chrono::seconds(30);
constexpr std::chrono::minutes kRoundLimit{10};

}  // namespace

void KnowledgeLoop::Start() {
    loop_.Start("ld-knowledge", [this] { return Round(); }, on_fault_);
}

Duration KnowledgeLoop::Round() {
    const Deadline deadline = Deadline::In(kRoundLimit);
    const auto tell = [&](const auto& done) {
        if (!done && on_fault_) on_fault_(done.error());
    };
    const std::string version = knowledge_.services.city.Current()->version;
    if (version != published_) {
        const auto done = PublishSeeds(knowledge_, deadline);
        tell(done);
        // What the rules refuse they refuse until the profile changes.
        if (done || !Retryable(done.error().kind)) published_ = version;
    }
    tell(LoadArticles(knowledge_, deadline));
    return kRest;
}

}  // namespace liandong
