#include "app/propose_articles.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kArticlesMax = 3;
// People come to their matter soon, and a long question finds nothing that shares a third of it.
constexpr std::size_t kQuestionCodePointsMax = 60;
constexpr std::size_t kTextCodePointsMax = 500;
constexpr std::size_t kWordsMax = 3;

bool IsHan(char32_t c) { return c >= 0x3400 && c <= 0x9FFF; }

// The longest runs that both hold, longest first; none within another.
std::vector<std::string> SharedRuns(std::u32string_view text, std::u32string_view other) {
    std::vector<std::u32string_view> runs;
    for (std::size_t from = 0; from < text.size();) {
        std::size_t length = 0;
        while (from + length < text.size() && IsHan(text[from + length]) &&
               other.find(text.substr(from, length + 1)) != std::u32string_view::npos)
            ++length;
        if (length >= 2) runs.push_back(text.substr(from, length));
        from += std::max<std::size_t>(length, 1);
    }
    std::ranges::sort(runs, [](std::u32string_view a, std::u32string_view b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    std::vector<std::string> words;
    for (const std::u32string_view run : runs) {
        std::string word;
        for (const char32_t c : run) AppendUtf8(word, c);
        const bool is_told = std::ranges::any_of(
            words, [&](const std::string& told) { return told.find(word) != std::string::npos; });
        if (!is_told) words.push_back(std::move(word));
        if (words.size() == kWordsMax) break;
    }
    return words;
}

class ArticleProposer {
public:
    ArticleProposer(const KnowledgeServices& knowledge, const ArticlesAsked& asked)
        : knowledge_(knowledge),
          asked_(asked),
          text_(CodePoints(FirstCodePoints(asked.text, kTextCodePointsMax))) {}

    void Ask(const std::string& text, const std::string& category) {
        ArticleQuestion question;
        question.text = text;
        question.category = category;
        question.place = asked_.place;
        question.limit = kArticlesMax;
        for (ArticleLine& line : FindArticles(knowledge_, question)) Add(std::move(line));
    }

    std::vector<ArticleProposed> Take() { return std::move(found_); }

private:
    void Add(ArticleLine line) {
        const bool is_there = std::ranges::any_of(
            found_, [&](const ArticleProposed& other) { return other.id == line.id; });
        if (is_there || found_.size() == kArticlesMax) return;
        std::string shown = line.title;
        for (const std::string& question : line.questions) shown += "\n" + question;
        ArticleProposed article;
        article.id = line.id;
        article.code = std::move(line.code);
        article.citation = std::move(line.citation);
        article.title = std::move(line.title);
        article.spoken = std::move(line.spoken);
        article.unit_name = std::move(line.unit_name);
        article.of_category = std::ranges::any_of(asked_.categories, [&](const auto& category) {
            return std::ranges::find(line.categories, category.first) != line.categories.end();
        });
        article.words = SharedRuns(text_, CodePoints(shown));
        // Without a reason it is no proposal.
        if (article.of_category || !article.words.empty()) found_.push_back(std::move(article));
    }

    const KnowledgeServices& knowledge_;
    const ArticlesAsked& asked_;
    std::u32string text_;
    std::vector<ArticleProposed> found_;
};

std::string Joined(const std::vector<std::string>& words) {
    std::string joined;
    for (const std::string& word : words) joined += word + " ";
    return joined;
}

}  // namespace

std::vector<ArticleProposed> ProposeArticles(const KnowledgeServices& knowledge,
                                             const ArticlesAsked& asked) {
    ArticleProposer proposer(knowledge, asked);
    const std::string_view front = FirstCodePoints(asked.text, kQuestionCodePointsMax);
    if (!front.empty()) proposer.Ask(std::string(front), "");
    for (const auto& [category, words] : asked.categories)
        proposer.Ask(Joined(words), category.value);
    return proposer.Take();
}

}  // namespace liandong
