#include "background/knowledge_world.hpp"

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "app/fire_deadlines.hpp"
#include "app/verify_journal.hpp"

namespace liandong::testing {

KnowingCity::KnowingCity() {
    City city = SmallCity();
    city.code = "460100";
    city.short_name = "小城";
    city.knowledge = {{.code = "move-a-car",
                       .title = "请人挪车",
                       .questions = {"车被堵住了", "前面的车挡路"},
                       .category = CategoryCode{"010103"},
                       .unit = UnitCode{"A"},
                       .place = {},
                       .effective = {},
                       .expiry = {},
                       .review_days = 180,
                       .basis = {"《道路交通安全法》"},
                       .spoken = "请告诉我车牌号和位置。",
                       .answer = "联系车主二十分钟内挪车。",
                       .digest = "d1"}};
    city.BuildIndex();
    city_ = std::make_shared<const City>(std::move(city));
}

void KnowingCity::Change(const std::function<void(City&)>& change) {
    City city = *city_;
    change(city);
    city.BuildIndex();
    city_ = std::make_shared<const City>(std::move(city));
}

Principal WriterOf(const std::string& unit) {
    return {
        Actor{ActorKind::kUser, "writer-" + unit, UnitCode{unit}}, {}, {"write_knowledge", "view"}};
}
Principal Editor(const std::string& id) {
    return {Actor{ActorKind::kUser, id, UnitCode{"H"}}, {"review_knowledge", "train", "view"}, {}};
}
Principal DeskOf(const std::string& id) {
    return {Actor{ActorKind::kUser, id, UnitCode{"H"}}, {"answer_at_desk", "view"}, {}};
}

void KnowledgeStory::SetUp() {
    BackgroundStory::SetUp();
    services_ = std::make_unique<Services>(
        Services{*world().store, *world().vault, world().clock, city_, world().classifier});
    knowledge_ = std::make_unique<KnowledgeServices>(KnowledgeServices{*services_, board_});
}

ArticleContent KnowledgeStory::Content(const std::string& title, const std::string& answer) {
    ArticleContent content;
    content.categories = {CategoryCode{"020101"}};
    content.title = Text(title);
    content.questions = Text(title + "怎么办\n\n哪里办" + title);
    content.spoken = Text("请到办事大厅办理" + title + "。");
    content.answer = Text(answer);
    return content;
}

Article KnowledgeStory::Published(const std::string& title) {
    const auto supplied = SupplyNewArticle(*knowledge_, WriterOf("A"),
                                           SupplyArticle{UnitCode{"A"}, Content(title)}, Soon());
    EXPECT_TRUE(supplied) << supplied.error().code;
    return supplied ? Must(supplied->id, ApproveArticle{}, Editor()) : Article{};
}

Result<Article> KnowledgeStory::Act(DocumentId id, const ArticleCommand& command,
                                    const Principal& who) {
    return ActOnArticle(*knowledge_, who, {id, command, {}, {}}, Soon());
}

Article KnowledgeStory::Must(DocumentId id, const ArticleCommand& command, const Principal& who) {
    const auto done = Act(id, command, who);
    EXPECT_TRUE(done) << done.error().code;
    return done ? *done : Article{};
}

std::vector<std::string> KnowledgeStory::Titles(const std::string& words) {
    ArticleQuestion question;
    question.text = words;
    std::vector<std::string> titles;
    for (const ArticleLine& line : FindArticles(*knowledge_, question))
        titles.push_back(line.title);
    return titles;
}

std::string KnowledgeStory::Answer(const std::string& article) {
    const CaseId id = world().Open("咨询", false, "020101");
    const auto done = ActOnCase(*services_, Everybody(),
                                {id, AnswerAtDesk{Text("已告知"), article}, {}, {}, {}}, Soon());
    return done ? done->article : done.error().code;
}

void KnowledgeStory::PassTo(const char* city_time) {
    world().clock.Set(At(city_time));
    DeadlineTimer timer(*services_, [](const Error& e) { ADD_FAILURE() << e.for_log; });
    const auto done = timer.RunOnce(world().clock.Now());
    EXPECT_TRUE(done) << done.error().for_log;
}

void KnowledgeStory::ExpectProvable() {
    world().Seal();
    const auto verifier = *crypto::MakeTreeVerifier(world().signer->PublicKeyPem());
    VerifyOptions options;
    options.hash = &crypto::Sha256;
    options.city = "460100";
    options.verifier = verifier.get();
    options.vault = world().vault.get();
    const auto faults = VerifyJournal(*world().store, options).faults;
    EXPECT_TRUE(faults.empty()) << faults.front();
}

}  // namespace liandong::testing
