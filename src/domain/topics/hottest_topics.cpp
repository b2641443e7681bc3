#include <algorithm>
#include <chrono>
#include <cmath>
#include <unordered_set>

#include "domain/topics/describe_topic.hpp"
#include "domain/topics/group_messages.hpp"
#include "domain/topics/heat.hpp"
#include "domain/topics/topic.hpp"
#include "domain/topics/word_vectors.hpp"

namespace liandong {
namespace {

std::vector<const TopicMessage*> NewestInOrder(std::span<const TopicMessage> messages) {
    std::vector<const TopicMessage*> in_order;
    in_order.reserve(messages.size());
    for (const TopicMessage& message : messages) in_order.push_back(&message);
    std::ranges::sort(in_order, [](const TopicMessage* a, const TopicMessage* b) {
        return a->at != b->at ? a->at < b->at : a->id < b->id;
    });
    if (in_order.size() > kTopicMessagesMax)
        in_order.erase(in_order.begin(), in_order.end() - kTopicMessagesMax);
    return in_order;
}

// Messages are in time order; people, not messages: who writes daily is one.
std::size_t BusiestWeek(const Members& members, std::span<const TopicMessage* const> messages,
                        const std::vector<std::uint32_t>& persons) {
    std::size_t busiest = 0;
    for (std::size_t from = 0, to = 0; from < members.size(); ++from) {
        while (to < members.size() &&
               messages[members[to]]->at - messages[members[from]]->at < std::chrono::weeks(1))
            ++to;
        if (to - from <= busiest) continue;
        std::unordered_set<std::uint32_t> week;
        for (std::size_t i = from; i < to; ++i) week.insert(persons[members[i]]);
        busiest = std::max(busiest, week.size());
    }
    return busiest;
}

Topic Measure(const Members& members, std::span<const TopicMessage* const> messages,
              const WordVectors& vectors) {
    Topic topic;
    std::unordered_set<std::uint32_t> persons;
    for (const std::uint32_t member : members) {
        persons.insert(vectors.persons[member]);
        topic.votes += std::max<std::int64_t>(messages[member]->votes, 0);
    }
    topic.persons = persons.size();
    topic.busiest_week_persons = BusiestWeek(members, messages, vectors.persons);
    topic.focus = FocusOf(members, vectors);
    topic.from = messages[members.front()]->at;
    topic.to = messages[members.back()]->at;
    topic.heat = HeatOf(topic);
    topic.members.assign(members.begin(), members.end());
    return topic;
}

}  // namespace

double HeatOf(const Topic& topic) {
    const auto persons = static_cast<double>(topic.persons);
    const auto week = static_cast<double>(topic.busiest_week_persons);
    const auto votes = static_cast<double>(topic.votes);
    return (2 * std::log1p(persons) + std::log1p(week) + 0.25 * std::log1p(votes)) *
           std::min(1.0, topic.focus / kWholeFocus);
}

std::vector<Topic> HottestTopics(std::span<const TopicMessage> messages,
                                 const TopicOptions& options) {
    const std::vector<const TopicMessage*> in_order = NewestInOrder(messages);
    const WordVectors vectors = WordVectorsOf(in_order);
    std::vector<Topic> topics;
    for (const Members& group : GroupByWords(in_order, vectors)) {
        for (const Members& part : SplitByMatter(group, vectors)) {
            Topic topic = Measure(part, in_order, vectors);
            if (topic.persons >= options.persons_min) topics.push_back(std::move(topic));
        }
    }
    std::ranges::sort(topics, [](const Topic& a, const Topic& b) {
        return a.heat != b.heat ? a.heat > b.heat : a.members < b.members;
    });
    if (topics.size() > options.topics_max) topics.resize(options.topics_max);
    for (Topic& topic : topics) {
        Describe(topic, in_order, vectors);
        for (std::size_t& member : topic.members)
            member = static_cast<std::size_t>(in_order[member] - messages.data());
    }
    return topics;
}

}  // namespace liandong
