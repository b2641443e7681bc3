#include "domain/document/article.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>
#include <utility>

#include "base/text.hpp"
#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<ArticleEvent>, Refusal>;

constexpr std::size_t kTitleCodePointsMax = 200;
constexpr std::size_t kCategoriesMax = 20;
constexpr std::size_t kBasisMax = 50;
constexpr std::size_t kEditionsMax = 1'000;
constexpr std::int32_t kReviewDaysMax = 3'650;

Decided One(ArticleEvent event) { return std::vector<ArticleEvent>{std::move(event)}; }

bool MayReview(const DocumentFacts& f) { return MayAnywhere(f.who, "review_knowledge"); }
bool MayWriteFor(const UnitCode& unit, const DocumentFacts& f) {
    return MayFor(f.who, "write_knowledge", unit, f.city);
}

std::int32_t NextNumber(const Article& article) {
    return static_cast<std::int32_t>(article.editions.size()) + 1;
}

Result<void, Refusal> CheckTexts(const ArticleContent& c, const DocumentFacts& f) {
    for (const SealedText* text : {&c.title, &c.spoken, &c.answer})
        LD_TRY(NeedDocumentText(*text, f));
    LD_TRY(AllowDocumentText(c.questions, f));
    if (CountCodePoints(c.title.plain) > kTitleCodePointsMax)
        return Refuse(RefusalCode::kTextTooLong);
    return {};
}

Result<void, Refusal> CheckContent(const ArticleContent& c, const DocumentFacts& f) {
    LD_TRY(CheckTexts(c, f));
    if (c.categories.empty()) return Refuse(RefusalCode::kNoCategory);
    if (c.categories.size() > kCategoriesMax || c.basis.size() > kBasisMax)
        return Refuse(RefusalCode::kTooMany);
    for (const CategoryCode& category : c.categories) {
        if (f.city.FindCategory(category) == nullptr) return Refuse(RefusalCode::kUnknownCategory);
    }
    if (!c.place.value.empty() && f.city.FindPlace(c.place) == nullptr)
        return Refuse(RefusalCode::kUnknownPlace);
    for (const std::string& basis : c.basis) LD_TRY(CheckWord(basis));
    if (c.review_days < 1 || c.review_days > kReviewDaysMax)
        return Refuse(RefusalCode::kLimitOutOfRange);
    if (c.until && *c.until <= std::max(c.from.value_or(f.now), f.now))
        return Refuse(RefusalCode::kTimeTooEarly);
    return {};
}

ArticleEdition EditionOf(const ArticleContent& c, std::int32_t number, std::string seed,
                         const DocumentFacts& f) {
    ArticleEdition edition;
    edition.number = number;
    edition.from = c.from;
    edition.until = c.until;
    edition.categories = c.categories;
    edition.place = c.place;
    edition.basis = c.basis;
    edition.review_days = c.review_days;
    edition.title = c.title.ref;
    edition.questions = c.questions.ref;
    edition.spoken = c.spoken.ref;
    edition.answer = c.answer.ref;
    edition.supplied_by = f.who.actor;
    edition.supplied_at = f.now;
    edition.seed = std::move(seed);
    return edition;
}

// Nothing was in force before somebody had approved it.
ArticleApproved Approval(const ArticleEdition& edition, const VaultRef& note, Instant now) {
    return {edition.number, std::max(edition.from.value_or(now), now),
            now + std::chrono::days(edition.review_days), note};
}

Decided DecideOn(const Article& article, const SupplyArticle& c, const DocumentFacts& f) {
    if (article.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    if (!MayWriteFor(c.unit, f)) return Refuse(RefusalCode::kNotPermitted);
    if (f.city.FindUnit(c.unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
    LD_TRY(CheckContent(c.content, f));
    return One(ArticleSupplied{f.number, c.unit, EditionOf(c.content, 1, {}, f)});
}

Decided DecideOn(const Article& article, const ReviseArticle& c, const DocumentFacts& f) {
    if (!MayWriteFor(article.unit, f)) return Refuse(RefusalCode::kNotPermitted);
    if (article.editions.size() >= kEditionsMax) return Refuse(RefusalCode::kTooMany);
    LD_TRY(CheckContent(c.content, f));
    return One(ArticleRevised{EditionOf(c.content, NextNumber(article), {}, f)});
}

Decided DecideOn(const Article& article, const ApproveArticle& c, const DocumentFacts& f) {
    if (!article.draft) return Refuse(RefusalCode::kWrongState);
    if (!MayReview(f)) return Refuse(RefusalCode::kNotPermitted);
    if (article.draft->supplied_by.id == f.who.actor.id) return Refuse(RefusalCode::kOwnWork);
    LD_TRY(AllowDocumentText(c.note, f));
    if (article.draft->until && *article.draft->until <= f.now)
        return Refuse(RefusalCode::kTimeTooEarly);
    return One(Approval(*article.draft, c.note.ref, f.now));
}

Decided DecideOn(const Article& article, const SendBackArticle& c, const DocumentFacts& f) {
    if (!article.draft) return Refuse(RefusalCode::kWrongState);
    if (!MayReview(f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(ArticleSentBack{c.reason.ref});
}

Decided DecideOn(const Article& article, const ConfirmArticle& c, const DocumentFacts& f) {
    if (article.state != ArticleState::kEffective) return Refuse(RefusalCode::kWrongState);
    if (!MayWriteFor(article.unit, f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(AllowDocumentText(c.note, f));
    return One(ArticleConfirmed{f.now + std::chrono::days(article.editions.back().review_days),
                                c.note.ref});
}

Decided DecideOn(const Article& article, const WithdrawArticle& c, const DocumentFacts& f) {
    if (article.state == ArticleState::kWithdrawn) return Refuse(RefusalCode::kWrongState);
    if (!MayReview(f) && !MayWriteFor(article.unit, f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(ArticleWithdrawn{c.reason.ref});
}

Decided DecideOn(const Article& article, const RateArticle& c, const DocumentFacts& f) {
    if (article.state != ArticleState::kEffective) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "answer_at_desk")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(const ArticleEdition* cited, CiteEdition(article, c.edition, f.now));
    if (std::ranges::find(article.raters, f.who.actor.id) != article.raters.end())
        return Refuse(RefusalCode::kAlreadyDone);
    // Whoever says that it is wrong says what is wrong.
    if (c.rating == ArticleRating::kUseful) {
        LD_TRY(AllowDocumentText(c.note, f));
    } else {
        LD_TRY(NeedDocumentText(c.note, f));
    }
    return One(ArticleRated{cited->number, c.rating, c.note.ref});
}

Decided DecideOn(const Article& article, const PublishSeed& c, const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (f.city.FindUnit(c.unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
    if (article.editions.size() >= kEditionsMax) return Refuse(RefusalCode::kTooMany);
    LD_TRY(CheckContent(c.content, f));
    ArticleEdition edition = EditionOf(c.content, NextNumber(article), c.seed, f);
    const ArticleApproved approved = Approval(edition, {}, f.now);
    std::vector<ArticleEvent> events;
    if (article.version == 0) {
        events.emplace_back(ArticleSupplied{c.code, c.unit, std::move(edition)});
    } else {
        events.emplace_back(ArticleRevised{std::move(edition)});
    }
    events.emplace_back(approved);
    return events;
}

bool IsOver(const Article& article, Instant now) {
    const auto& until = article.editions.back().until;
    return until && *until <= now;
}

Decided DecideOn(const Article& article, const FireArticleDue& /*command*/,
                 const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (article.state != ArticleState::kEffective) return Refuse(RefusalCode::kWrongState);
    if (IsOver(article, f.now)) return One(ArticleExpired{});
    if (article.review_due) return Refuse(RefusalCode::kAlreadyDone);
    if (!article.review_by || f.now < *article.review_by)
        return Refuse(RefusalCode::kNotBeforeDeadline);
    return One(ArticleReviewDue{});
}

struct Applied {
    Article& article;
    const DocumentEvent<ArticleEvent>& event;

    void operator()(const ArticleSupplied& e) const {
        article = Article{};
        article.id = event.id;
        article.code = e.code;
        article.unit = e.unit;
        article.draft = e.edition;
        article.supplied_at = event.at;
    }
    void operator()(const ArticleRevised& e) const {
        article.draft = e.edition;
        if (!article.editions.empty()) return;
        article.state = ArticleState::kDraft;
        article.closed_at.reset();
    }
    void operator()(const ArticleApproved& e) const {
        ArticleEdition edition = *std::exchange(article.draft, std::nullopt);
        edition.from = e.from;
        edition.approved_by = event.actor;
        article.editions.push_back(std::move(edition));
        article.state = ArticleState::kEffective;
        article.closed_at.reset();
        LookAgain(e.review_by);
        article.useful = article.wrong = article.out_of_date = 0;
        article.raters.clear();
    }
    void operator()(const ArticleSentBack& /*e*/) const {
        article.draft.reset();
        if (article.editions.empty()) article.state = ArticleState::kSentBack;
    }
    void operator()(const ArticleConfirmed& e) const { LookAgain(e.review_by); }
    void operator()(const ArticleWithdrawn& /*e*/) const {
        article.draft.reset();
        End(ArticleState::kWithdrawn);
    }
    void operator()(const ArticleRated& e) const {
        article.raters.push_back(event.actor.id);
        switch (e.rating) {
            case ArticleRating::kUseful: ++article.useful; break;
            case ArticleRating::kWrong: ++article.wrong; break;
            case ArticleRating::kOutOfDate: ++article.out_of_date; break;
        }
    }
    void operator()(const ArticleExpired& /*e*/) const { End(ArticleState::kExpired); }
    void operator()(const ArticleReviewDue& /*e*/) const { article.review_due = true; }

    void LookAgain(Instant review_by) const {
        article.review_by = review_by;
        article.review_due = false;
    }
    void End(ArticleState state) const {
        article.state = state;
        article.closed_at = event.at;
        article.review_by.reset();
        article.review_due = false;
    }
};

}  // namespace

const ArticleEdition* EditionAt(const Article& article, Instant at) {
    if (article.state != ArticleState::kEffective) return nullptr;
    for (const ArticleEdition& edition : std::views::reverse(article.editions)) {
        if (*edition.from > at) continue;
        return edition.until && *edition.until <= at ? nullptr : &edition;
    }
    return nullptr;
}

std::optional<Instant> NextEditionChange(const Article& article, Instant after) {
    std::optional<Instant> next;
    if (article.state != ArticleState::kEffective) return next;
    for (const ArticleEdition& edition : article.editions) {
        for (const std::optional<Instant>& at : {edition.from, edition.until}) {
            if (at && *at > after && (!next || *at < *next)) next = at;
        }
    }
    return next;
}

std::pair<std::string_view, std::int32_t> SplitCitation(std::string_view citation) {
    const auto at = citation.rfind('@');
    if (at == std::string_view::npos) return {citation, 0};
    const std::string_view digits = citation.substr(at + 1);
    std::int32_t edition = -1;  // what is no number is no edition either
    const auto read = std::from_chars(digits.begin(), digits.end(), edition);
    if (read.ec != std::errc{} || read.ptr != digits.end() || edition < 1) edition = -1;
    return {citation.substr(0, at), edition};
}

Result<const ArticleEdition*, Refusal> CiteEdition(const Article& article, std::int32_t edition,
                                                   Instant at) {
    const ArticleEdition* now = EditionAt(article, at);
    if (now == nullptr || (edition != 0 && now->number != edition))
        return Refuse(RefusalCode::kArticleNotEffective);
    return now;
}

Result<std::vector<ArticleEvent>, Refusal> Decide(const Article& article,
                                                  const ArticleCommand& command,
                                                  const DocumentFacts& facts) {
    const bool opens = std::holds_alternative<SupplyArticle>(command) ||
                       std::holds_alternative<PublishSeed>(command);
    if (article.version == 0 && !opens) return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(article, c, facts); }, command);
}

Article Apply(Article article, const DocumentEvent<ArticleEvent>& event) {
    std::visit(Applied{article, event}, event.body);
    article.version = event.seq;
    return article;
}

DocumentHead HeadOf(const Article& article) {
    DocumentHead head;
    head.id = article.id;
    head.version = article.version;
    head.kind = DocumentKind::kArticle;
    head.state = Code(article.state);
    head.number = article.code;
    head.units = {article.unit};
    // Somebody owes something: a review, a better text, another look.
    head.open = article.draft || article.state == ArticleState::kSentBack || article.review_due;
    head.opened_at = article.supplied_at;
    head.closed_at = article.closed_at;
    if (article.state == ArticleState::kEffective) {
        head.due_at = article.editions.back().until;
        const bool looks_first = !article.review_due && article.review_by &&
                                 (!head.due_at || *article.review_by < *head.due_at);
        if (looks_first) head.due_at = article.review_by;
    }
    return head;
}

void ForEachSealed(ArticleCommand& command, const SealedVisitor& visit) {
    std::visit(
        [&](auto& c) {
            if constexpr (requires { c.content; }) {
                for (SealedText* text :
                     {&c.content.title, &c.content.questions, &c.content.spoken, &c.content.answer})
                    visit.text(*text);
            }
            SealedMembers{visit}(c);
        },
        command);
}

}  // namespace liandong
