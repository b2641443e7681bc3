#include "app/hot_topics.hpp"

#include <algorithm>

#include "app/case_texts.hpp"

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

}  // namespace

Result<HotTopicList> FindHotTopics(const Services& services, const HotTopicOptions& options,
                                   Deadline deadline) {
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
    HotTopicList list;
    list.as_of = LocalTime{now, offset};
    list.from = LocalTime{*filter.opened_from, offset};
    for (const Topic& topic : HottestTopics(opened.messages, options.topics)) {
        list.items.push_back(ViewOf(topic, opened.ids, offset));
        list.items.back().rank = static_cast<std::int32_t>(list.items.size());
    }
    return list;
}

Result<void> TopicLoop::RunOnce() {
    LD_TRY(auto list, FindHotTopics(services_, options_, Deadline::In(kRoundLimit)));
    board_.Put(std::move(list));
    return {};
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
