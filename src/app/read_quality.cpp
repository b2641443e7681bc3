#include <algorithm>
#include <map>
#include <utility>

#include "app/case_scope.hpp"
#include "app/quality_checks.hpp"
#include "app/view_words.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kReadRows = 500;
constexpr std::string_view kPermission = DocumentTraits<QualityCheck>::kViewPermission;

Error NotPermitted() { return ToError({RefusalCode::kNotPermitted, {}}); }

/// Lines of checks, for one request.
class Lines {
public:
    Lines(const Services& services, const Principal& who, Deadline deadline)
        : services_(services),
          who_(who),
          deadline_(deadline),
          city_(services.city.Current()),
          now_(services.clock.Now()),
          words_(*city_, services.store, deadline) {}

    Result<void> KnowCases(const std::vector<CaseId>& ids) {
        LD_TRY(const auto cases, services_.store.LoadAll(ids, deadline_));
        for (const StoredCase& stored : cases) {
            const Category* category = city_->FindCategory(stored.state.category);
            if (category != nullptr) categories_[stored.state.id] = category->name;
        }
        return {};
    }

    Result<QualityLine> Of(const QualityCheck& check) {
        QualityLine line;
        line.id = check.id;
        line.version = check.version;
        line.state = check.state;
        line.state_label = Label(check.state);
        line.subject = check.work.subject;
        line.subject_label = Label(check.work.subject);
        line.cause = check.cause;
        line.cause_label = Label(check.cause);
        line.about = check.work.about;
        line.seq = check.work.seq;
        if (const auto found = categories_.find(line.about); found != categories_.end())
            line.category_name = found->second;
        line.person = check.work.person;
        LD_TRY(line.person_name, NameOf(check.work.person));
        line.unit = check.work.unit;
        line.unit_name = words_.UnitName(check.work.unit);
        if (!check.marks.empty()) line.score = check.score;
        line.drawn_at = words_.Local(check.drawn_at);
        if (!check.closed_at) line.due_at = words_.Local(check.due_at);
        line.missed = check.missed;
        line.may_score = May(check, 1);
        line.may_appeal = May(check, 2);
        line.may_decide = May(check, 3);
        return line;
    }

    /// The id again of whom nobody knows.
    Result<std::string> NameOf(const std::string& person) {
        LD_TRY(auto name, words_.PersonName(person));
        if (name.empty()) return person;
        return std::move(name);
    }
    [[nodiscard]] const City& CityNow() const { return *city_; }
    [[nodiscard]] const ViewWords& Words() const { return words_; }

private:
    [[nodiscard]] bool May(const QualityCheck& check, std::size_t command) const {
        return !GuardQuality(check, command, {now_, *city_, who_, {}, {}});
    }

    const Services& services_;
    const Principal& who_;
    Deadline deadline_;
    std::shared_ptr<const City> city_;  // as it was when the request came
    Instant now_;
    ViewWords words_;
    std::map<CaseId, std::string> categories_;
};

std::string TextOf(QualityState state) { return std::string(Code(state)); }

std::set<std::string> ScoredStates() {
    using enum QualityState;
    std::set<std::string> states;
    for (const QualityState state : {kScored, kAppealed, kUpheld, kChanged, kClosed})
        states.insert(TextOf(state));
    return states;
}

Result<DocumentFilter> FilterOf(const Principal& who, const City& city, QualityList list) {
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kQualityCheck};
    if (list == QualityList::kMine) {
        filter.states = ScoredStates();
        const bool speaks_for_unit = who.unit_permissions.contains("request_appeal");
        if (speaks_for_unit) {
            filter.units = UnitsWithin(city, who.actor.unit);
        } else {
            filter.persons = {who.actor.id};
        }
        return filter;
    }
    if (!MayAnywhere(who, kPermission)) return Failure{NotPermitted()};
    if (list == QualityList::kToScore)
        filter.states = {TextOf(QualityState::kDrawn), TextOf(QualityState::kAppealed)};
    return filter;
}

/// The sealed texts of a check by their rows.
Result<std::map<std::int32_t, std::string>> TextsOf(const Services& services,
                                                    const StoredDocument& stored,
                                                    const QualityCheck& check, Deadline deadline) {
    std::vector<VaultRef> refs{check.note, check.appeal, check.ruling};
    for (const QualityMark& mark : check.marks) refs.push_back(mark.reason);
    std::map<std::int32_t, std::string> texts;
    std::vector<std::int32_t> rows;
    for (const VaultRef& ref : refs) {
        if (ref.row != 0) rows.push_back(ref.row);
    }
    if (rows.empty() || !stored.wrapped_key) return texts;
    LD_TRY(const auto key, detail::UnwrapKey(services, stored));
    LD_TRY(const auto found, services.store.VaultRows(stored.head.id, rows, deadline));
    for (const VaultRow& row : found) {
        const auto ref = std::ranges::find(refs, row.row, &VaultRef::row);
        if (ref == refs.end()) continue;
        LD_TRY(texts[row.row],
               services.vault.Open(key, stored.head.id, row.row, row.ciphertext, ref->digest));
    }
    return texts;
}

// What was given, or what is asked while nothing was.
std::vector<QualityItem> ItemsOf(const QualityCheck& check, const City& city,
                                 std::map<std::int32_t, std::string>& texts) {
    const auto criteria = city.quality.CriteriaOf(check.work.subject);
    std::vector<QualityItem> items;
    if (check.marks.empty()) {
        for (const QualityCriterion& asked : criteria)
            items.push_back({asked.code, asked.name, asked.points, asked.fatal, {}, {}});
        return items;
    }
    for (const QualityMark& mark : check.marks) {
        const auto asked = std::ranges::find(criteria, mark.criterion, &QualityCriterion::code);
        items.push_back({mark.criterion, asked == criteria.end() ? mark.criterion : asked->name,
                         mark.points_max, mark.fatal, mark.points, texts[mark.reason.row]});
    }
    return items;
}

class Means {
public:
    void Add(const std::string& code, std::int32_t points, std::int32_t most) {
        Sum& sum = sums_[code];
        ++sum.count;
        sum.points += points;
        sum.most += most;
    }
    template <class NameOf>
    Result<std::vector<QualityMean>> Take(const NameOf& name_of) const {
        std::vector<QualityMean> means;
        for (const auto& [code, sum] : sums_) {
            LD_TRY(auto name, name_of(code));
            means.push_back({code, std::move(name), sum.count,
                             sum.most == 0 ? 0.0
                                           : static_cast<double>(sum.points) * 100.0 /
                                                 static_cast<double>(sum.most)});
        }
        std::ranges::sort(means, [](const QualityMean& a, const QualityMean& b) {
            return std::pair{a.mean, a.code} < std::pair{b.mean, b.code};
        });
        return means;
    }

private:
    struct Sum {
        std::int32_t count = 0;
        std::int64_t points = 0;
        std::int64_t most = 0;
    };
    std::map<std::string, Sum> sums_;
};

struct Counted {
    QualityFigures figures;
    Means agents, units, criteria;

    void Add(const QualityCheck& check) {
        if (check.cause != QualityCause::kLot) return;
        ++figures.drawn;
        if (check.marks.empty()) return;
        ++figures.scored;
        figures.appealed += check.appealed_at ? 1 : 0;
        figures.changed += check.state == QualityState::kChanged ? 1 : 0;
        const bool is_record = check.work.subject == QualitySubject::kRecord;
        (is_record ? agents : units)
            .Add(is_record ? check.work.person : check.work.unit.value, check.score, 100);
        for (const QualityMark& mark : check.marks)
            criteria.Add(mark.criterion, mark.points, mark.points_max);
    }
};

}  // namespace

Result<PageOf<QualityLine>> ListQuality(const Services& services, const Principal& who,
                                        QualityList list, const Page& page, Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const auto filter, FilterOf(who, *city, list));
    LD_TRY(auto found, services.store.ReadDocuments(filter, page, deadline));
    std::vector<QualityCheck> checks;
    std::vector<CaseId> ids;
    for (const StoredDocument& stored : found.items) {
        LD_TRY(auto check, DocumentCodec<QualityCheck>::DecodeState(stored.body));
        if (list == QualityList::kMine && !IsJudgedBy(check, who, *city)) continue;
        ids.push_back(check.work.about);
        checks.push_back(std::move(check));
    }
    Lines lines(services, who, deadline);
    LD_TRY(lines.KnowCases(ids));
    PageOf<QualityLine> shown{{}, std::move(found.next)};
    for (const QualityCheck& check : checks) {
        LD_TRY(auto line, lines.Of(check));
        if (list == QualityList::kToScore && !line.may_score && !line.may_decide) continue;
        shown.items.push_back(std::move(line));
    }
    return shown;
}

Result<QualityView> ReadQuality(const Services& services, const Principal& who, DocumentId id,
                                Deadline deadline) {
    LD_TRY(const auto loaded,
           LoadDocumentAs<QualityCheck>(services, SystemPrincipal(), id, deadline));
    const auto& [check, stored] = loaded;
    Lines lines(services, who, deadline);
    const bool is_judged =
        check.state != QualityState::kDrawn && IsJudgedBy(check, who, lines.CityNow());
    if (!is_judged && !MayAnywhere(who, kPermission))
        return Failure{detail::NoSuchDocumentForYou()};
    LD_TRY(auto texts, TextsOf(services, stored, check, deadline));
    LD_TRY(lines.KnowCases({check.work.about}));
    QualityView view;
    LD_TRY(view.check, lines.Of(check));
    view.items = ItemsOf(check, lines.CityNow(), texts);
    view.note = texts[check.note.row];
    LD_TRY(view.scored_by_name, lines.NameOf(check.scored_by));
    view.scored_at = lines.Words().Local(check.scored_at);
    if (check.state == QualityState::kChanged) view.first_score = check.first_score;
    view.appeal = texts[check.appeal.row];
    LD_TRY(view.appealed_by_name, lines.NameOf(check.appealed_by));
    view.appealed_at = lines.Words().Local(check.appealed_at);
    view.ruling = texts[check.ruling.row];
    LD_TRY(view.decided_by_name, lines.NameOf(check.decided_by));
    view.closed_at = lines.Words().Local(check.closed_at);
    view.lot = check.lot;
    return view;
}

Result<QualityFigures> CountQuality(const Services& services, const Principal& who, Instant from,
                                    Instant before, Deadline deadline) {
    if (!MayAnywhere(who, kPermission)) return Failure{NotPermitted()};
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kQualityCheck};
    filter.opened_from = from;
    filter.opened_before = before;
    Counted counted;
    Page page{{}, kReadRows};
    do {
        LD_TRY(auto found, services.store.ReadDocuments(filter, page, deadline));
        for (const StoredDocument& stored : found.items) {
            LD_TRY(const auto check, DocumentCodec<QualityCheck>::DecodeState(stored.body));
            counted.Add(check);
        }
        page.after = std::move(found.next);
    } while (page.after);
    Lines lines(services, who, deadline);
    QualityFigures& figures = counted.figures;
    LD_TRY(figures.agents,
           counted.agents.Take([&](const std::string& code) { return lines.NameOf(code); }));
    LD_TRY(figures.units, counted.units.Take([&](const std::string& code) -> Result<std::string> {
        return lines.Words().UnitName(UnitCode{code});
    }));
    LD_TRY(figures.criteria,
           counted.criteria.Take([&](const std::string& code) -> Result<std::string> {
               const auto& all = lines.CityNow().quality.criteria;
               const auto found = std::ranges::find(all, code, &QualityCriterion::code);
               return found == all.end() ? code : found->name;
           }));
    return std::move(figures);
}

}  // namespace liandong
