#include "app/topic_days.hpp"

#include "app/case_texts.hpp"
#include "app/figures_store.hpp"
#include "codec/topic_codec.hpp"
#include "domain/topics/summary_sentence.hpp"

namespace liandong {
namespace {

HotTopic ViewOf(const KeptTopic& kept, UtcOffset offset) {
    HotTopic view;
    view.heat = kept.heat;
    view.from = {kept.from, offset};
    view.to = {kept.to, offset};
    view.place = kept.place;
    view.group = kept.group;
    view.words = kept.words;
    view.persons = kept.persons;
    view.case_count = kept.case_count;
    view.cases = kept.cases;
    return view;
}

// Of those that may still be shown to whoever watches the city.
Result<std::map<CaseId, CaseText>> SummaryTexts(const Services& services, const KeptTopics& kept,
                                                Deadline deadline) {
    std::vector<CaseId> ids;
    ids.reserve(kept.items.size());
    for (const KeptTopic& topic : kept.items) ids.push_back(topic.summary_case);
    LD_TRY(const auto cases, services.store.LoadAll(ids, deadline));
    ids.clear();
    for (const StoredCase& stored : cases) {
        if (!stored.state.secret) ids.push_back(stored.state.id);
    }
    return OpenCaseTexts(services, ids, deadline);
}

}  // namespace

Result<void> KeepTopicsOfDay(const Services& services, const KeptTopics& topics,
                             Deadline deadline) {
    const Day day = DayOf(topics.as_of, services.city.Current()->calendar.offset);
    return services.store.Figures().KeepTopics({day, topics.as_of, EncodeTopics(topics)}, deadline);
}

Result<HotTopicList> ReadTopicsOfDay(const Services& services, Day day, Deadline deadline) {
    LD_TRY(const auto stored, services.store.Figures().TopicsOf(day, deadline));
    if (!stored) return Failure{NotFound("no_topics_of_day", "No topics were kept for that day.")};
    LD_TRY(const auto kept, DecodeTopics(stored->text));
    LD_TRY(const auto texts, SummaryTexts(services, kept, deadline));
    const UtcOffset offset = services.city.Current()->calendar.offset;
    HotTopicList list;
    list.as_of = LocalTime{kept.as_of, offset};
    list.from = LocalTime{kept.from, offset};
    for (const KeptTopic& topic : kept.items) {
        HotTopic& view = list.items.emplace_back(ViewOf(topic, offset));
        view.rank = static_cast<std::int32_t>(list.items.size());
        const auto text = texts.find(topic.summary_case);
        if (text == texts.end() || topic.summary_sentence < 0) continue;
        TopicMessage message;
        message.title = text->second.title;
        message.text = text->second.content;
        view.summary = SentenceOf(message, static_cast<std::size_t>(topic.summary_sentence));
    }
    return list;
}

}  // namespace liandong
