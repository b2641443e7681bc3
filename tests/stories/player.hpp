#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/act_on_case.hpp"
#include "stories/story.hpp"
#include "support/test_database.hpp"
#include "support/world.hpp"

namespace liandong::stories {

/// Plays one story through the use cases on a real store. Every member function that plays returns
/// "" or what went wrong, in words.
class Player {
public:
    Player(testing::TestDatabase& database, std::string city_code);

    [[nodiscard]] std::string Play(const Story& story);
    /// What happened so far, line by line: printed when a story fails.
    [[nodiscard]] const std::string& Transcript() const { return transcript_; }

private:
    std::string OpenStore();
    std::string PlayLine(Line line);
    std::string PlayVerb(Line& line);

    std::string PassTime(Instant until);
    std::string Wait(const Line& line);
    std::string Jump(const Line& line);
    std::string ChangeCity(Line& line);
    std::string Open(Line& line);
    std::string Act(Line& line);
    std::string Together(Line& line);
    std::string MergeOrUndo(Line& line);
    std::string Split(Line& line);
    std::string Reopen(Line& line);

    std::string Retire(Line& line);
    std::string SendLink(Line& line);
    std::string AnswerLink(Line& line);
    std::string Expect(Line& line);
    std::string ExpectProposal(Line& line, const Case& c);
    std::string ExpectClock(Line& line, const Case& c);
    std::string ExpectMember(const Case& c, const std::string& name, const std::string& wanted);
    std::string ExpectEvent(Line& line, const Case& c);
    std::string ExpectMessage(Line& line, const Case& c);
    std::string ExpectCan(Line& line, const Case& c, bool can);
    std::string ExpectFound(Line& line, const Case& c, bool found);
    std::string ExpectReadable(Line& line, const Case& c, bool readable);

    /// Compares what happened with what stands behind the arrow.
    std::string Compare(const Line& line, const Error* error, const std::string& detail = "");
    std::string CheckAtTheEnd();
    std::string CheckActions(const Case& c);
    std::string CheckNothingPersonal(CaseId id);

    [[nodiscard]] Result<Case> LoadCase(const std::string& name);
    [[nodiscard]] std::string NameOfCase(CaseId id) const;
    [[nodiscard]] Result<Principal> WhoIs(const std::string& name) const;
    [[nodiscard]] Result<AssignmentNo> AssignmentOf(const Case& c, Words& words) const;
    [[nodiscard]] Result<Command> CommandOf(const std::string& verb, const Case& c, Words& words);
    [[nodiscard]] Result<Command> DeskCommand(CaseAction action, Words& words);
    [[nodiscard]] Result<Command> UnitCommand(CaseAction action, AssignmentNo no, Words& words);
    [[nodiscard]] Result<Command> LaterCommand(CaseAction action, AssignmentNo no, Words& words);
    [[nodiscard]] Result<Command> UrgentCommand(CaseAction action, Words& words);
    [[nodiscard]] Result<Command> LinkageCommand(CaseAction action, AssignmentNo no, Words& words);
    [[nodiscard]] SealedText Say(Words& words, std::string_view name, const std::string& fallback);
    [[nodiscard]] std::string City(Instant at) const;

    testing::TestDatabase& database_;
    std::string city_code_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<testing::World> world_;
    std::map<std::string, CaseId> cases_;
    std::unique_ptr<Credentials> credentials_ = testing::MakeTestCredentials();
    std::map<std::string, std::string> links_;  ///< name of the link → its token
    std::set<std::string> private_texts_;  ///< said by people; must never stand in the journal or a
                                           ///< message
    std::string transcript_;
    bool city_changed_ = false;
};

/// "35min", "2h", "15d"; a sign is allowed. Errors: kInvalid "bad_story".
[[nodiscard]] Result<Duration> ParseSpan(const std::string& text);
/// "2wd", "90min", "30wmin". Errors: kInvalid "bad_story".
[[nodiscard]] Result<Limit> ParseLimit(const std::string& text);

}  // namespace liandong::stories
