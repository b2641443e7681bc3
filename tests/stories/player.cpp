#include "stories/player.hpp"

#include <algorithm>
#include <charconv>
#include <thread>

#include "app/callback_links.hpp"
#include "app/merge_cases.hpp"
#include "app/open_case.hpp"
#include "app/precedents.hpp"
#include "base/text.hpp"
#include "domain/sla/calendar_2026.hpp"

// What the verbs of a story do; what it expects is in expectations.cpp.

namespace liandong::stories {
namespace {

using testing::Soon;

// The small city with the calendar that China published for 2026, worked weekends included.
liandong::City StoryCity(const std::string& code) {
    liandong::City city = testing::SmallCity();
    city.code = code;
    const Calendar published = testing::Calendar2026();
    city.calendar.exceptions = published.exceptions;
    return city;
}

std::string Describe(const Error* error) {
    return error == nullptr ? "ok" : std::string(Text(error->kind)) + " " + error->code;
}

Result<std::int64_t> ParseNumber(std::string_view text) {
    std::int64_t number = 0;
    const char* end =
        text.data() + text.size();  // NOLINT(cppcoreguidelines-pro-bounds-pointer-arithmetic)
    if (text.empty() || std::from_chars(text.data(), end, number).ptr != end) {
        return Failure{Invalid("bad_story", "'" + std::string(text) + "' is no number")};
    }
    return number;
}

}  // namespace

Result<Duration> ParseSpan(const std::string& text) {
    const std::size_t digits = text.find_first_not_of("-0123456789");
    if (digits == std::string::npos)
        return Failure{Invalid("bad_story", "'" + text + "' needs min, h or d")};
    LD_TRY(const std::int64_t amount, ParseNumber(text.substr(0, digits)));
    const std::string unit = text.substr(digits);
    if (unit == "ms") return Duration{amount};
    if (unit == "min") return Duration{std::chrono::minutes{amount}};
    if (unit == "h") return Duration{std::chrono::hours{amount}};
    if (unit == "d") return Duration{std::chrono::days{amount}};
    return Failure{Invalid("bad_story", "'" + unit + "' is no unit of time: min, h or d")};
}

Result<Limit> ParseLimit(const std::string& text) {
    const std::size_t digits = text.find_first_not_of("-0123456789");
    if (digits == std::string::npos)
        return Failure{Invalid("bad_story", "'" + text + "' needs min, wmin or wd")};
    LD_TRY(const std::int64_t amount, ParseNumber(text.substr(0, digits)));
    const std::string unit = text.substr(digits);
    if (unit == "min") return Limit{amount, LimitUnit::kMinutes};
    if (unit == "wmin") return Limit{amount, LimitUnit::kWorkingMinutes};
    if (unit == "wd") return Limit{amount, LimitUnit::kWorkingDays};
    return Failure{
        Invalid("bad_story",
                "'" + unit + "' is no limit: min, wmin (working minutes) or wd (working days)")};
}

Player::Player(testing::TestDatabase& database, std::string city_code)
    : database_(database), city_code_(std::move(city_code)) {}

std::string Player::Play(const Story& story) {
    if (auto wrong = OpenStore(); !wrong.empty()) return wrong;
    for (const Line& line : story.lines) {
        if (auto wrong = PlayLine(line); !wrong.empty()) {
            return story.file + ":" + std::to_string(line.number) + ": " + wrong;
        }
    }
    if (auto wrong = CheckAtTheEnd(); !wrong.empty())
        return story.file + ": at the end of the story: " + wrong;
    return {};
}

std::string Player::OpenStore() {
    const Instant now = world_ ? world_->clock.Now() : Instant{};
    std::optional<liandong::City> city;
    if (world_) city = *world_->cities.Current();
    world_.reset();
    store_.reset();
    auto opened = database_.Open(city_code_);
    if (!opened) return "the store does not open: " + opened.error().for_log;
    store_ = *std::move(opened);
    world_ =
        std::make_unique<testing::World>(*store_, city ? *std::move(city) : StoryCity(city_code_));
    world_->clock.Set(now);
    return {};
}

std::string Player::PlayLine(Line line) {
    transcript_ += "  " + City(world_->clock.Now()) + "  " + line.text;
    std::string wrong = PlayVerb(line);
    std::vector<std::string> unknown = line.words.Unknown();
    for (const Line& part : line.together) {
        const auto more = part.words.Unknown();
        unknown.insert(unknown.end(), more.begin(), more.end());
    }
    if (wrong.empty() && !unknown.empty())
        wrong = "'" + unknown.front() + "' means nothing to " + line.verb;
    transcript_ += wrong.empty() ? "\n" : "   <-- " + wrong + "\n";
    return wrong;
}

std::string Player::PlayVerb(Line& line) {
    if (line.verb == "wait") return Wait(line);
    if (line.verb == "jump") return Jump(line);
    if (line.verb == "restart") return OpenStore();
    if (line.verb == "city") return ChangeCity(line);
    if (line.verb == "expect") return Expect(line);
    if (line.verb == "at") {
        const auto at = line.subjects.size() == 1
                            ? ParseRfc3339(line.subjects.front() + ":00+08:00")
                            : Failure{Invalid("bad_story", "at needs one time")};
        if (!at) return "at needs a time like 2026-03-02T09:00";
        if (*at < world_->clock.Now())
            return "time runs forward; use jump for a clock that is wrong";
        return PassTime(*at);
    }
    if (line.verb == "together") return Together(line);
    if (line.subjects.empty()) return "which case? " + line.verb + " C1 ...";
    if (line.outcome.empty()) return "say what comes of it: -> ok, or -> rejected CODE";
    if (line.verb == "open") return Open(line);
    if (line.verb == "merge" || line.verb == "unmerge") return MergeOrUndo(line);
    if (line.verb == "split") return Split(line);
    if (line.verb == "reopen") return Reopen(line);
    if (line.verb == "retire") return Retire(line);
    if (line.verb == "send_link") return SendLink(line);
    if (line.verb == "answer_link") return AnswerLink(line);
    return Act(line);
}

// Deadlines fire one after the other, each at its own time, as the timer thread of a running server
// does.
std::string Player::PassTime(Instant until) {
    for (int rounds = 0; rounds < 10'000; ++rounds) {
        const auto next = store_->NextDeadline(Soon());
        if (!next) return "deadlines cannot be read: " + next.error().for_log;
        if (!*next || **next > until) break;
        world_->clock.Set(std::max(world_->clock.Now(), **next));
        const auto fired = testing::FireDue(*world_);
        if (!fired) return "a deadline that came due was refused: " + Describe(&fired.error());
        transcript_ += "\n      " + City(world_->clock.Now()) + "  (" + std::to_string(*fired) +
                       " deadlines fire)";
    }
    world_->clock.Set(until);
    return {};
}

std::string Player::Wait(const Line& line) {
    if (line.subjects.size() != 1) return "wait needs one span: wait 35min";
    const auto span = ParseSpan(line.subjects.front());
    if (!span) return span.error().for_caller;
    return PassTime(world_->clock.Now() + *span);
}

// A machine whose clock is wrong: no time passes, it only reads differently.
std::string Player::Jump(const Line& line) {
    if (line.subjects.size() != 1) return "jump needs one span: jump -365d";
    const auto span = ParseSpan(line.subjects.front());
    if (!span) return span.error().for_caller;
    world_->clock.Set(world_->clock.Now() + *span);
    const auto fired = testing::FireDue(*world_);
    return fired ? "" : "a deadline that came due was refused: " + Describe(&fired.error());
}

std::string Player::ChangeCity(Line& line) {
    liandong::City city = *world_->cities.Current();
    city.version = line.words.Take("version", city.version + "+");
    if (const auto code = line.words.MaybeTake("drop_category")) {
        std::erase_if(city.categories,
                      [&](const Category& category) { return category.code.value == *code; });
    }
    if (const auto text = line.words.MaybeTake("handling_hours")) {
        const auto hours = ParseNumber(*text);
        if (!hours) return hours.error().for_caller;
        for (Category& category : city.categories)
            category.handling_hours = static_cast<std::int32_t>(*hours);
    }
    if (const auto percent = line.words.MaybeTake("callback_percent")) {
        const auto number = ParseNumber(*percent);
        if (!number) return number.error().for_caller;
        for (ClockPolicy& policy : city.clocks)
            policy.callback_percent = static_cast<std::int32_t>(*number);
    }
    if (const auto day = line.words.MaybeTake("calendar_until")) {
        const auto last = ParseDay(*day);
        if (!last) return "calendar_until needs a day";
        city.calendar.last = *last;
    }
    if (const auto code = line.words.MaybeTake("drop_rules_of")) {
        std::erase_if(city.catalogue, [&](const CatalogueRule& rule) {
            return rule.category != "*" && MatchesCode(rule.category, *code);
        });
    }
    if (const auto text = line.words.MaybeTake("attempt_gap")) {
        const auto gap = ParseLimit(*text);
        if (!gap) return gap.error().for_caller;
        city.limits.callback_attempt_gap = *gap;
    }
    if (const auto code = line.words.MaybeTake("dispute_default")) {
        const auto chosen = FromCode<DisputeDefault>(*code);
        if (!chosen) return "dispute_default is named_lead or fallback_unit";
        city.limits.dispute_default = *chosen;
    }
    if (const auto unit = line.words.MaybeTake("lead")) {
        for (CatalogueRule& rule : city.catalogue) rule.lead = *unit;
    }
    world_->cities.Set(std::move(city));
    city_changed_ = true;
    return {};
}

std::string Player::Compare(const Line& line, const Error* error, const std::string& detail) {
    std::string wanted;
    for (const std::string& word : line.outcome) wanted += (wanted.empty() ? "" : " ") + word;
    std::string got = detail.empty() ? "ok" : detail;
    if (error != nullptr) {
        // People read "rejected" for every no of the rules; the other kinds keep their own word.
        const bool is_rule =
            error->kind == ErrorKind::kForbidden || error->kind == ErrorKind::kRejected;
        got = (is_rule ? "rejected" : std::string(Text(error->kind))) + " " + error->code;
    }
    return got == wanted ? "" : "expected '" + wanted + "', got '" + got + "'";
}

Result<Principal> Player::WhoIs(const std::string& name) const {
    if (name == "chief") return testing::Everybody();
    if (name == "agent") return testing::Agent();
    if (name.starts_with("officer-")) return testing::OfficerOf(name.substr(8));
    if (name == "stranger") return Principal{{ActorKind::kUser, "stranger", UnitCode{"A"}}, {}, {}};
    if (name.starts_with("system-")) {
        return Principal{
            {ActorKind::kLinkedSystem, name.substr(7), {}}, {"view", "open", "rule_hand_over"}, {}};
    }
    Principal who{{ActorKind::kUser, name, UnitCode{"H"}}, {"view", "note"}, {}};
    if (name == "dispatcher") {
        who.city_permissions.insert({"dispatch", "withdraw", "rule_return", "rule_extension",
                                     "remind", "merge", "split", "amend", "add_unit",
                                     "release_unit", "rule_dispute"});
    } else if (name == "reviewer") {
        who.city_permissions.insert({"review", "rule_decline", "rule_appeal"});
    } else if (name == "caller-back") {
        who.city_permissions.insert({"callback", "reopen", "open"});
    } else if (name == "supervisor") {
        who.city_permissions.insert({"redo", "review"});
    } else {
        return Failure{Invalid("bad_story", "nobody is called '" + name + "'")};
    }
    return who;
}

SealedText Player::Say(Words& words, std::string_view name, const std::string& fallback) {
    std::string text = words.Take(name, fallback);
    // "x*1000" stands for a text too long to be written out.
    const std::size_t times = text.rfind('*');
    if (times != std::string::npos && times > 0) {
        if (const auto count = ParseNumber(text.substr(times + 1))) {
            const std::string unit = text.substr(0, times);
            text.clear();
            for (std::int64_t i = 0; i < *count; ++i) text += unit;
        }
    }
    if (text.size() >= 6) private_texts_.insert(text);
    return {std::move(text), {}};
}

std::string Player::Open(Line& line) {
    const std::string name = line.subjects.front();
    Words& words = line.words;
    const auto who = WhoIs(words.Take("by", "agent"));
    if (!who) return who.error().for_caller;
    OpenCaseRequest request;
    OpenCase& command = request.command;
    const auto channel = FromCode<Channel>(words.Take("channel", "phone"));
    const auto type = FromCode<RequestType>(words.Take("type", "help"));
    if (!channel || !type) return "there is no such channel or type";
    command.channel = *channel;
    command.type = *type;
    command.category = CategoryCode{words.Take("category")};
    command.place = PlaceCode{words.Take("place")};
    command.source_system = words.Take("source");
    command.source_id = words.Take("source_id");
    if (const auto secret = words.MaybeTake("secret")) command.secret = *secret == "yes";
    if (const auto urgent = words.MaybeTake("urgent")) command.urgent = *urgent == "yes";
    command.hand_in = words.Take("hand_in") == "yes";
    if (words.Has("plate")) request.plate = Say(words, "plate", "");
    command.narrative.plain.title = Say(words, "title", "路灯不亮已有三天").plain;
    command.narrative.plain.content = Say(words, "content", "").plain;
    command.caller.plain.name = Say(words, "caller", "").plain;
    command.caller.plain.phone = Say(words, "phone", "").plain;
    request.dispatch = words.Take("and_dispatch") == "yes";
    if (const auto key = words.MaybeTake("key"))
        request.idempotency = IdempotencyKey{"agent", *key, words.Take("digest", "00")};
    const auto opened = OpenNewCase(world_->Use(), *who, std::move(request), Soon());
    if (!opened) return Compare(line, &opened.error());
    if (opened->is_replay) return Compare(line, nullptr, "same " + NameOfCase(opened->state.id));
    if (cases_.contains(name)) return name + " is the name of another case";
    cases_[name] = opened->state.id;
    return Compare(line, nullptr);
}

std::string Player::Act(Line& line) {
    const auto c = LoadCase(line.subjects.front());
    if (!c) return c.error().for_caller;
    const auto who = WhoIs(line.words.Take("by", "chief"));
    if (!who) return who.error().for_caller;
    ActRequest request;
    request.id = c->id;
    if (const auto version = line.words.MaybeTake("seen_version")) {
        const auto number = ParseNumber(*version);
        if (!number) return number.error().for_caller;
        request.if_version = static_cast<std::int32_t>(*number);
    }
    auto command = CommandOf(line.verb, *c, line.words);
    if (!command) return command.error().for_caller;
    request.command = *std::move(command);
    const auto done = ActOnCase(world_->Use(), *who, request, Soon());
    return Compare(line, done ? nullptr : &done.error());
}

// Everybody looked at the same version and acts on what they saw, each on a thread of their own.
std::string Player::Together(Line& line) {
    std::vector<ActRequest> requests;
    std::vector<Principal> people;
    for (Line& part : line.together) {
        const auto c = part.subjects.empty() ? Failure{Invalid("bad_story", "which case?")}
                                             : LoadCase(part.subjects.front());
        if (!c) return c.error().for_caller;
        const auto who = WhoIs(part.words.Take("by", "chief"));
        if (!who) return who.error().for_caller;
        auto command = CommandOf(part.verb, *c, part.words);
        if (!command) return command.error().for_caller;
        const bool takes_what_is_there = part.words.Take("version") == "any";
        requests.push_back({c->id, *std::move(command), {}, {}, {}});
        if (!takes_what_is_there) requests.back().if_version = c->version;
        people.push_back(*who);
    }
    std::vector<std::string> outcomes(requests.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < requests.size(); ++i) {
            threads.emplace_back([&, i] {
                const auto done = ActOnCase(world_->Use(), people[i], requests[i], Soon());
                outcomes[i] = done ? "ok" : done.error().code;
            });
        }
    }
    const auto won = std::ranges::count(outcomes, "ok");
    std::string all;
    for (const std::string& outcome : outcomes) all += " " + outcome;
    const std::string wanted = line.outcome.front();
    if (wanted == "all")
        return won == std::ssize(outcomes) ? "" : "expected all to succeed, got" + all;
    if (wanted != "one") return "together ends in: one, or all";
    const std::string loser = line.outcome.size() > 1 ? line.outcome[1] : "version_conflict";
    const bool is_right =
        won == 1 && std::ranges::count(outcomes, loser) + 1 == std::ssize(outcomes);
    return is_right ? "" : "expected one to succeed and the others to get " + loser + ", got" + all;
}

std::string Player::MergeOrUndo(Line& line) {
    const auto child = LoadCase(line.subjects.front());
    if (!child) return child.error().for_caller;
    const auto who = WhoIs(line.words.Take("by", "chief"));
    if (!who) return who.error().for_caller;
    const SealedText reason = Say(line.words, "reason", "同一件事情多次来电");
    if (line.verb == "unmerge") {
        const auto done = UnmergeCases(world_->Use(), *who, child->id, {reason}, {}, Soon());
        return Compare(line, done ? nullptr : &done.error());
    }
    const auto parent = LoadCase(line.words.Take("into"));
    if (!parent) return parent.error().for_caller;
    const auto done = MergeCases(world_->Use(), *who, child->id, {parent->id, reason}, {}, Soon());
    return Compare(line, done ? nullptr : &done.error());
}

// `split C1 into=C2,C3`: one linked case for each name.
std::string Player::Split(Line& line) {
    const auto c = LoadCase(line.subjects.front());
    if (!c) return c.error().for_caller;
    const auto who = WhoIs(line.words.Take("by", "chief"));
    if (!who) return who.error().for_caller;
    std::vector<SplitPart> parts;
    std::vector<std::string> names;
    const std::string into = line.words.Take("into");
    const std::string category = line.words.Take("category", "020101");
    for (const std::string_view name :
         into.empty() ? std::vector<std::string_view>{} : liandong::Split(into, ',')) {
        names.emplace_back(name);
        parts.push_back(
            {"另一件事情的说明", "", CategoryCode{category}, c->place, RequestType::kHelp});
    }
    const auto children = SplitCase(world_->Use(), *who, c->id, parts, {}, Soon());
    if (!children) return Compare(line, &children.error());
    for (std::size_t i = 0; i < names.size(); ++i) cases_[names[i]] = (*children)[i];
    return Compare(line, nullptr);
}

std::string Player::Reopen(Line& line) {
    const auto c = LoadCase(line.subjects.front());
    if (!c) return c.error().for_caller;
    const auto who = WhoIs(line.words.Take("by", "chief"));
    if (!who) return who.error().for_caller;
    const std::string name = line.words.Take("as");
    const auto opened = ReopenCase(world_->Use(), *who, c->id,
                                   Say(line.words, "reason", "问题又出现了").plain, Soon());
    if (!opened) return Compare(line, &opened.error());
    if (name.empty() || cases_.contains(name)) return "the new case needs a name of its own: as=C2";
    cases_[name] = opened->state.id;
    return Compare(line, nullptr);
}

// `send_link C1 as=L1 by=caller-back`: the citizen gets a link.
std::string Player::SendLink(Line& line) {
    const auto c = LoadCase(line.subjects.front());
    if (!c) return c.error().for_caller;
    const auto who = WhoIs(line.words.Take("by", "caller-back"));
    if (!who) return who.error().for_caller;
    const Services services = world_->Use();
    const auto sent = MakeCallbackLink({services, *credentials_}, *who, c->id, {}, Soon());
    const std::string name = line.words.Take("as", "L1");
    if (!sent) return Compare(line, &sent.error());
    links_[name] = sent->token;
    return Compare(line, nullptr);
}

// `answer_link L1 solved=yes satisfied=satisfied`; `forged=yes` changes the last sign of it.
std::string Player::AnswerLink(Line& line) {
    const auto found = links_.find(line.subjects.front());
    if (found == links_.end()) return "no link is called '" + line.subjects.front() + "'";
    std::string token = found->second;
    if (line.words.Take("forged") == "yes") token.back() = token.back() == '0' ? '1' : '0';
    CallbackAnswer answer;
    const auto solved = FromCode<Verdict>(line.words.Take("solved", "yes"));
    const auto satisfied = FromCode<Satisfaction>(line.words.Take("satisfied", "satisfied"));
    if (!solved || !satisfied) return "there is no such answer";
    answer.solved = *solved;
    answer.satisfied = *satisfied;
    answer.opinion = Say(line.words, "opinion", "谢谢你们的帮助").plain;
    const Services services = world_->Use();
    const auto read = ReadCallbackLink({services, *credentials_}, token, Soon());
    const auto done = AnswerCallbackLink({services, *credentials_}, token, answer, Soon());
    if (read.has_value() != done.has_value()) return "what can be read cannot be answered";
    return Compare(line, done ? nullptr : &done.error());
}

// `retire C1`: the newest ruling of that case is followed no longer.
std::string Player::Retire(Line& line) {
    const auto c = LoadCase(line.subjects.front());
    if (!c) return c.error().for_caller;
    const auto who = WhoIs(line.words.Take("by", "dispatcher"));
    if (!who) return who.error().for_caller;
    const auto known = store_->PrecedentsOf(c->category, Soon());
    if (!known) return known.error().for_log;
    const auto found = std::ranges::find(*known, c->id, &Precedent::case_id);
    if (found == known->end()) return "this case ruled nothing";
    const auto done = RetirePrecedent(world_->Use(), *who, found->id,
                                      line.words.Take("reason", "三定方案已经调整"), Soon());
    return Compare(line, done ? nullptr : &done.error());
}

Result<Case> Player::LoadCase(const std::string& name) {
    const auto found = cases_.find(name);
    if (found == cases_.end())
        return Failure{Invalid("bad_story", "no case is called '" + name + "'")};
    LD_TRY(auto stored, store_->Load(found->second, Soon()));
    return std::move(stored.state);
}

std::string Player::NameOfCase(CaseId id) const {
    for (const auto& [name, number] : cases_) {
        if (number == id) return name;
    }
    return std::to_string(id.value);
}

std::string Player::City(Instant at) const {
    return FormatRfc3339(at, std::chrono::minutes{480}).substr(0, 16);
}

}  // namespace liandong::stories
