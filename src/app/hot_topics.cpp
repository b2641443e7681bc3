#include "app/hot_topics.hpp"

#include <algorithm>

#include "app/case_texts.hpp"
#include "app/topic_days.hpp"
#include "domain/topics/summary_sentence.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kPageRows = 500;
constexpr std::chrono::minutes kRoundLimit{10};
constexpr Duration kEvery = std::chrono::hours(1);
constexpr Duration kAfterFault = std::chrono::minutes(1);

struct Opened {
    std::vector<TopicMessage> messages;
    std::vector<CaseId> ids;  // of each
};

Result<void> AddMessages(const Services& services, const City& city,
                         const std::vector<CaseRow>& rows, Opened& opened, Deadline deadline) {
    std::vector<CaseId> ids;
    for (const CaseRow& row : rows) {
        if (!row.secret) ids.push_back(row.id);
    }
    LD_TRY(auto texts, OpenCaseTexts(services, ids, deadline));
    for (const CaseRow& row : rows) {
        const auto text = texts.find(row.id);
        if (row.secret || text == texts.end()) continue;
        TopicMessage message;
        message.id = std::to_string(row.id.value);
        message.person = std::move(text->second.person);
        message.at = row.opened_at;
        message.title = std::move(text->second.title);
        message.text = std::move(text->second.content);
        if (const Place* place = city.FindPlace(row.place)) message.place = place->name;
        opened.messages.push_back(std::move(message));
        opened.ids.push_back(row.id);
    }
    return {};
}

HotTopic ViewOf(const Topic& topic, const std::vector<CaseId>& ids, UtcOffset offset) {
    HotTopic view;
    view.heat = topic.heat;
    view.from = {topic.from, offset};
    view.to = {topic.to, offset};
    view.place = topic.place;
    view.group = topic.group;
    view.words = topic.words;
    view.summary = topic.summary;
    view.persons = static_cast<std::int32_t>(topic.persons);
    view.case_count = static_cast<std::int32_t>(topic.members.size());
    for (const std::size_t member : topic.members) view.cases.push_back(ids[member]);
    std::ranges::sort(view.cases, std::ranges::greater{});
    if (view.cases.size() > kTopicCasesShown) view.cases.resize(kTopicCasesShown);
    return view;
}

KeptTopic KeptOf(const Topic& topic, const HotTopic& view, const Opened& opened) {
    KeptTopic kept{topic.heat,
                   topic.from,
                   topic.to,
                   topic.place,
                   topic.group,
                   topic.words,
                   view.persons,
                   view.case_count,
                   view.cases,
                   {},
                   0};
    if (const auto summary = PlaceOfSummary(topic, opened.messages)) {
        kept.summary_case = opened.ids[summary->member];
        kept.summary_sentence = static_cast<std::int64_t>(summary->sentence);
    }
    return kept;
}

/// The same list to be shown now and to be kept.
struct Found {
    HotTopicList list;
    KeptTopics kept;
};

Result<Found> Find(const Services& services, const HotTopicOptions& options, Deadline deadline) {
    const auto city = services.city.Current();
    const UtcOffset offset = city->calendar.offset;
    const Instant now = services.clock.Now();
    CaseFilter filter;
    filter.opened_from = now - std::chrono::days(options.days);
    Opened opened;
    Page page{{}, kPageRows};
    do {
        LD_TRY(auto found, services.store.ListCases(filter, page, deadline));
        LD_TRY(AddMessages(services, *city, found.items, opened, deadline));
        page.after = std::move(found.next);
    } while (page.after && opened.messages.size() < options.cases_max);
    Found found;
    found.list.as_of = LocalTime{now, offset};
    found.list.from = LocalTime{*filter.opened_from, offset};
    found.kept = {now, *filter.opened_from, {}};
    for (const Topic& topic : HottestTopics(opened.messages, options.topics)) {
        HotTopic& view = found.list.items.emplace_back(ViewOf(topic, opened.ids, offset));
        view.rank = static_cast<std::int32_t>(found.list.items.size());
        found.kept.items.push_back(KeptOf(topic, view, opened));
    }
    return found;
}

}  // namespace

Result<HotTopicList> FindHotTopics(const Services& services, const HotTopicOptions& options,
                                   Deadline deadline) {
    LD_TRY(auto found, Find(services, options, deadline));
    return std::move(found.list);
}

Result<void> TopicLoop::RunOnce() {
    const Deadline deadline = Deadline::In(kRoundLimit);
    LD_TRY(auto found, Find(services_, options_, deadline));
    board_.Put(std::move(found.list));
    return KeepTopicsOfDay(services_, found.kept, deadline);
}

void TopicLoop::Start() {
    loop_.Start(
        "ld-topics",
        [this]() -> Duration {
            const auto done = RunOnce();
            if (done) return kEvery;
            if (on_fault_) on_fault_(done.error());
            return kAfterFault;
        },
        on_fault_);
}

}  // namespace liandong
