#include "domain/propose/place_index.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kTextCodePointsMax = 5'000;
constexpr std::size_t kFoundMax = 50;
constexpr std::size_t kRoadCodePointsMax = 8;

constexpr std::u32string_view kRoadEnds = U"路街道巷桥";
constexpr std::u32string_view kJoins = U"与和跟及、/／-—";
// What stands before the name of a road and is no part of it.
constexpr std::u32string_view kNoRoad =
    U"在到于从的是至住往去走经近我与和跟及过离靠了着这那个叫处段";
constexpr auto kCrossingWords =
    std::to_array<std::u32string_view>({U"交叉", U"交汇", U"交界", U"相交", U"交接", U"十字",
                                        U"丁字", U"路口", U"拐角", U"转角", U"红绿灯", U"口"});

bool IsHan(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF); }
bool Holds(std::u32string_view all, char32_t c) { return all.find(c) != std::u32string_view::npos; }

std::u32string Folded(std::string_view text) {
    std::u32string points = CodePoints(text);
    for (char32_t& c : points) {
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    }
    return points;
}

std::string Utf8Of(std::u32string_view points) {
    std::string text;
    for (const char32_t c : points) AppendUtf8(text, c);
    return text;
}

std::uint64_t PairOf(std::u32string_view text) { return (std::uint64_t{text[0]} << 32U) | text[1]; }

/// From where to where, in code points.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// The road whose name ends at `end`: what is Han before it and can be a name.
std::optional<Span> RoadBefore(std::u32string_view text, std::size_t end) {
    if (end < 2 || !Holds(kRoadEnds, text[end - 1])) return std::nullopt;
    std::size_t begin = end - 1;
    while (begin > 0 && end - begin < kRoadCodePointsMax && IsHan(text[begin - 1]) &&
           !Holds(kNoRoad, text[begin - 1]))
        --begin;
    if (end - begin < 2) return std::nullopt;
    return Span{begin, end};
}

// The end of the words that make two roads a crossing, or nothing.
std::optional<std::size_t> CrossingEnd(std::u32string_view text, std::size_t at) {
    if (at < text.size() && text[at] == U'的') ++at;
    const std::u32string_view rest = text.substr(at);
    for (const std::u32string_view word : kCrossingWords) {
        if (!rest.starts_with(word)) continue;
        at += word.size();
        if (at < text.size() && word != U"口" && text[at] == U'口') ++at;
        if (text.substr(at).starts_with(U"路口")) at += 2;
        return at;
    }
    return std::nullopt;
}

struct Crossing {
    Span left;
    Span right;
    std::size_t end = 0;
};
// The crossing whose joining word stands at `join`.
std::optional<Crossing> CrossingAt(std::u32string_view text, std::size_t join) {
    const auto left = RoadBefore(text, join);
    if (!left) return std::nullopt;
    for (std::size_t end = join + 3; end <= std::min(text.size(), join + 1 + kRoadCodePointsMax);
         ++end) {
        if (!IsHan(text[end - 1])) return std::nullopt;
        if (!Holds(kRoadEnds, text[end - 1])) continue;
        if (const auto behind = CrossingEnd(text, end))
            return Crossing{*left, {join + 1, end}, *behind};
    }
    return std::nullopt;
}

// Both roads lie somewhere; only where they agree do they say where they cross.
PlaceCode PlaceOfCrossing(const std::vector<FoundPlace>& found, const Crossing& crossing) {
    PlaceCode place;
    for (const FoundPlace& one : found) {
        if (one.at < crossing.left.begin || one.at >= crossing.end || one.place.value.empty())
            continue;
        if (!place.value.empty() && place != one.place) return {};
        place = one.place;
    }
    return place;
}

// A name that several places have means the one inside another place that is named too.
void ChooseAmongNamesakes(const City& city, std::vector<FoundPlace>& found) {
    for (FoundPlace& one : found) {
        if (one.namesakes.size() < 2) continue;
        std::vector<PlaceCode> within;
        for (const PlaceCode& place : one.namesakes) {
            const bool is_within = std::ranges::any_of(found, [&](const FoundPlace& other) {
                return !other.place.value.empty() && city.IsWithin(place, other.place);
            });
            if (is_within) within.push_back(place);
        }
        if (within.size() == 1) one.place = within.front();
    }
}

}  // namespace

void PlaceIndex::Add(std::string_view said, const std::string& name, std::string_view kind,
                     const PlaceCode& place) {
    std::u32string folded = Folded(said);
    if (folded.size() < 2) return;
    const auto [there, is_new] = name_at_.try_emplace(folded, names_.size());
    if (is_new) {
        beginning_[PairOf(folded)].push_back(names_.size());
        names_.push_back({std::move(folded), name, std::string(kind), {}});
    }
    std::vector<PlaceCode>& places = names_[there->second].places;
    if (!place.value.empty() && std::ranges::find(places, place) == places.end())
        places.push_back(place);
}

PlaceIndex::PlaceIndex(const City& city) {
    for (const Place& place : city.places) {
        if (place.kind == PlaceKind::kCity) continue;
        Add(place.name, place.name, Code(place.kind), place.code);
        // 三叶社区居委会 begins with its name; 三叶居委会 does not.
        constexpr std::string_view kCommunity = "社区";
        if (place.name.ends_with(kCommunity)) {
            const std::string bare = place.name.substr(0, place.name.size() - kCommunity.size());
            Add(bare + "居委会", place.name, Code(place.kind), place.code);
        }
    }
    for (const KnownPlace& known : city.known_places)
        Add(known.name, known.name, known.kind, known.place);
    for (auto& [pair, names] : beginning_) {
        std::ranges::sort(names, [&](std::size_t a, std::size_t b) {
            return names_[a].folded.size() > names_[b].folded.size();
        });
    }
}

const PlaceIndex::Name* PlaceIndex::LongestAt(std::u32string_view text, std::size_t at) const {
    if (at + 2 > text.size()) return nullptr;
    const auto found = beginning_.find(PairOf(text.substr(at)));
    if (found == beginning_.end()) return nullptr;
    for (const std::size_t i : found->second) {
        if (text.substr(at).starts_with(names_[i].folded)) return &names_[i];
    }
    return nullptr;
}

FoundPlace PlaceIndex::FoundOf(const Name& name, std::u32string_view text, std::size_t at) {
    FoundPlace found;
    found.text = Utf8Of(text.substr(at, name.folded.size()));
    found.at = at;
    found.length = name.folded.size();
    found.name = name.name;
    found.kind = name.kind;
    if (name.places.size() == 1) found.place = name.places.front();
    found.namesakes = name.places;
    return found;
}

std::vector<FoundPlace> PlaceIndex::Find(const City& city, std::string_view text) const {
    const std::u32string points = Folded(FirstCodePoints(text, kTextCodePointsMax));
    const std::u32string_view view = points;
    std::vector<FoundPlace> found;
    for (std::size_t at = 0; at < view.size() && found.size() < kFoundMax;) {
        if (const Name* name = LongestAt(view, at)) {
            found.push_back(FoundOf(*name, view, at));
            at += name->folded.size();
            continue;
        }
        const auto crossing =
            Holds(kJoins, view[at]) ? CrossingAt(view, at) : std::optional<Crossing>{};
        if (!crossing) {
            ++at;
            continue;
        }
        // A road of the gazetteer begins where its name does, not where the guess does.
        Span left = crossing->left;
        if (!found.empty() && found.back().at + found.back().length == at)
            left.begin = found.back().at;
        if (const Name* right = LongestAt(view, at + 1))
            found.push_back(FoundOf(*right, view, at + 1));
        FoundPlace both;
        both.text = Utf8Of(view.substr(left.begin, crossing->end - left.begin));
        both.at = left.begin;
        both.length = crossing->end - left.begin;
        both.name =
            Utf8Of(view.substr(left.begin, left.end - left.begin)) + "/" +
            Utf8Of(view.substr(crossing->right.begin, crossing->right.end - crossing->right.begin));
        both.kind = "crossing";
        both.place = PlaceOfCrossing(found, {left, crossing->right, crossing->end});
        found.push_back(std::move(both));
        at = crossing->end;
    }
    ChooseAmongNamesakes(city, found);
    return found;
}

PlaceCode PlaceSaid(const City& city, const std::vector<FoundPlace>& found) {
    const FoundPlace* best = nullptr;
    std::pair<int, std::ptrdiff_t> best_rank{-1, -1};
    for (const FoundPlace& one : found) {
        const Place* place = city.FindPlace(one.place);
        if (place == nullptr) continue;
        const auto agreeing = std::ranges::count_if(found, [&](const FoundPlace& other) {
            return !other.place.value.empty() && city.IsWithin(one.place, other.place);
        });
        const std::pair rank{static_cast<int>(place->kind), agreeing};
        if (rank > best_rank) {
            best = &one;
            best_rank = rank;
        }
    }
    return best == nullptr ? PlaceCode{} : best->place;
}

}  // namespace liandong
