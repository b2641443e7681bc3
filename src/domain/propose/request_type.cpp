#include "domain/propose/request_type.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kTextCodePointsMax = 3'000;
constexpr std::size_t kFrontCodePoints = 30;
constexpr double kUsualPoints = 1.0;

struct Word {
    RequestType type;
    double points;
    std::u32string_view text;
};
using enum RequestType;
constexpr auto kWords = std::to_array<Word>({
    {kPraise, 4, U"表扬"},
    {kPraise, 4, U"锦旗"},
    {kPraise, 4, U"点赞"},
    {kPraise, 4, U"感谢信"},
    {kPraise, 3, U"拾金不昧"},
    {kPraise, 3, U"为民办实事"},
    {kPraise, 1.5, U"感谢"},
    {kPraise, 1.5, U"热心"},
    {kPraise, 1.5, U"服务周到"},
    {kReport, 4, U"举报"},
    {kReport, 3, U"涉嫌"},
    {kReport, 2.5, U"受贿"},
    {kReport, 2.5, U"贪污"},
    {kReport, 2.5, U"行贿"},
    {kReport, 2.5, U"偷税"},
    {kReport, 2.5, U"逃税"},
    {kReport, 2.5, U"无证经营"},
    {kReport, 2.5, U"无照经营"},
    {kReport, 2, U"违法"},
    {kReport, 2, U"非法"},
    {kReport, 2, U"传销"},
    {kReport, 2, U"赌博"},
    {kReport, 2, U"套取"},
    {kReport, 2, U"骗取"},
    {kReport, 1.5, U"以权谋私"},
    {kReport, 1.5, U"违规"},
    {kSuggestion, 3.5, U"建议"},
    {kSuggestion, 2, U"希望增"},
    {kSuggestion, 2, U"能否增"},
    {kSuggestion, 2, U"增设"},
    {kSuggestion, 1.5, U"应该增"},
    {kSuggestion, 1.5, U"增加"},
    {kSuggestion, 1.5, U"加装"},
    {kSuggestion, 1.5, U"呼吁"},
    {kSuggestion, 1.5, U"改进"},
    {kSuggestion, 1.5, U"优化"},
    {kConsultation, 4, U"咨询"},
    {kConsultation, 3, U"请问"},
    {kConsultation, 3, U"想问"},
    {kConsultation, 3, U"想了解"},
    {kConsultation, 3, U"问一下"},
    {kConsultation, 2.5, U"怎么办理"},
    {kConsultation, 2.5, U"如何办理"},
    {kConsultation, 2.5, U"什么材料"},
    {kConsultation, 2.5, U"哪些材料"},
    {kConsultation, 2, U"怎么申请"},
    {kConsultation, 2, U"如何申请"},
    {kConsultation, 2, U"什么条件"},
    {kConsultation, 2, U"什么手续"},
    {kConsultation, 1.5, U"是否可以"},
    {kConsultation, 1.5, U"能不能办"},
    {kConsultation, 1.5, U"什么时候"},
    {kConsultation, 1.5, U"何时"},
    {kConsultation, 1.5, U"是否符合"},
    {kConsultation, 1, U"政策"},
    {kHelp, 4, U"求助"},
    {kHelp, 3, U"请求帮"},
    {kHelp, 2.5, U"帮帮"},
    {kHelp, 2.5, U"帮忙"},
    {kHelp, 2.5, U"救命"},
    {kHelp, 2, U"停水"},
    {kHelp, 2, U"停电"},
    {kHelp, 2, U"不亮"},
    {kHelp, 2, U"坏了"},
    {kHelp, 2, U"堵塞"},
    {kHelp, 2, U"漏水"},
    {kHelp, 1.5, U"维修"},
    {kHelp, 1.5, U"修复"},
    {kHelp, 1.5, U"破损"},
    {kHelp, 1.5, U"挪车"},
    {kHelp, 1.5, U"走失"},
    {kComplaint, 4, U"投诉"},
    {kComplaint, 2.5, U"扰民"},
    {kComplaint, 2.5, U"不作为"},
    {kComplaint, 2.5, U"态度恶劣"},
    {kComplaint, 2.5, U"态度差"},
    {kComplaint, 2.5, U"拖欠"},
    {kComplaint, 2.5, U"欠薪"},
    {kComplaint, 2, U"乱收费"},
    {kComplaint, 2, U"不退"},
    {kComplaint, 2, U"推诿"},
    {kComplaint, 2, U"强烈要求"},
    {kComplaint, 2, U"欺骗"},
    {kComplaint, 2, U"霸占"},
    {kComplaint, 1.5, U"噪音"},
    {kComplaint, 1.5, U"拒绝"},
    {kComplaint, 1.5, U"臭味"},
    {kComplaint, 1.5, U"不合理"},
    {kComplaint, 1.5, U"没人管"},
    {kComplaint, 1.5, U"无人管"},
    {kComplaint, 1.5, U"占用"},
});

std::string Utf8Of(std::u32string_view points) {
    std::string text;
    for (const char32_t c : points) AppendUtf8(text, c);
    return text;
}

}  // namespace

std::vector<TypeGuess> TypesOf(std::string_view text, const RequestType* usual) {
    const std::u32string points = CodePoints(FirstCodePoints(text, kTextCodePointsMax));
    std::vector<TypeGuess> guesses;
    const auto guess_of = [&](RequestType type) -> TypeGuess& {
        const auto known = std::ranges::find(guesses, type, &TypeGuess::type);
        return known != guesses.end() ? *known : guesses.emplace_back(TypeGuess{type, 0, {}});
    };
    for (const Word& word : kWords) {
        const std::size_t at = points.find(word.text);
        if (at == std::u32string::npos) continue;
        TypeGuess& guess = guess_of(word.type);
        guess.share += at < kFrontCodePoints ? 2 * word.points : word.points;
        guess.words.push_back(Utf8Of(word.text));
    }
    if (usual != nullptr) guess_of(*usual).share += kUsualPoints;
    double sum = 0;
    for (const TypeGuess& guess : guesses) sum += guess.share;
    for (TypeGuess& guess : guesses) guess.share /= sum;
    std::ranges::sort(guesses, [](const TypeGuess& a, const TypeGuess& b) {
        return a.share != b.share ? a.share > b.share : a.type < b.type;
    });
    return guesses;
}

}  // namespace liandong
