#pragma once

#include <string>
#include <vector>

#include "app/knowledge.hpp"
#include "background/world.hpp"

namespace liandong::testing {

/// The small city with an article in its profile; what it brings can be changed.
class KnowingCity final : public CitySource {
public:
    KnowingCity();
    std::shared_ptr<const City> Current() override { return city_; }
    void Change(const std::function<void(City&)>& change);

private:
    std::shared_ptr<const City> city_;
};

/// Unit A writes; the editor of the hotline reviews; the desk searches, cites and rates.
[[nodiscard]] Principal WriterOf(const std::string& unit);
[[nodiscard]] Principal Editor(const std::string& id = "editor");
[[nodiscard]] Principal DeskOf(const std::string& id);

class KnowledgeStory : public BackgroundStory {
protected:
    void SetUp() override;

    [[nodiscard]] static ArticleContent Content(const std::string& title,
                                                const std::string& answer = "全文");
    /// Supplied by A and approved; in force.
    Article Published(const std::string& title);
    Result<Article> Act(DocumentId id, const ArticleCommand& command, const Principal& who);
    /// Expects success.
    Article Must(DocumentId id, const ArticleCommand& command, const Principal& who);
    [[nodiscard]] std::vector<std::string> Titles(const std::string& words);
    /// A case that the desk answers; the refusal's code, or what the case cites then.
    std::string Answer(const std::string& article);
    void PassTo(const char* city_time);
    /// Everything in the journal folds to what is stored, and can be proved.
    void ExpectProvable();

    KnowingCity city_;
    ArticleBoard board_;
    std::unique_ptr<Services> services_;
    std::unique_ptr<KnowledgeServices> knowledge_;
};

}  // namespace liandong::testing
