#include "domain/search/rank.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/search/sounds.hpp"

namespace liandong {
namespace {

struct Said {
    std::vector<TextSpan> spans;
    bool is_as_typed = false;
};

TextSpan SpanAt(std::size_t from, std::size_t length) {
    return {static_cast<std::int32_t>(from), static_cast<std::int32_t>(from + length)};
}

Said FindIn(const std::u32string& folded, const Wanted& wanted) {
    Said said;
    for (std::size_t way = 0; way < wanted.ways.size(); ++way) {
        const std::u32string& word = wanted.ways[way];
        if (word.empty()) continue;
        for (std::size_t at = folded.find(word); at != std::u32string::npos;
             at = folded.find(word, at + word.size())) {
            said.spans.push_back(SpanAt(at, word.size()));
            said.is_as_typed = said.is_as_typed || way == 0;
        }
    }
    if (!wanted.sounds.empty()) {
        for (const auto& [from, to] : SoundPlaces(folded, wanted.sounds))
            said.spans.push_back(SpanAt(from, to - from));
    }
    return said;
}

/// Ascending; what overlaps or touches is one.
std::vector<TextSpan> Joined(std::vector<TextSpan> spans) {
    std::ranges::sort(spans, {}, &TextSpan::from);
    std::vector<TextSpan> joined;
    for (const TextSpan& span : spans) {
        if (!joined.empty() && span.from <= joined.back().to) {
            joined.back().to = std::max(joined.back().to, span.to);
        } else {
            joined.push_back(span);
        }
    }
    return joined;
}

Excerpt Cut(std::string_view text, const std::vector<TextSpan>& spans) {
    const std::u32string whole = CodePoints(text);
    const auto first = static_cast<std::size_t>(spans.front().from);
    std::size_t from = first > kExcerptBefore ? first - kExcerptBefore : 0;
    const std::size_t to = std::min(whole.size(), from + kExcerptCodePoints);
    if (to == whole.size()) {  // near the end: show more of what stands before
        const std::size_t all = whole.size() > kExcerptCodePoints ? kExcerptCodePoints : to;
        from = std::min(from, to - all);
    }
    Excerpt excerpt;
    std::int32_t shift = -static_cast<std::int32_t>(from);
    if (from > 0) {
        excerpt.text += "…";
        ++shift;
    }
    for (std::size_t i = from; i < to; ++i)
        AppendUtf8(excerpt.text, whole[i] < U' ' ? U' ' : whole[i]);
    if (to < whole.size()) excerpt.text += "…";
    for (const TextSpan& span : spans) {
        const auto end = std::min(static_cast<std::size_t>(span.to), to);
        if (static_cast<std::size_t>(span.from) >= end) break;
        excerpt.marks.push_back({span.from + shift, static_cast<std::int32_t>(end) + shift});
    }
    return excerpt;
}

}  // namespace

double Relevance(std::span<const WeighedText> parts, const std::vector<Wanted>& wanted) {
    if (wanted.empty()) return kWeightElsewhere;
    std::vector<std::u32string> folded;
    for (const WeighedText& part : parts) folded.push_back(FoldText(part.text));
    double sum = 0;
    for (const Wanted& each : wanted) {
        double best = kWeightElsewhere;
        std::size_t times = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const Said said = FindIn(folded[i], each);
            if (said.spans.empty()) continue;
            times += Joined(said.spans).size();
            best = std::max(best, parts[i].weight * (said.is_as_typed ? 1 : kWeightOtherWord));
        }
        const int again = static_cast<int>(std::min<std::size_t>(times, kAgainMax + 1)) - 1;
        sum += best + kWeightAgain * std::max(again, 0);
    }
    return sum / static_cast<double>(wanted.size());
}

double Score(double relevance, Duration age) {
    constexpr double kMillisPerDay = 86'400'000;
    const double days = static_cast<double>(std::max<std::int64_t>(age.count(), 0)) / kMillisPerDay;
    return relevance * (1 + 1 / (1 + days / static_cast<double>(kHalfFreshDays))) / 2;
}

std::optional<BestPart> ExcerptOf(std::span<const std::string_view> parts,
                                  const std::vector<Wanted>& wanted) {
    std::size_t best = 0;
    std::size_t most = 0;
    std::vector<TextSpan> spans_of_best;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!IsUtf8(parts[i])) continue;
        const std::u32string folded = FoldText(parts[i]);
        std::vector<TextSpan> spans;
        std::size_t kinds = 0;
        for (const Wanted& each : wanted) {
            const Said said = FindIn(folded, each);
            spans.insert(spans.end(), said.spans.begin(), said.spans.end());
            kinds += said.spans.empty() ? 0 : 1;
        }
        if (kinds <= most) continue;
        most = kinds;
        best = i;
        spans_of_best = Joined(std::move(spans));
    }
    if (most == 0) return std::nullopt;
    return BestPart{best, Cut(parts[best], spans_of_best)};
}

}  // namespace liandong
