#include <algorithm>
#include <unordered_set>

#include "adapters/store/page_token.hpp"
#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/case_streams.hpp"
#include "adapters/store/sqlite/store.hpp"

// Lists of cases, with and without words to search for. One condition leads, the one that looks
// rarest, or several that are about as rare (see Rarest); the cases that these have in common are
// walked newest first, and each is held against all the other conditions by its row. A list of open
// cases, or a rare value, ends after few rows; a frequent value fills its page from the front.

namespace liandong::sqlite {

CaseRow ReadCaseRow(const Statement& query) {
    CaseRow row;
    row.id = CaseId{query.Int(0)};
    row.version = query.Int32(1);
    row.state = static_cast<CaseState>(query.Int(2));
    row.type = static_cast<RequestType>(query.Int(3));
    row.channel = static_cast<Channel>(query.Int(4));
    row.category.value = query.Text(5);
    row.place.value = query.Text(6);
    row.lead.value = query.Text(7);
    row.urgent = query.Bool(8);
    row.secret = query.Bool(9);
    row.overdue = query.Bool(10);
    row.redo_count = query.Int32(11);
    row.opened_at = query.At(12);
    row.closed_at = query.MaybeAt(13);
    row.next_due_at = query.MaybeAt(14);
    row.source_system = query.Text(15);
    row.source_id = query.Text(16);
    row.disputed = query.Bool(17);
    row.return_waiting = query.Bool(18);
    row.mobilised_by = query.Text(19);
    return row;
}

namespace {

/// Everything a case must fulfil, asked of one case at a time.
class RowTest {
public:
    RowTest(Db& db, const SearchQuery& query, bool test_documents)
        : query_(query),
          filter_(query.filter),
          select_row_(db, kSelectCaseRow),
          select_units_(db, "SELECT unit FROM assignments WHERE case_id = ?1"),
          select_document_(db, "SELECT words, private_tokens FROM search WHERE rowid = ?1"),
          test_documents_(test_documents) {
        for (const UnitCode& unit : filter_.units) units_.insert(unit.value);
        for (const PlaceCode& place : filter_.places) places_.insert(place.value);
        filter_.units.clear();
        filter_.places.clear();
    }

    Result<std::optional<CaseRow>> Try(std::int64_t id) {
        select_row_.Reset();
        LD_TRY(const bool there, select_row_.Bind(id).Step());
        if (!there) return std::optional<CaseRow>{};
        CaseRow row = ReadCaseRow(select_row_);
        if (!store::Matches(filter_, row)) return std::optional<CaseRow>{};
        if (!places_.empty() && !places_.contains(row.place.value)) return std::optional<CaseRow>{};
        LD_TRY(const bool of_unit, IsOfUnit(id));
        if (!of_unit) return std::optional<CaseRow>{};
        LD_TRY(const bool says_so, SaysSo(id));
        if (!says_so) return std::optional<CaseRow>{};
        return std::optional(std::move(row));
    }

private:
    Result<bool> IsOfUnit(std::int64_t id) {
        if (units_.empty()) return true;
        select_units_.Reset();
        select_units_.Bind(id);
        while (true) {
            LD_TRY(const bool row, select_units_.Step());
            if (!row) return false;
            if (units_.contains(select_units_.Text(0))) return true;
        }
    }
    /// The document itself, for when another condition leads: its tokens stand between blanks, so a
    /// phrase is a text.
    Result<bool> SaysSo(std::int64_t id) {
        if (!test_documents_) return true;
        select_document_.Reset();
        LD_TRY(const bool there, select_document_.Bind(id).Step());
        if (!there) return false;
        const std::string_view words = select_document_.View(0);
        return HasAll(words, query_.word_phrases) &&
               std::ranges::all_of(query_.word_choices,
                                   [&](const WordChoice& choice) {
                                       return std::ranges::any_of(choice, [&](const auto& way) {
                                           return HasAll(words, way);
                                       });
                                   }) &&
               HasAll(select_document_.View(1), query_.private_phrases);
    }
    static bool HasAll(std::string_view document,
                       const std::vector<std::vector<std::string>>& phrases) {
        std::string text = " ";
        for (const char c : document) {
            if (c != ' ' || text.back() != ' ') text.push_back(c);
        }
        text.push_back(' ');
        return std::all_of(phrases.begin(), phrases.end(),
                           [&](const std::vector<std::string>& phrase) {
                               std::string wanted = " ";
                               for (const std::string& token : phrase) wanted += token + " ";
                               return text.find(wanted) != std::string::npos;
                           });
    }

    const SearchQuery& query_;
    CaseFilter filter_;
    std::unordered_set<std::string> units_;
    std::unordered_set<std::string> places_;
    Statement select_row_;
    Statement select_units_;
    Statement select_document_;
    bool test_documents_;
};

/// `words : "楼顶 顶铁" AND private_tokens : "9f…"`: quoted strings only, so no token can be an
/// operator.
void AddPhrases(std::string& expression, std::string_view column,
                const std::vector<std::vector<std::string>>& phrases) {
    for (const std::vector<std::string>& phrase : phrases) {
        if (phrase.empty()) continue;
        if (!expression.empty()) expression += " AND ";
        expression += std::string(column) + " : \"";
        for (const std::string& token : phrase) {
            for (const char c : token)
                expression += c == '"' ? std::string("\"\"") : std::string(1, c);
            expression += ' ';
        }
        expression += '"';
    }
}

std::string ExpressionOf(const SearchQuery& query) {
    std::string expression;
    AddPhrases(expression, "words", query.word_phrases);
    for (const WordChoice& choice : query.word_choices) {
        std::string any;
        for (const auto& way : choice) {
            std::string all;
            AddPhrases(all, "words", way);
            if (all.empty()) continue;
            any += (any.empty() ? "(" : " OR (") + all + ")";
        }
        if (any.empty()) continue;
        expression += (expression.empty() ? "(" : " AND (") + any + ")";
    }
    AddPhrases(expression, "private_tokens", query.private_phrases);
    return expression;
}

Result<NumberRange> RangeOf(Db& db, const CaseFilter& filter,
                            const std::optional<store::PageKey>& after) {
    NumberRange range;
    if (after) range.high = (*after)[0] - 1;
    if (!filter.opened_from && !filter.opened_before) return range;
    Statement query(db, "SELECT 1 FROM meta WHERE name = ?1");
    LD_TRY(const bool stray, query.Bind(store::kStrayNumbers).Step());
    return stray ? range : store::NumbersOpened(filter, range);
}

Result<PageOf<CaseRow>> FindCases(Db& db, const SearchQuery& query, store::ListKind list,
                                  const Page& page, const std::optional<store::PageKey>& after) {
    LD_TRY(NumberRange range, RangeOf(db, query.filter, after));
    if (query.at_most) range.high = std::min(range.high, query.at_most->value);
    LD_TRY(auto streams, StreamsOf(db, query.filter, range));
    const std::string expression = ExpressionOf(query);
    std::size_t search_at = streams.size();
    if (!expression.empty()) streams.push_back(SearchStream(db, expression, range));
    LD_TRY(const auto leading, Rarest(std::move(streams)));
    RowTest test(db, query, !expression.empty() && !leading.leads[search_at]);
    std::vector<CaseRow> rows;
    while (rows.size() <= static_cast<std::size_t>(page.limit)) {
        LD_TRY(const std::optional<std::int64_t> id, leading.stream->Next());
        if (!id) break;
        LD_TRY(auto row, test.Try(*id));
        if (row) rows.push_back(*std::move(row));
    }
    return store::CutPage(list, page, std::move(rows),
                          [](const CaseRow& row) { return store::PageKey{row.id.value, 0, 0}; });
}

}  // namespace

Result<PageOf<CaseRow>> SqliteStore::ListCases(const CaseFilter& filter, const Page& page,
                                               Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kCases, page));
    const SearchQuery query{{}, {}, filter};
    return readers_.Read(deadline, [&](Db& db) {
        return FindCases(db, query, store::ListKind::kCases, page, after);
    });
}

Result<PageOf<CaseRow>> SqliteStore::Search(const SearchQuery& query, const Page& page,
                                            Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kSearch, page));
    return readers_.Read(deadline, [&](Db& db) {
        return FindCases(db, query, store::ListKind::kSearch, page, after);
    });
}

Result<RulingCounts> SqliteStore::CountRulings(Deadline deadline) {
    return readers_.Read(deadline, [](Db& db) -> Result<RulingCounts> {
        Statement query(db,
                        "SELECT (SELECT count(*) FROM cases WHERE closed = 0 AND disputed = 1),"
                        " (SELECT count(*) FROM cases WHERE closed = 0 AND return_waiting = 1)");
        LD_TRY(const bool row, query.Step());
        if (!row) return Failure{Bug("a count gave no row")};
        return RulingCounts{query.Int(0), query.Int(1)};
    });
}

}  // namespace liandong::sqlite
