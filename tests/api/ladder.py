from datetime import datetime, timedelta

from story import opened, people

TWO_DAYS = {"amount": 2, "unit": "working_days"}


class Ladder:
    """Supervision from rung to rung, and leaders on duty."""

    def now(self, case, hours=0):
        at = datetime.fromisoformat(people["chief"].get(f"/api/v1/cases/{case}").json["opened_at"])
        return (at + timedelta(hours=hours)).isoformat()

    def paper(self, path, body, who="chief"):
        return self.expect(people[who].post(path, body), 201).json["id"]

    def move(self, noun, paper, command, body, who="chief"):
        return self.expect(people[who].post(f"/api/v1/{noun}/{paper}/{command}", body), 200).json["state"]

    def test_the_ladder_is_the_citys(self):
        rungs = self.expect(people["agent"].get("/api/v1/ladder"), 200).json["items"]
        self.assertEqual([rung["level"] for rung in rungs], [0, 1, 2, 3, 4, 5])
        self.assertEqual((rungs[2]["document"], rungs[2]["document_label"]), ("supervision_order", "督办件"))

    def test_the_rules_are_the_citys_too(self):
        rules = self.expect(people["agent"].get("/api/v1/city/rules"), 200).json
        self.assertEqual(rules["version"], people["agent"].get("/api/v1/city").json["version"])
        self.assertLess(rules["calendar_first"], rules["calendar_last"])
        self.assertTrue(all(period["from_minute"] < period["to_minute"] for period in rules["periods"]))
        self.assertIn("r1", [rule["id"] for rule in rules["catalogue"]])
        self.assertIn("complaint", [clock["type"] for clock in rules["clocks"]])

    def test_a_matter_is_tried_against_the_catalogue(self):
        path = "/api/v1/city/route?category=010101&place=1101"
        monday = "2026-03-02T09:00:00%2B08:00"
        tried = self.expect(people["admin"].get(f"{path}&at={monday}"), 200).json
        self.assertEqual((tried["route"]["rule"], tried["route"]["lead"]), ("r1", "S"))
        self.assertTrue(tried["is_working_time"])
        self.assertEqual([(rule["rule"], rule["verdict"]) for rule in tried["rules"]],
                         [("r1", "decides"), ("r2", "later"), ("r3", "later")])
        self.assertFalse(people["admin"].get(f"{path}&at=2026-03-01T09:00:00%2B08:00").json["is_working_time"])
        self.expect(people["admin"].get("/api/v1/city/route"), 400, "unknown_category")
        self.expect(people["admin"].get("/api/v1/city/route?category=010101&place=77"), 400, "unknown_place")
        self.expect(people["admin"].get(f"{path}&at=yesterday"), 400, "bad_query")

    def test_a_person_climbs_and_the_case_tells_why(self):
        case = opened()
        path = f"/api/v1/cases/{case}/climb"
        self.expect(people["agent"].get(path), 404, "no_such_climb")
        self.expect(people["agent"].post(path, {"level": 2}), 403)
        self.expect(people["chief"].post(path, {"level": 7}), 400, "no_such_rung")
        self.expect(people["chief"].post(path, {"level": 2, "trigger": "just so"}), 400, "no_such_trigger")
        climb = self.expect(people["chief"].post(path, {"level": 2, "trigger": "shirking", "reason": "推诿"}), 200).json
        self.assertEqual((climb["state"], climb["rungs"][0]["trigger"]), ("orange", "shirking"))
        self.expect(people["chief"].post(path, {"level": 2}), 409, "already_done")
        self.assertEqual(people["officer-s"].get(path).json, climb)
        order = people["officer-s"].get(f"/api/v1/documents/{climb['rungs'][0]['paper']}").json
        self.assertEqual(order["timeline"][0]["texts"]["demand"], "推诿")
        feed = self.expect(people["chief"].get("/api/v1/discipline/feed?grade=orange"), 200).json["items"]
        self.assertIn(case, [line["about"] for line in feed])
        self.expect(people["agent"].get("/api/v1/discipline/feed"), 403)
        self.expect(people["chief"].get("/api/v1/discipline/feed?grade=pink"), 400, "bad_query")

    def test_a_conference_from_its_call_to_its_last_task(self):
        case = opened()
        call = {"cases": [case], "units": ["S", "B"], "limit": TWO_DAYS, "agenda": "职责不清"}
        self.expect(people["officer-s"].post("/api/v1/joint-conferences", call), 403)
        held = self.paper("/api/v1/joint-conferences", call)
        noun = "joint-conferences"
        self.assertEqual(self.move(noun, held, "schedule", {"meets_at": self.now(case)}), "called")
        there = [{"unit": "S", "person": "officer-s", "present": True}, {"unit": "B", "present": False}]
        self.assertEqual(self.move(noun, held, "hold", {"attendance": there}), "held")
        due = self.now(case, hours=30)
        tasks = [{"unit": unit, "due_at": due, "text": "现场处置"} for unit in ["S", "B", "S"]]
        self.assertEqual(self.move(noun, held, "write_minutes", {"tasks": tasks, "text": "由街道牵头"}), "minuted")
        minuted = people["officer-s"].get(f"/api/v1/documents/{held}").json["timeline"][-1]["texts"]
        self.assertEqual((minuted["text"], minuted["tasks.0.text"]), ("由街道牵头", "现场处置"))
        self.assertEqual(self.move(noun, held, "finish_task", {"no": 1, "text": "已处置"}, who="officer-s"), "minuted")
        again = {"no": 1, "due_at": due, "reason": "没有照片"}
        self.assertEqual(self.move(noun, held, "reject_task", again), "minuted")
        self.assertEqual(self.move(noun, held, "finish_task", {"no": 1, "text": "已补"}, who="officer-s"), "minuted")
        self.assertEqual(self.move(noun, held, "drop_task", {"no": 3, "reason": "重复"}), "minuted")
        self.assertEqual(self.move(noun, held, "finish_task", {"no": 2, "text": "已复核"}, who="officer-b"), "closed")
        other = self.paper("/api/v1/joint-conferences", call)
        self.assertEqual(self.move(noun, other, "cancel", {"reason": "重复"}), "cancelled")

    def test_a_case_is_raised_to_the_leader_above(self):
        case = opened()
        raised = {"cases": [case], "to": "ROOT", "unit": "S", "limit": TWO_DAYS, "reason": "群体性事项"}
        paper = self.paper("/api/v1/raises", raised)
        self.assertEqual(self.move("raises", paper, "instruct", {"text": "本周办结"}), "instructed")
        self.assertEqual(self.move("raises", paper, "answer", {"text": "已办"}), "answered")
        self.assertEqual(self.move("raises", paper, "send_back", {"limit": TWO_DAYS, "reason": "不实"}), "instructed")
        self.assertEqual(self.move("raises", paper, "answer", {"text": "已办结"}), "answered")
        self.assertEqual(self.move("raises", paper, "close", {"note": "同意"}), "closed")
        other = self.paper("/api/v1/raises", raised)
        self.assertEqual(self.move("raises", other, "withdraw", {"reason": "已办结"}), "withdrawn")

    def test_a_file_goes_to_the_discipline_inspection(self):
        case = opened()
        noun, body = "discipline-referrals", {"cases": [case], "unit": "S", "reason": "多次超期"}
        paper = self.paper(f"/api/v1/{noun}", body)
        self.expect(people["officer-s"].get(f"/api/v1/documents/{paper}"), 404, "no_such_document")
        self.expect(people["chief"].get(f"/api/v1/{noun}/{paper}/file"), 409, "wrong_state")
        self.assertEqual(self.move(noun, paper, "hand_over", {"note": "请依规处理"}), "handed_over")
        file = self.expect(people["chief"].get(f"/api/v1/{noun}/{paper}/file"), 200).json
        self.assertEqual(file["cases"][0]["about"], case)
        self.assertIn("多次超期", file["text"])
        self.expect(people["agent"].get(f"/api/v1/{noun}/{paper}/file"), 403)
        self.assertEqual(self.move(noun, paper, "accept", {"text": "已受理"}), "accepted")
        self.assertEqual(self.move(noun, paper, "close", {"outcome": "talked", "text": "已谈话"}), "closed")
        other = self.paper(f"/api/v1/{noun}", body)
        self.assertEqual(self.move(noun, other, "withdraw", {"reason": "已办结"}), "withdrawn")

    def answered(self):
        case = opened()
        self.do("officer-s", case, "acknowledge", {})
        done = {"substantiated": "yes", "solved": "yes", "caller_contacted": True, "contacted_at": self.now(case),
                "done": "已更换", "reply": "已修复", "overrule": "无需到场"}
        self.do("officer-s", case, "finish", done)
        self.do("dispatcher", case, "review", {"accept": True, "note": "好"})
        return case

    def test_a_leaders_day(self):
        case = self.answered()
        me = self.expect(people["chief"].get("/api/v1/me"), 200).json["id"]
        shift = {"unit": "D", "leader": "somebody", "from": self.now(case), "to": self.now(case, hours=8)}
        self.expect(people["agent"].post("/api/v1/duty-shifts", shift), 403)
        paper, noun = self.paper("/api/v1/duty-shifts", shift), "duty-shifts"
        self.assertEqual(self.move(noun, paper, "replace", {"leader": me, "reason": "换班"}), "planned")
        self.assertEqual(self.move(noun, paper, "sign_in", {}), "signed_in")
        self.assertEqual(self.move(noun, paper, "note", {"text": "遗留 3 件"}, who="agent"), "signed_in")
        self.assertEqual(self.move(noun, paper, "review", {"about": case, "text": "速办"}), "signed_in")
        said = {"about": case, "reached": True, "solved": "yes", "satisfied": "satisfied"}
        self.assertEqual(self.move(noun, paper, "call_back", said, who="agent"), "signed_in")
        self.assertEqual(people["agent"].get(f"/api/v1/cases/{case}").json["state"], "finished")
        order = {"unit": "S", "due_at": self.now(case, hours=48), "text": "排查同类路灯"}
        self.assertEqual(self.move(noun, paper, "instruct", order), "signed_in")
        self.assertEqual(self.move(noun, paper, "hand_over", {"text": "已交班"}), "handed_over")
        self.assertTrue(people["agent"].get(f"/api/v1/documents/{paper}").json["head"]["open"])
        self.assertEqual(self.move(noun, paper, "follow_up", {"no": 1, "text": "已排查"}, who="officer-s"), "handed_over")
        self.assertFalse(people["agent"].get(f"/api/v1/documents/{paper}").json["head"]["open"])

    def test_a_roster_is_planned_once(self):
        case = opened()
        line = f"D,leader-7,{self.now(case, hours=200)},{self.now(case, hours=208)},"
        body = {"roster": "unit,leader,from,to,guest\n" + line + "\n"}
        planned = self.expect(people["chief"].post("/api/v1/duty-rosters", body), 200).json
        self.assertEqual((len(planned["planned"]), planned["already_there"]), (1, 0))
        self.assertEqual(people["chief"].post("/api/v1/duty-rosters", body).json["already_there"], 1)
        self.expect(people["chief"].post("/api/v1/duty-rosters", {"roster": "D,x\n"}), 400, "bad_roster")
        self.assertEqual(self.move("duty-shifts", planned["planned"][0], "cancel", {"reason": "调整"}), "cancelled")
