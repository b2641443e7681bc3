#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/import/open_source.hpp"
#include "adapters/profile/load_import_map.hpp"
#include "domain/topics/topic.hpp"
#include "server/commands.hpp"
#include "server/open_city.hpp"

namespace liandong::server {
namespace {

constexpr int kSomeUnread = 1;
constexpr int kCouldNotRun = 2;

struct TopicsArguments {
    std::filesystem::path file;
    std::filesystem::path map;
    TopicOptions options;
};

// What a table without a map usually calls its columns.
ImportMap UsualMap() {
    ImportMap map;
    map.columns = {
        {ImportTarget::kId, {"id", "case_id", "留言编号", "工单编号", "编号"}},
        {ImportTarget::kCaller, {"user", "caller", "phone", "留言用户", "来电人"}},
        {ImportTarget::kTitle, {"subject", "title", "留言主题", "标题"}},
        {ImportTarget::kContent, {"body", "content", "text", "留言详情", "内容"}},
        {ImportTarget::kOpenedAt, {"time", "opened_at", "留言时间", "受理时间"}},
        {ImportTarget::kPlace, {"place", "地点"}},
    };
    map.date_formats = {"%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z",
                        "%Y/%m/%d %H:%M",    "%Y-%m-%d %H:%M",    "%Y/%m/%d",
                        "%Y-%m-%d"};
    map.offset = UtcOffset{480};
    return map;
}

// Approval and disapproval alike: whoever votes has read it and cares.
constexpr auto kVoteColumns =
    std::to_array<std::string_view>({"likes", "against", "votes", "点赞数", "反对数"});

class TopicRows {
public:
    TopicRows(const ImportMap& map, const std::vector<std::string>& header)
        : map_(map), header_(header) {}

    [[nodiscard]] Result<TopicMessage> Read(const ImportRecord& record) const {
        const auto& names = record.names ? *record.names : header_;
        const std::string number = std::to_string(record.row);
        const RowLookup look = [&](std::string_view column) -> std::string_view {
            if (column == kRowNumberColumn) return number;
            const auto at = std::ranges::find(names, column);
            const auto place = static_cast<std::size_t>(at - names.begin());
            return place < record.values.size() ? std::string_view(record.values[place].text)
                                                : std::string_view{};
        };
        TopicMessage message;
        message.id = ValueOf(map_, ImportTarget::kId, look);
        if (message.id.empty()) message.id = "#" + number;
        message.person = ValueOf(map_, ImportTarget::kCaller, look);
        if (message.person.empty()) message.person = ValueOf(map_, ImportTarget::kPhone, look);
        message.title = ValueOf(map_, ImportTarget::kTitle, look);
        message.text = ValueOf(map_, ImportTarget::kContent, look);
        message.place = ValueOf(map_, ImportTarget::kPlace, look);
        LD_TRY(message.at, ParseSourceTime(ValueOf(map_, ImportTarget::kOpenedAt, look), map_));
        for (const std::string_view column : kVoteColumns) message.votes += Count(look(column));
        return message;
    }

private:
    static std::int64_t Count(std::string_view text) {
        constexpr std::int64_t kVotesMax = 1'000'000'000;
        std::int64_t count = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
        const bool whole = fault == std::errc{} && end == text.data() + text.size();
        return whole ? std::clamp<std::int64_t>(count, 0, kVotesMax) : 0;
    }

    const ImportMap& map_;
    const std::vector<std::string>& header_;
};

struct Table {
    std::vector<TopicMessage> messages;
    bool all_read = true;
};

Result<Table> ReadMessages(const TopicsArguments& arguments) {
    ImportMap map = UsualMap();
    if (!arguments.map.empty()) {
        LD_TRY(map, profile::LoadImportMap(arguments.map));
    }
    LD_TRY(const auto source, import::OpenSource(arguments.file, map));
    const TopicRows rows(map, source->Header());
    Table table;
    const auto complain = [&](std::int64_t line, const std::string& what) {
        std::cerr << arguments.file.string() << ':' << line << ": " << what << '\n';
        table.all_read = false;
    };
    while (true) {
        LD_TRY(const auto record, source->Next());
        if (!record) return table;
        if (record->fault) {
            complain(record->fault->line, record->fault->reason);
        } else if (auto message = rows.Read(*record)) {
            table.messages.push_back(*std::move(message));
        } else {
            complain(record->line, message.error().for_caller);
        }
    }
}

std::string Cell(std::string_view text) {
    if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string(text);
    std::string cell = "\"";
    for (const char c : text) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + '"';
}

std::string Joined(const std::vector<std::string>& words) {
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
    return joined;
}

int Run(const TopicsArguments& arguments) {
    const auto table = ReadMessages(arguments);
    if (!table) {
        Complain(table.error());
        return kCouldNotRun;
    }
    const UtcOffset offset = UsualMap().offset;
    std::cout << "rank,heat,from,to,place,group,words,summary,messages,persons,votes,ids\n"
              << std::fixed << std::setprecision(2);
    std::size_t rank = 0;
    for (const Topic& topic : HottestTopics(table->messages, arguments.options)) {
        std::vector<std::string> ids;
        for (const std::size_t member : topic.members) ids.push_back(table->messages[member].id);
        std::cout << ++rank << ',' << topic.heat << ',' << FormatDay(DayOf(topic.from, offset))
                  << ',' << FormatDay(DayOf(topic.to, offset)) << ',' << Cell(topic.place) << ','
                  << Cell(topic.group) << ',' << Cell(Joined(topic.words)) << ','
                  << Cell(topic.summary) << ',' << topic.members.size() << ',' << topic.persons
                  << ',' << topic.votes << ',' << Cell(Joined(ids)) << '\n';
    }
    return table->all_read ? 0 : kSomeUnread;
}

}  // namespace

void AddTopicsCommand(CLI::App& app, int& exit_code) {
    const auto arguments = std::make_shared<TopicsArguments>();  // shared with the callback, which
                                                                 // outlives this function
    CLI::App* topics = app.add_subcommand(
        "topics", "Lists the hottest topics of a table of messages, with the ids of each.");
    topics->add_option("--input", arguments->file, "A CSV file with a header")->required();
    topics->add_option("--map", arguments->map,
                       "What the columns mean: profiles/maps/NAME.toml. Without: id, user, "
                       "subject, body, time, place, likes, against");
    topics->add_option("--top", arguments->options.topics_max, "How many")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000}))
        ->capture_default_str();
    topics->add_option("--persons", arguments->options.persons_min, "A topic needs as many people")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
        ->capture_default_str();
    topics->footer("Exit codes: 0 done, 1 some rows could not be read, 2 could not run.");
    topics->callback([arguments, &exit_code] { exit_code = Run(*arguments); });
}

}  // namespace liandong::server
