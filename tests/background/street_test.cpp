// A grid worker on the street: several units at once, and a look at what is said to be done.

#include <gmock/gmock.h>

#include "adapters/content/content_port.hpp"
#include "adapters/crypto/sha256.hpp"
#include "app/mobilise_units.hpp"
#include "app/report_task.hpp"
#include "background/people_world.hpp"

namespace liandong::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The smallest picture there is.
const std::string kPng = std::string(
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDATx\x9c"
    "c`\0\0\0\2\0\1\x48\xaf\xa4\x71\0\0\0\0IEND\xae\x42\x60\x82",
    67);

Principal GridWorker() {
    return {Actor{ActorKind::kUser, "G1", UnitCode{"S"}},
            {},
            {"mobilise", "answer_task", "view", "attach"}};
}

class Street : public PeopleStory {
protected:
    AttachServices Files() { return {*services_, *content_, &crypto::Sha256}; }
    static MobiliseRequest Report() {
        MobiliseRequest request;
        request.command.category = CategoryCode{"010101"};
        request.command.point = GeoPoint{110.005, 20.005};
        request.command.narrative.plain.title = "违规搭建铁皮棚";
        request.dispatch.lead = UnitCode{"A"};
        request.dispatch.assisting = {UnitCode{"B"}, UnitCode{"S"}};
        request.photos = {{"现场.png", "image/png", kPng}};
        return request;
    }
    Result<OpenedCase> Mobilise(MobiliseRequest request, const Principal& who = GridWorker()) {
        return MobiliseUnits(Files(), board_, who, std::move(request), Soon());
    }
    std::size_t Cases() { return services_->store.ListCases({}, {}, Soon())->items.size(); }
    /// A case whose lead says that it is done.
    CaseId Finished() {
        const CaseId id = Open("020101");
        const AssignmentNo lead = FindLead(world().Load(id))->no;
        world().Act(id, Acknowledge{lead});
        Finish finish;
        finish.assignment = lead;
        finish.caller_contacted = true;
        finish.contacted_at = world().clock.Now();
        finish.done = Text("已拆除");
        finish.reply = Text("已拆除");
        world().Act(id, finish);
        EXPECT_EQ(world().Load(id).state, CaseState::kAnswerReview);
        return id;
    }
    PatrolTask Inspect(CaseId about) {
        const OrderTask order{
            TaskPurpose::kInspection, "", about, UnitCode{"S"}, "G1", {60, LimitUnit::kMinutes},
            Text("请核实是否拆除")};
        const auto task =
            OpenDocument<PatrolTask>(*services_, PeopleDesk(), order, {about}, 0, Soon());
        EXPECT_TRUE(task) << task.error().code;
        return *task;
    }

    std::unique_ptr<ContentChecker> content_ = content::MakeContentChecker();
};

TEST_F(Street, OneActOpensTheCaseAndSendsForThreeUnits) {
    const auto opened = Mobilise(Report());
    ASSERT_TRUE(opened) << opened.error().code << " " << opened.error().for_caller;
    const Case& c = opened->state;
    EXPECT_EQ(c.channel, Channel::kGrid);
    EXPECT_EQ(c.place, PlaceCode{"110101"}) << "the cell's community";
    EXPECT_EQ(c.opened_by.id, "G1");
    std::vector<std::string> units;
    for (const Assignment& a : c.assignments) {
        units.push_back(a.unit.value);
        EXPECT_TRUE(IsRunning(a.acknowledge));
        EXPECT_TRUE(IsRunning(a.handling));
    }
    EXPECT_THAT(units, ElementsAre("A", "B", "S"));
    EXPECT_EQ(c.attachments.size(), 1U);
    EXPECT_THAT(world().Kinds(c.id),
                ElementsAre("case_opened", "attachment_added", "case_dispatched"));
    const auto bytes = ReadFile(Files(), Everybody(), c.id, c.attachments.front().blob, "", Soon());
    ASSERT_TRUE(bytes) << bytes.error().for_log;
    EXPECT_EQ(bytes->bytes, kPng);
    EXPECT_EQ(bytes->name, "现场.png");
    EXPECT_EQ(Messages("mail").size(), 3U);
    ExpectProvable();
}

TEST_F(Street, RefusedAsAWholeNothingIsWritten) {
    MobiliseRequest unknown = Report();
    unknown.dispatch.assisting.push_back(UnitCode{"NOBODY"});
    EXPECT_EQ(Mobilise(unknown).error().code, "unknown_unit");
    MobiliseRequest twice = Report();
    twice.dispatch.assisting.push_back(UnitCode{"A"});
    EXPECT_EQ(Mobilise(twice).error().code, "duplicate_unit");
    MobiliseRequest no_picture = Report();
    no_picture.photos.front().bytes = "MZ no picture at all";
    EXPECT_EQ(Mobilise(no_picture).error().kind, ErrorKind::kInvalid);
    MobiliseRequest elsewhere = Report();
    elsewhere.command.point = GeoPoint{111.0, 21.0};
    EXPECT_EQ(Mobilise(elsewhere).error().code, "outside_grid");
    MobiliseRequest nowhere = Report();
    nowhere.command.point.reset();
    EXPECT_EQ(Mobilise(nowhere).error().code, "point_required");
    EXPECT_EQ(Mobilise(Report(), OfficerOf("S")).error().code, "not_permitted");
    EXPECT_EQ(Cases(), 0U);
    EXPECT_THAT(Messages("mail"), IsEmpty());
}

TEST_F(Street, ATelephoneWithoutNetMaySendAgain) {
    MobiliseRequest request = Report();
    request.idempotency = IdempotencyKey{"G1", "report-1", "digest"};
    const auto first = Mobilise(request);
    const auto again = Mobilise(request);
    ASSERT_TRUE(again) << again.error().code;
    EXPECT_TRUE(again->is_replay);
    EXPECT_EQ(again->state.id, first->state.id);
    EXPECT_EQ(Cases(), 1U);
}

TEST_F(Street, AnInspectionThatFailsSendsTheAnswerBack) {
    const CaseId id = Finished();
    const PatrolTask task = Inspect(id);
    EXPECT_THAT(world().Load(id).documents, Contains(task.id));
    const auto report = ReportOnTask(
        Files(), GridWorker(),
        {task.id, false, {110.006, 20.005}, "铁皮棚还在", {{"还在.png", "image/png", kPng}}, {}},
        Soon());
    ASSERT_TRUE(report) << report.error().code << " " << report.error().for_caller;
    EXPECT_TRUE(report->sent_back);
    EXPECT_EQ(report->task.metres_off, 104);
    const Case after = world().Load(id);
    EXPECT_EQ(after.state, CaseState::kHandling);
    EXPECT_EQ(after.attachments.size(), 1U);
    EXPECT_THAT(world().Kinds(id), Contains("answer_sent_back"));
    const auto again =
        ReportOnTask(Files(), GridWorker(), {task.id, true, {110.0, 20.0}, "好了", {}, {}}, Soon());
    EXPECT_EQ(again.error().code, "wrong_state");
    ExpectProvable();
}

TEST_F(Street, AnInspectionThatPassesLeavesTheReviewToTheReviewer) {
    const CaseId id = Finished();
    const auto report = ReportOnTask(
        Files(), GridWorker(), {Inspect(id).id, true, {110.005, 20.005}, "已拆除", {}, {}}, Soon());
    ASSERT_TRUE(report) << report.error().code;
    EXPECT_FALSE(report->sent_back);
    EXPECT_EQ(world().Load(id).state, CaseState::kAnswerReview);
}

TEST_F(Street, SomebodyElseCannotReportAndATaskNobodyDoesIsMissed) {
    const PatrolTask task = Inspect(Finished());
    const auto stranger = ReportOnTask(Files(), AnswersFor("A"),
                                       {task.id, true, {110.0, 20.0}, "好了", {}, {}}, Soon());
    EXPECT_EQ(stranger.error().code, "no_such_document");
    world().clock.Move(std::chrono::minutes(61));
    PassTo("2026-03-02T10:02");
    const auto stored = services_->store.LoadDocument(task.id, Soon());
    EXPECT_TRUE(DocumentCodec<PatrolTask>::DecodeState(stored->body)->missed);
}

TEST_F(Street, APatrolNamesACellOfTheGrid) {
    const auto order = [&](const std::string& cell) {
        const OrderTask task{TaskPurpose::kPatrol, cell, {},
                             UnitCode{"S"},        "",   {1, LimitUnit::kWorkingDays},
                             Text("检查消防通道")};
        return OpenDocument<PatrolTask>(*services_, PeopleDesk(), task, {}, 0, Soon());
    };
    EXPECT_EQ(order("none").error().code, "unknown_place");
    const auto patrol = order("110101-1");
    ASSERT_TRUE(patrol) << patrol.error().code;
    const TaskReportRequest with_photo{
        patrol->id, true, {110.005, 20.005}, "通道畅通", {{"a.png", "image/png", kPng}}, {}};
    EXPECT_EQ(ReportOnTask(Files(), GridWorker(), with_photo, Soon()).error().code,
              "photos_need_a_case");
    TaskReportRequest without = with_photo;
    without.photos.clear();
    EXPECT_TRUE(ReportOnTask(Files(), GridWorker(), without, Soon()));
}

}  // namespace
}  // namespace liandong::testing
