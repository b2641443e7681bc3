#include "app/print_document.hpp"

#include "app/act_on_document.hpp"
#include "app/document_papers.hpp"
#include "app/view_words.hpp"

namespace liandong {
namespace {

// Words from the store. A form is filled from top to bottom without looking for errors; the first
// one is kept, and the paper is then not printed.
class StoredWords final : public PaperWords {
public:
    StoredWords(const Services& services, const City& city, const StoredDocument& stored,
                Deadline deadline)
        : services_(services),
          city_(city),
          stored_(stored),
          deadline_(deadline),
          names_(city, services.store, deadline) {}

    [[nodiscard]] const Result<void>& Found() const { return found_; }

    std::string Issuer() override { return UnitName(city_.hotline_unit); }
    std::string UnitName(const UnitCode& unit) override { return names_.UnitName(unit); }
    std::string PersonName(const std::string& user) override {
        if (user.empty()) return "";
        auto actor = Kept(names_.ActorOf({ActorKind::kUser, user, {}}));
        return actor.name;
    }
    std::string StaffName(const std::string& code) override {
        const StaffMember* member = city_.FindStaff(code);
        return member == nullptr ? code : member->name;
    }
    std::string Text(const VaultRef& ref) override {
        if (ref.row == 0 || !stored_.wrapped_key) return "";
        if (key_.empty()) key_ = Kept(detail::UnwrapKey(services_, stored_));
        if (!found_) return "";
        const auto rows = Kept(services_.store.VaultRows(stored_.head.id, {ref.row}, deadline_));
        if (rows.empty()) return "";
        return Kept(services_.vault.Open(key_, stored_.head.id, ref.row, rows.front().ciphertext,
                                         ref.digest));
    }
    std::string Time(Instant at) override {
        return Date(at) + " " + FormatRfc3339(at, city_.calendar.offset).substr(11, 5);
    }
    std::string Date(Instant at) override {
        const std::string text = FormatRfc3339(at, city_.calendar.offset);
        const auto number = [&](std::size_t from) {
            return text[from] == '0' ? text.substr(from + 1, 1) : text.substr(from, 2);
        };
        return text.substr(0, 4) + "年" + number(5) + "月" + number(8) + "日";
    }
    PaperTable CaseTable(const std::vector<CaseId>& cases) override {
        PaperTable table{{{"工单编号", 2.6, CellAlign::kStart},
                          {"事项类别", 2.4, CellAlign::kStart},
                          {"所在地", 2, CellAlign::kStart},
                          {"受理时间", 2.7, CellAlign::kStart},
                          {"状态", 1.2, CellAlign::kStart}},
                         {}};
        for (const StoredCase& one : Kept(services_.store.LoadAll(cases, deadline_))) {
            const Case& about = one.state;
            const Category* category = city_.FindCategory(about.category);
            const Place* place = city_.FindPlace(about.place);
            table.rows.push_back({std::to_string(about.id.value),
                                  category == nullptr ? "" : category->name,
                                  place == nullptr ? "" : place->name, Time(about.opened_at),
                                  std::string(Label(about.state))});
        }
        return table;
    }

private:
    template <class T>
    T Kept(Result<T> got) {
        if (got) return *std::move(got);
        if (found_) found_ = Failure{std::move(got).error()};
        return {};
    }

    const Services& services_;
    const City& city_;
    const StoredDocument& stored_;
    Deadline deadline_;
    ViewWords names_;
    std::string key_;
    Result<void> found_;
};

template <class D>
Result<Paper> Fill(const Services& services, const Principal& who, DocumentId id,
                   Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const auto loaded, LoadDocumentAs<D>(services, who, id, deadline));
    StoredWords words(services, *city, loaded.second, deadline);
    Paper paper = PaperOf(loaded.first, words);
    LD_TRY(words.Found());
    return paper;
}

Result<Paper> FillAs(DocumentKind kind, const Services& services, const Principal& who,
                     DocumentId id, Deadline deadline) {
    switch (kind) {
        case DocumentKind::kSupervisionOrder:
            return Fill<SupervisionOrder>(services, who, id, deadline);
        case DocumentKind::kJointConference:
            return Fill<JointConference>(services, who, id, deadline);
        case DocumentKind::kRaise: return Fill<Raise>(services, who, id, deadline);
        case DocumentKind::kDisciplineReferral:
            return Fill<DisciplineReferral>(services, who, id, deadline);
        case DocumentKind::kMediation: return Fill<Mediation>(services, who, id, deadline);
        default: break;
    }
    return Failure{Invalid("no_paper", "This kind of document has no paper of its own.")};
}

}  // namespace

Result<PrintedDocument> PrintDocument(const Services& services, DocumentPrinter& printer,
                                      const Principal& who, DocumentId id, Deadline deadline) {
    LD_TRY(const auto stored, services.store.LoadDocument(id, deadline));
    LD_TRY(const Paper paper, FillAs(stored.head.kind, services, who, id, deadline));
    LD_TRY(auto pdf, printer.Print(paper));
    return PrintedDocument{paper.number + ".pdf", std::move(pdf)};
}

}  // namespace liandong
