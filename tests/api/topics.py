from urllib.parse import quote

from story import opened, people


class Topics:
    """What many people bring at once."""

    def warned(self):
        case = opened()
        people["chief"].server.tell(f"surge {case}")
        return case, people["chief"].get(f"/api/v1/documents?kind=surge_warning&case={case}").json["items"][0]

    def decide(self, who, warning, command, body, status=200, code=None):
        reply = people[who].post(f"/api/v1/surge-warnings/{warning['id']}/{command}", body)
        return self.expect(reply, status, code).json

    def test_neighbours_are_a_topic_for_those_who_watch_the_city(self):
        for n in range(8):
            opened(caller={"name": "测试来电人", "phone": f"1001234500{n}"}, dispatch=False,
                   narrative={"title": "银杏里烧烤店油烟扰民", "content": f"银杏里楼下烧烤店第{n}晚油烟呛人。"})
        people["chief"].server.tell("topics")
        listed = self.expect(people["chief"].get("/api/v1/topics"), 200).json
        hottest = next(topic for topic in listed["items"] if "油烟" in topic["summary"])
        self.assertEqual((hottest["persons"], hottest["case_count"], len(hottest["cases"])), (8, 8, 8))
        self.assertEqual(hottest["place"], "海风街道")
        self.expect(people["agent"].get("/api/v1/topics"), 200)
        self.expect(people["officer-s"].get("/api/v1/topics"), 403, "whole_city_needed")
        day = listed["as_of"][:10]
        kept = self.expect(people["chief"].get("/api/v1/topics?day=" + day), 200).json
        self.assertEqual(kept, listed, "the day's list is the one found last")
        self.expect(people["chief"].get("/api/v1/topics?day=1999-01-01"), 404, "no_topics_of_day")
        self.expect(people["chief"].get("/api/v1/topics?day=yesterday"), 400, "bad_query")
        for case in hottest["cases"]:
            self.do("agent", case, "answer_at_desk", {"answer": "已告知"})
            self.do("admin", case, "erase", {"basis": "《个人信息保护法》第四十七条"})
        again = people["chief"].get("/api/v1/topics?day=" + day).json
        erased = next(topic for topic in again["items"] if topic["cases"] == hottest["cases"])
        self.assertEqual((erased["summary"], erased["words"]), ("", hottest["words"]))

    def test_a_warning_becomes_an_incident_and_ends(self):
        case, warning = self.warned()
        self.assertEqual((warning["state"], warning["cases"]), ("raised", [case]))
        self.decide("chief", warning, "confirm", {"lead": "nobody", "reason": "主管道爆裂"}, 409, "unknown_unit")
        self.decide("chief", warning, "close", {"reason": "已修复"}, 409, "wrong_state")
        confirmed = self.decide("chief", warning, "confirm", {"lead": "A", "reason": "主管道爆裂"})
        self.assertEqual(confirmed["state"], "incident")
        self.assertEqual(self.decide("chief", warning, "close", {"reason": "已修复"})["state"], "closed")
        page = self.expect(people["chief"].get(f"/api/v1/documents/{warning['id']}"), 200).json
        self.assertEqual([step["kind"] for step in page["timeline"]],
                         ["surge_raised", "surge_confirmed", "surge_closed"])
        self.assertEqual(page["timeline"][1]["texts"], {"reason": "主管道爆裂"})

    def test_a_warning_of_nothing_is_dismissed_by_those_who_may(self):
        _, warning = self.warned()
        self.expect(people["agent"].get(f"/api/v1/documents/{warning['id']}"), 200)
        self.expect(people["officer-s"].get(f"/api/v1/documents/{warning['id']}"), 404, "no_such_document")
        self.decide("agent", warning, "dismiss", {"reason": "演练"}, 403, "not_permitted")
        self.decide("chief", warning, "dismiss", {"reason": ""}, 409, "text_required")
        self.assertEqual(self.decide("chief", warning, "dismiss", {"reason": "演练"})["state"], "dismissed")
        self.decide("chief", warning, "dismiss", {"reason": "演练"}, 409, "wrong_state")

    def test_what_is_mistyped_is_found_by_its_sound(self):
        case = opened(narrative={"title": "椰林巷窨井盖缺失", "content": "行人差点掉下去。"})
        for typed in ["椰林项", "警盖", "yelinxiang", "ylx", "Ye Lin"]:
            found = self.expect(people["chief"].get("/api/v1/search?q=" + quote(typed)), 200).json
            self.assertEqual((found["in"], [line["id"] for line in found["items"]]), ("sounds", [case]), typed)
        words = self.expect(people["chief"].get("/api/v1/search?q=" + quote("窨井盖")), 200).json
        self.assertEqual(words["in"], "words")
        self.assertEqual(people["chief"].get("/api/v1/search?q=zzzz").json["items"], [])
