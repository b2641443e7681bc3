from api_client import Client
from story import opened, people


class CaseMoves:
    """What units, emergency lines and citizens do with one case together."""

    def test_a_part_is_passed_down_and_units_come_and_go(self):
        case = opened(dispatch=False)
        self.do("dispatcher", case, "dispatch", {"lead": "D"})
        self.do("chief", case, "acknowledge", {})
        self.do("chief", case, "pass_down", {"unit": "S", "note": "请到现场"})
        self.do("dispatcher", case, "add_unit", {"unit": "B"})
        self.do("dispatcher", case, "release_unit", {"assignment": 3, "reason": "现场无需"})
        parts = people["officer-s"].get(f"/api/v1/cases/{case}").json["assignments"]
        self.assertEqual([(p["unit"], p["state"], p.get("parent")) for p in parts],
                         [("D", "handling", None), ("S", "sent", 1), ("B", "withdrawn", None)])

    def disputed(self):
        case = opened(dispatch=False, category="020101")
        self.do("chief", case, "dispatch", {"lead": "B", "assisting": ["A"]})
        self.do("chief", case, "return", {"assignment": 2, "basis": "不在职责内", "proposed_unit": "B"})
        self.do("chief", case, "return", {"assignment": 1, "basis": "不在职责内", "proposed_unit": "A"})
        return case

    def waiting(self, what):
        return [line["id"] for line in people["dispatcher"].get(f"/api/v1/cases?{what}=true&limit=200").json["items"]]

    def test_what_waits_for_a_ruling_is_a_queue(self):
        self.expect(people["officer-b"].get("/api/v1/rulings"), 403, "not_permitted")
        before = self.expect(people["dispatcher"].get("/api/v1/rulings"), 200).json
        returned = opened(dispatch=False, category="020101")
        self.do("chief", returned, "dispatch", {"lead": "B"})
        self.do("chief", returned, "return", {"assignment": 1, "basis": "不在职责内", "proposed_unit": "A"})
        case = self.disputed()
        after = people["dispatcher"].get("/api/v1/rulings").json
        self.assertEqual(after["disputes"], before["disputes"] + 1)
        self.assertGreater(after["returns"], before["returns"])
        self.assertIn(case, self.waiting("disputed"))
        self.assertIn(returned, self.waiting("return_waiting"))
        self.expect(people["dispatcher"].get("/api/v1/cases?disputed=perhaps"), 400, "bad_query")
        self.do("dispatcher", case, "rule_dispute", {"unit": "B", "basis": "《小城职责清单》"})
        self.assertNotIn(case, self.waiting("disputed"))

    def test_what_is_disputed_most_and_whose_it_was(self):
        self.expect(people["officer-b"].get("/api/v1/rulings/matters"), 403, "not_permitted")
        matters = lambda: self.expect(people["dispatcher"].get("/api/v1/rulings/matters"), 200).json
        before = matters()
        cases = []
        for unit in ["D", "B", "D"]:
            cases.append(self.disputed())
            self.do("dispatcher", cases[-1], "rule_dispute", {"unit": unit, "basis": "《小城职责清单》"})
        after = matters()
        self.assertEqual(after["rulings"], before["rulings"] + 3)
        service = next(matter for matter in after["items"] if matter["category"] == "020101")
        self.assertEqual(service["rulings"], sum(unit["rulings"] for unit in service["units"]))
        district = next(unit for unit in service["units"] if unit["unit"] == "D")
        self.assertEqual((district["unit_name"], district["cases"][:2]), ("东区", [cases[2], cases[0]]))
        self.assertIn("since", after)
        for known in people["dispatcher"].get("/api/v1/precedents?limit=3").json["items"]:
            self.expect(people["dispatcher"].post(f"/api/v1/precedents/{known['id']}/retire", {"reason": "已入目录"}), 200)
        self.assertEqual(matters()["rulings"], after["rulings"])

    def test_a_ruling_is_followed_until_it_is_retired(self):
        case = self.disputed()
        view = people["dispatcher"].get(f"/api/v1/cases/{case}").json
        self.assertEqual([p["unit_name"] for p in view["dispute"]["positions"]], ["城管局", "住建局"])
        self.assertIn("dispute", [clock["kind"] for clock in view["clocks"]])
        ruling = {"unit": "D", "basis": "《小城职责清单》", "place": "11"}
        self.expect(people["agent"].post(f"/api/v1/cases/{case}/rule_dispute", ruling), 403, "not_permitted")
        self.assertEqual(self.do("dispatcher", case, "rule_dispute", ruling)["state"], "dispatched")
        self.expect(people["dispatcher"].post(f"/api/v1/cases/{case}/rule_dispute", ruling), 409, "already_done")
        self.assertEqual(people["dispatcher"].get(f"/api/v1/cases/{case}").json["dispute"]["unit"], "D")
        asked = {"category": "020101", "place": "1101"}
        advised = self.expect(people["agent"].post("/api/v1/propose", asked), 200).json
        known = advised["precedents"][0]
        self.assertEqual((advised["route"]["lead"], advised["route"]["precedent"]), ("D", known["id"]))
        self.assertEqual((known["case_id"], known["ruled_by"], known["holds"]), (case, "姓名dispatcher", True))
        path = f"/api/v1/precedents/{known['id']}/retire"
        self.expect(people["agent"].post(path, {"reason": "不合适"}), 403, "not_permitted")
        self.expect(people["dispatcher"].post("/api/v1/precedents/none/retire", {"reason": "调整"}), 404,
                    "no_such_precedent")
        self.expect(people["dispatcher"].post(path, {"reason": " "}), 409, "text_required")
        gone = self.expect(people["dispatcher"].post(path, {"reason": "三定方案已经调整"}), 200).json
        self.assertEqual((gone["holds"], gone["retired_by"]), (False, "姓名dispatcher"))
        self.expect(people["dispatcher"].post(path, {"reason": "再次"}), 409, "already_done")
        listed = self.expect(people["agent"].get("/api/v1/precedents?limit=1"), 200).json["items"]
        self.assertEqual(listed[0], gone)
        again = self.expect(people["agent"].post("/api/v1/propose", asked), 200).json
        self.assertNotIn("precedent", again["route"])
        self.assertIn(gone, again["precedents"])

    def test_no_street_is_given_what_the_law_gives_a_department(self):
        case = opened(dispatch=False, category="010102")
        refused = people["dispatcher"].post(f"/api/v1/cases/{case}/dispatch", {"lead": "S"})
        self.assertEqual(self.expect(refused, 409, "own_duty").json["args"],
                         {"rule": "r2", "basis": "《小城燃气条例》", "unit": "S"})

    def test_an_emergency_line_says_yes_or_no(self):
        case = opened(dispatch=False)
        self.assertEqual(self.do("chief", case, "hand_over", {"target": "110", "note": "警情"})["state"], "registered")
        self.do("chief", case, "rule_hand_over", {"accept": False, "note": "不涉及人身安全"})
        self.do("chief", case, "hand_over", {"target": "110", "note": "警情升级"})
        took = self.do("chief", case, "rule_hand_over", {"accept": True, "number": "JQ-17"})
        self.assertEqual(took["state"], "handed_over")
        view = people["dispatcher"].get(f"/api/v1/cases/{case}").json
        self.assertEqual((view["hand_over"]["target_name"], view["hand_over"]["number"]), ("公安", "JQ-17"))
        theirs = opened(dispatch=False, source_system="110", source_id=f"J-{case}", hand_in=True)
        self.expect(people["dispatcher"].post(f"/api/v1/cases/{theirs}/dispatch", {}), 409, "hand_in_pending")
        self.do("chief", theirs, "rule_hand_in", {"accept": True})
        self.do("dispatcher", theirs, "dispatch", {})
        self.assertTrue(people["dispatcher"].get(f"/api/v1/cases/{theirs}").json["hand_in"]["accepted"])

    def test_a_car_is_moved_in_three_steps(self):
        case = opened(dispatch=False, category="010103", plate="琼A00000")
        self.do("chief", case, "contact_owner", {"reached": True, "note": "十分钟内到"})
        self.assertEqual(self.do("chief", case, "end_move", {"moved": True})["state"], "answered_at_desk")
        view = people["dispatcher"].get(f"/api/v1/cases/{case}").json
        self.assertEqual((view["car_move"]["contacts"], view["car_move"]["moved"]), (1, True))
        other = opened(dispatch=False, category="010103")
        self.do("chief", other, "request_move", {"plate": "琼A00001"})
        self.assertEqual(self.do("chief", other, "end_move", {"moved": False})["state"], "dispatched")

    def test_the_citizen_answers_a_link_once(self):
        case = opened(dispatch=False)
        self.do("dispatcher", case, "dispatch", {"lead": "S"})
        self.do("chief", case, "acknowledge", {})
        self.do("chief", case, "finish", {"substantiated": "yes", "solved": "yes", "done": "修好", "reply": "已修好"})
        self.do("dispatcher", case, "review", {"accept": True})
        self.expect(people["agent"].post(f"/api/v1/cases/{case}/send_callback_link"), 403, "not_permitted")
        sent = self.expect(people["caller"].post(f"/api/v1/cases/{case}/send_callback_link"), 201).json
        path = f"/api/v1/callback-links/{sent['token']}"
        citizen = Client(people["agent"].server)
        question = self.expect(citizen.get(path), 200).json
        self.assertEqual((question["case_id"], question["category_name"]), (case, "路灯不亮"))
        self.expect(citizen.get(path[:-1] + ("0" if path[-1] != "0" else "1")), 404, "link_invalid")
        self.expect(citizen.get("/api/v1/callback-links/1.2.3.4"), 404, "link_invalid")
        self.expect(citizen.post(path, {"solved": "yes"}), 400, "bad_field")
        said = {"solved": "yes", "satisfied": "basically_satisfied", "opinion": "快"}
        self.expect(citizen.post(path, said), 204)
        self.expect(citizen.post(path, said), 404, "link_invalid")
        view = people["dispatcher"].get(f"/api/v1/cases/{case}").json
        self.assertEqual((view["state"], view["satisfied"]), ("finished", "basically_satisfied"))
        self.assertEqual([(a["by"], a["outcome"]) for a in view["callbacks"]["attempts"]], [("message", "reached")])
