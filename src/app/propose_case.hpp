#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/article_board.hpp"
#include "app/cell_index.hpp"
#include "app/find_similar.hpp"
#include "app/people_board.hpp"
#include "app/propose_articles.hpp"
#include "app/propose_people.hpp"
#include "app/propose_route.hpp"
#include "base/guarded.hpp"
#include "domain/classify/signals.hpp"
#include "domain/propose/request_parts.hpp"
#include "domain/propose/request_type.hpp"

namespace liandong {

struct CategoryGuess {
    CategoryCode category;
    std::string category_name;
    double probability = 0;
    std::vector<std::string> words;  ///< that spoke for it
};
struct TypeGuessView {
    RequestType type = RequestType::kHelp;
    std::string type_label;
    double share = 0;
    std::vector<std::string> words;
};
struct SignalView {
    SignalKind kind = SignalKind::kSelfHarm;
    std::string kind_label;
    SignalSense sense = SignalSense::kSaid;
    std::string sense_label;
    std::string found;
    std::int64_t at = 0;  ///< code points
};
struct FoundPlaceView {
    std::string text;
    std::int64_t at = 0;  ///< code points
    std::int64_t length = 0;
    std::string name;
    std::string kind;
    PlaceCode place;
    std::string place_name;
};
/// One of several requests in one text; the person confirms, and splits the case.
struct PartView {
    std::string text;
    std::int64_t at = 0;  ///< code points
    std::int64_t length = 0;
    CategoryCode category;
    std::string category_name;
    double probability = 0;
};

/// All that the desk is advised while somebody types. Everything is a proposal with its reasons.
struct CaseProposal {
    std::vector<CategoryGuess> guesses;  ///< best first; empty when the classifier does not dare
    CategoryCode category;               ///< that the route was looked up for
    PlaceCode place;
    std::string place_name;
    std::optional<std::string> grid_cell;
    RouteView route;
    std::vector<PrecedentView> precedents;
    std::vector<TypeGuessView> types;  ///< best first
    bool urgent = false;               ///< danger is said, or the category may be an urgent one
    bool urgent_category = false;
    std::vector<SignalView> signals;
    std::vector<FoundPlaceView> places;
    std::vector<PartView> parts;  ///< none when it is one matter
    std::vector<SimilarCase> near;
    std::vector<SimilarCase> earlier;
    std::vector<PersonProposed> people;     ///< to call in
    std::vector<ArticleProposed> articles;  ///< that may answer it
};

/// What a proposal looks into. Owned by main.
struct ProposeServices {
    const Services& services;
    PeopleBoard& people;
    ArticleBoard& articles;
};

/// What is known of a city's names and cells, looked up for every letter that is typed. Any thread;
/// made anew when another version of the city comes.
class CaseProposer {
public:
    /// Writes nothing. Errors: kInvalid "unknown_category", "unknown_place"; those of the store.
    [[nodiscard]] Result<CaseProposal> Propose(const ProposeServices& propose, const Principal& who,
                                               const ProposeRequest& request, Deadline deadline);
    /// Repeats and duplicates of a case that is there, for a person to merge.
    [[nodiscard]] Result<SimilarCases> Similar(const Services& services, const Principal& who,
                                               CaseId id, Deadline deadline);

private:
    struct Index {
        explicit Index(std::shared_ptr<const City> of)
            : city(std::move(of)), names(*city), cells(city->grid) {}
        std::shared_ptr<const City> city;  ///< `cells` looks into it
        PlaceIndex names;
        CellIndex cells;
    };
    [[nodiscard]] std::shared_ptr<const Index> IndexOf(std::shared_ptr<const City> city);
    static Result<void> AddWhatHelps(const ProposeServices& propose, const Principal& who,
                                     const std::string& text,
                                     const std::vector<CategoryCode>& categories,
                                     CaseProposal& proposal, Deadline deadline);

    Guarded<std::shared_ptr<const Index>> index_;  ///< shared with the requests that run
};

/// The requests of a text that is about more than one category, each with its best guess. A part
/// that says no category of its own belongs to the one before.
[[nodiscard]] std::vector<PartView> ProposeParts(const City& city, Classifier& classifier,
                                                 std::string_view text);

}  // namespace liandong
