import json

from api_client import PASSWORD, Client
from story import MATTER, opened, people


class Staff:
    """The grid, people on the street, mediators and whoever is on call."""

    def form(self, who, path, name, report, photo):
        body = (f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{json.dumps(report)}\r\n'
                '--b\r\nContent-Disposition: form-data; name="photo"; filename="现场.png"\r\n'
                "Content-Type: image/png\r\n\r\n").encode() + photo + b"\r\n--b--\r\n"
        return people[who].call("POST", path, body, {"Content-Type": "multipart/form-data; boundary=b"})

    def act(self, who, path, body, status=200, code=None):
        return self.expect(people[who].post("/api/v1/" + path, body), status, code).json

    def test_who_stands_here(self):
        here = self.expect(people["agent"].get("/api/v1/grid/lookup?lon=110.005&lat=20.005"), 200).json
        self.assertEqual((here["cell"]["code"], here["street_name"]), ("110101-1", "海风街道"))
        worker = here["people"][0]
        self.assertEqual((worker["person"]["code"], worker["line_name"]), ("G1", "综治"))
        self.assertTrue(worker["person"]["phone_masked"])
        seen = people["grid-s"].get("/api/v1/grid/lookup?lon=110.005&lat=20.005").json["people"][0]
        self.assertEqual(seen["person"]["phone"], "0000-00000001")
        self.assertNotIn("cell", people["agent"].get("/api/v1/grid/lookup?lon=1&lat=1").json)
        self.expect(people["agent"].get("/api/v1/grid/lookup?lon=here&lat=1"), 400, "bad_query")
        self.expect(people["agent"].get("/api/v1/grid/lookup?lon=999&lat=1"), 400, "bad_point")
        cells = self.expect(people["agent"].get("/api/v1/grid/cells?place=1101"), 200).json["items"]
        self.assertEqual([cell["code"] for cell in cells], ["110101-1"])
        figures = self.expect(people["agent"].get("/api/v1/grid/coverage"), 200).json["coverage"]
        self.assertEqual((figures["cells"], figures["all"]["people"], figures["without_staff"]), (1, 1, []))
        self.expect(people["agent"].get("/api/v1/grid/coverage?place=77"), 400, "unknown_place")

    def test_a_grid_worker_sends_for_two_units_at_once(self):
        report = {"point": {"lon": 110.005, "lat": 20.005}, "category": "010101",
                  "narrative": {"title": "违规搭建"}, "lead": "A", "assisting": ["B"]}
        case = self.expect(self.form("grid-s", "/api/v1/grid/cases", "case", report, self.PNG), 201).json["id"]
        view = people["chief"].get(f"/api/v1/cases/{case}").json
        self.assertEqual([a["unit"] for a in view["assignments"]], ["A", "B"])
        self.assertEqual((view["channel"], view["place"], len(view["attachments"])), ("grid", "110101", 1))
        mine = self.expect(people["grid-s"].get("/api/v1/cases?mine=true"), 200).json["items"]
        self.assertIn(case, [line["id"] for line in mine])
        self.assertEqual(people["chief"].get("/api/v1/cases?mine=true").json["items"], [])
        self.act("grid-s", "grid/cases", {**report, "assisting": ["nobody"]}, 409, "unknown_unit")
        self.act("grid-s", "grid/cases", {"narrative": {"title": "x"}}, 400, "bad_field")
        self.act("agent", "grid/cases", report, 403)

    def test_who_could_do_it_and_why(self):
        found = self.act("people", "staff/match", {"case_id": opened(), "limit": 1})
        self.assertEqual((found["rule"], found["fit"], len(found["best"])), ("邻里", 2, 1))
        best = found["best"][0]
        self.assertEqual(sum(reason["points"] for reason in best["reasons"]), best["points"])
        self.assertEqual([(o["reason"], o["count"]) for o in found["left_out"]], [("kind", 1)])
        self.act("people", "staff/match", {"skills": ["none"]}, 400, "unknown_skill")
        uncertified = self.act("people", "staff/match", {"skills": ["order"]})
        self.assertEqual([(o["reason"], o["count"]) for o in uncertified["left_out"]],
                         [("skill", 2), ("certificate", 1)])

    def test_a_case_goes_to_a_person_and_to_the_next(self):
        offer = self.act("people", "offers", {"case_id": opened(place="110101")}, 201)
        self.assertEqual((offer["person"], offer["state"]), ("M1", "asked"))
        offer = self.act("grid-s", f"offers/{offer['id']}/decline", {"reason": "需要回避"})
        self.assertEqual((offer["person"], offer["asked"]), ("M2", 2))
        self.assertEqual(self.act("grid-s", f"offers/{offer['id']}/accept", {})["state"], "accepted")
        self.act("grid-s", f"offers/{offer['id']}/accept", {}, 409, "already_done")
        self.assertEqual(self.act("grid-s", f"offers/{offer['id']}/end", {"note": "和解"})["state"], "ended")
        self.act("agent", "offers", {"case_id": opened()}, 403)

    def test_an_account_is_somebody_in_the_list_of_staff(self):
        new = {"login": "m-one", "name": "调解账号", "password": PASSWORD, "unit": "B", "roles": ["unit_officer"]}
        self.expect(people["admin"].post("/api/v1/users", {**new, "staff": "M9"}), 400, "unknown_person")
        made = self.expect(people["admin"].post("/api/v1/users", {**new, "staff": "M1"}), 201).json
        self.assertEqual((made["staff"], made["staff_name"]), ("M1", "某M1"))
        mediator = Client(people["admin"].server, "m-one")
        me = self.expect(mediator.get("/api/v1/me"), 200).json
        self.assertEqual((me["staff"], me["staff_name"]), ("M1", "某M1"))
        offer = self.act("people", "offers", {"case_id": opened(place="110101"), "person": "M1"}, 201)["id"]
        mine = self.expect(mediator.get("/api/v1/documents?mine=true&kind=offer&open=true"), 200).json["items"]
        self.assertIn((offer, "M1", "某M1"), [(d["id"], d["person"], d["person_name"]) for d in mine])
        page = self.expect(mediator.get(f"/api/v1/documents/{offer}"), 200).json
        self.assertEqual(page["people"], [{"code": "M1", "name": "某M1"}])
        # Neither their unit nor their role lets them, but their name in the list.
        self.expect(people["officer-b"].post(f"/api/v1/offers/{offer}/accept", {}), 404, "no_such_document")
        self.expect(mediator.post(f"/api/v1/offers/{offer}/accept", {}), 200)
        self.expect(mediator.post(f"/api/v1/offers/{offer}/end", {"note": "和解"}), 200)
        self.expect(people["admin"].delete("/api/v1/users/m-one"), 204)

    def test_who_was_given_which_access_and_by_whom(self):
        admin, auditor, changes = people["admin"], people["auditor"], "/api/v1/access-changes"
        new = {"login": "acc-one", "name": "权限账号", "password": PASSWORD, "unit": "B", "roles": ["unit_officer"]}
        of_them = lambda: self.expect(auditor.get(changes + "?person=acc-one"), 200).json["items"]
        self.expect(admin.post("/api/v1/users", {**new, "roles": ["king"]}), 400, "unknown_role")
        self.assertEqual(of_them(), [])
        self.expect(admin.post("/api/v1/users", new), 201)
        self.expect(admin.post("/api/v1/users", new), 201)
        [made] = of_them()
        self.assertEqual((made["by"]["id"], made["subject"], made["subject_id"], made["name"]),
                         ("admin", "account", "acc-one", "权限账号"))
        self.assertEqual([d["part"] for d in made["differences"]], ["status", "name", "units", "roles", "password"])
        self.expect(admin.post("/api/v1/users", {**new, "roles": ["unit_officer", "grid_worker"]}), 201)
        [roles] = of_them()[0]["differences"]
        self.assertEqual((roles["part"], [v["code"] for v in roles["before"]], [v["code"] for v in roles["after"]]),
                         ("roles", ["unit_officer"], ["unit_officer", "grid_worker"]))
        themselves = Client(admin.server, "acc-one")
        self.expect(themselves.post("/api/v1/me/totp"), 201)
        self.expect(themselves.delete("/api/v1/me/totp"), 204)
        told = of_them()
        self.assertEqual([(c["by"]["id"], [d["part"] for d in c["differences"]]) for c in told[:2]],
                         [("acc-one", ["second_factor"])] * 2)
        document = f"/api/v1/documents/{told[0]['id']}"
        page = self.expect(auditor.get(document), 200).json
        self.assertEqual((page["head"]["kind"], [s["kind"] for s in page["timeline"]]),
                         ("access_change", ["access_changed"]))
        self.expect(themselves.get(document), 200)
        self.expect(people["officer-b"].get(document), 404, "no_such_document")
        self.expect(people["agent"].get(changes), 403, "not_permitted")
        self.expect(admin.delete("/api/v1/users/acc-one"), 204)
        self.assertEqual([v["code"] for v in of_them()[0]["differences"][0]["after"]], ["off"])

    def test_tokens_and_subscriptions_begin_and_end_in_the_journal_too(self):
        admin, auditor, changes = people["admin"], people["auditor"], "/api/v1/access-changes?limit=4"
        wanted = {"name": "acc-token", "system": "patrol", "scopes": ["exchange"]}
        token = self.expect(admin.post("/api/v1/tokens", wanted), 201).json["token"]
        self.expect(admin.delete("/api/v1/tokens/acc-token"), 204)
        self.expect(admin.delete("/api/v1/tokens/acc-token"), 204)
        wall = {"name": "大屏", "url": "https://wall.example/in?key=hidden", "kinds": [], "units": ["A"]}
        made = self.expect(admin.post("/api/v1/subscriptions", wall), 201).json
        self.expect(admin.delete(f"/api/v1/subscriptions/{made['id']}"), 204)
        reply = self.expect(auditor.get(changes), 200)
        self.assertEqual([(c["subject"], c["subject_id"]) for c in reply.json["items"]],
                         [("subscription", str(made["id"])), ("subscription", str(made["id"])),
                          ("token", "acc-token"), ("token", "acc-token")])
        parts = {d["part"]: [v["code"] for v in d["after"]] for d in reply.json["items"][1]["differences"]}
        self.assertEqual((parts["address"], parts["units"]), (["https://wall.example"], ["A"]))
        for secret in [token, made["secret"], "hidden"]:
            self.assertNotIn(secret, reply.body.decode())

    def test_a_mediator_of_a_unit_without_a_part_keeps_the_record(self):
        new = {"login": "m-two", "name": "外单位调解员", "password": PASSWORD, "unit": "B", "roles": ["grid_worker"],
               "staff": "M2"}
        self.expect(people["admin"].post("/api/v1/users", new), 201)
        mediator = Client(people["admin"].server, "m-two")
        case = opened(place="110101")
        path, record = f"/api/v1/cases/{case}", {"about": case, "mediator": "M2", "parties": "楼上与楼下"}
        offer = self.act("people", "offers", {"case_id": case, "person": "M2"}, 201)["id"]
        self.expect(mediator.get(path), 404, "no_such_case")
        self.expect(mediator.post("/api/v1/mediations", record), 404, "no_such_case")
        self.expect(mediator.post(f"/api/v1/offers/{offer}/accept", {}), 200)
        seen = self.expect(mediator.get(path), 200).json
        self.assertEqual((seen["narrative"]["title"], seen["caller"]["phone"]), ("路灯不亮", "100****5678"))
        self.expect(mediator.get(path + "/timeline"), 404, "no_such_case")
        mediation = self.expect(mediator.post("/api/v1/mediations", record), 201).json["id"]
        self.expect(mediator.post(f"/api/v1/mediations/{mediation}/sit", {"note": "双方到场"}), 200)
        blob = self.expect(self.upload(case, self.GREY_PNG, who=mediator), 201).json["blob"]
        self.expect(mediator.get(f"{path}/attachments/{blob}"), 200)
        agreed = {"agreement": blob, "terms": "当场和解"}
        self.expect(mediator.post(f"/api/v1/mediations/{mediation}/agree", agreed), 200)
        self.expect(mediator.post(f"/api/v1/offers/{offer}/end", {"note": "和解"}), 200)
        self.expect(mediator.get(path), 404, "no_such_case")
        self.expect(people["admin"].delete("/api/v1/users/m-two"), 204)

    def test_when_nobody_is_left_a_person_chooses(self):
        offer = self.act("people", "offers", {"case_id": opened(), "person": "M2"}, 201)
        self.assertTrue(offer["by_hand"])
        path = f"offers/{offer['id']}"
        self.act("grid-s", path + "/decline", {"reason": "忙"})
        offer = self.act("grid-s", path + "/decline", {"reason": "也忙"})
        self.assertEqual((offer["state"], offer["person"]), ("nobody", ""))
        self.assertEqual(self.act("people", path + "/pass_on", {"person": "M1"})["person"], "M1")
        self.assertEqual(self.act("people", path + "/withdraw", {"reason": "撤诉"})["state"], "withdrawn")

    def test_who_is_away_is_not_asked(self):
        leave = {"person": "M1", "from": "2026-03-02T00:00:00+08:00", "to": "2026-03-03T00:00:00+08:00",
                 "reason": "病假"}
        granted = self.act("people", "staff/leaves", leave, 201)["id"]
        refused = people["people"].post("/api/v1/offers", {"case_id": opened(), "person": "M1"})
        self.expect(refused, 409, "person_unavailable")
        self.assertEqual(refused.json["args"], {"person": "M1", "reason": "away", "instead": "M2"})
        self.act("people", f"staff/leaves/{granted}/cancel", {"reason": "提前返岗"})
        self.act("people", "staff/leaves", {**leave, "person": "M9"}, 409, "unknown_person")

    def test_a_mediation_with_its_paper(self):
        case = opened()
        mediation = {"about": case, "mediator": "M1", "parties": "楼上与楼下"}
        first = self.act("grid-s", "mediations", mediation, 201)
        self.assertIn("〔2026〕", first["number"])
        path = f"mediations/{first['id']}"
        self.act("grid-s", path + "/sit", {"note": "双方到场"})
        paper = {"agreement": "none", "terms": "三日内修复", "perform_by": "2026-03-09T09:00:00+08:00"}
        self.act("grid-s", path + "/agree", paper, 404, "no_such_attachment")
        paper["agreement"] = self.expect(self.upload(case, self.GREY_PNG), 201).json["blob"]
        self.assertEqual(self.act("grid-s", path + "/agree", paper)["state"], "agreed")
        self.assertEqual(self.act("grid-s", path + "/perform", {"note": "已修复"})["state"], "performed")
        for command in ["fail", "withdraw"]:
            other = self.act("grid-s", "mediations", mediation, 201)["id"]
            self.act("grid-s", f"mediations/{other}/{command}", {"reason": "不愿再谈"})

    def test_somebody_goes_and_looks(self):
        case = opened()
        order = {"purpose": "inspection", "about": case, "unit": "S", "text": "核实是否修好",
                 "limit": {"amount": 60, "unit": "minutes"}}
        task = self.act("people", "patrol-tasks", order, 201)["id"]
        report = {"passed": False, "point": {"lon": 110.0, "lat": 20.0}, "text": "还没有修"}
        path = f"/api/v1/patrol-tasks/{task}/report"
        done = self.expect(self.form("grid-s", path, "report", report, self.PNG), 200).json
        self.assertEqual((done["state"], done["sent_back"], len(done["photos"])), ("reported", False, 1))
        patrol = {"cell": "110101-1", "unit": "S", "text": "夜间巡查", "limit": {"amount": 1, "unit": "working_days"}}
        other = self.act("people", "patrol-tasks", patrol, 201)["id"]
        self.act("people", f"patrol-tasks/{other}/withdraw", {"reason": "台风"})
        self.act("people", "patrol-tasks", {**patrol, "cell": "none"}, 409, "unknown_place")

    def test_who_is_on_call_is_planned_by_the_unit(self):
        slot = {"unit": "B", "name": "值班员甲", "phone": "0898-00001001", "from": "2026-03-02T08:00:00+08:00",
                "to": "2026-03-02T23:59:00+08:00"}
        planned = self.act("people", "duty/slots", slot, 201)["id"]
        self.act("people", f"duty/slots/{planned}/change", {"slot": {**slot, "name": "值班员乙"}})
        line = self.expect(people["officer-b"].get("/api/v1/duty/on-call?unit=B"), 200).json["items"][0]
        self.assertEqual((line["name"], line["phone"], line["on_call"]), ("值班员乙", "089******1001", True))
        table = ("unit,role,name,user,phone,backup_phone,order,from,to\n"
                 "B,backup,值班员丙,,0898-00001002,,2,2026-03-03 17:30,2026-03-04 08:30\n")
        send = {"Content-Type": "text/csv"}
        rows = people["people"].call("POST", "/api/v1/duty/roster", table.encode(), send)
        self.assertEqual(len(self.expect(rows, 201).json["ids"]), 1)
        bad = people["people"].call("POST", "/api/v1/duty/roster", table.replace("17:30", "half past").encode(), send)
        self.assertEqual(self.expect(bad, 400, "bad_roster").json["args"]["line"], "2")
        names = [line["name"] for line in people["officer-b"].get("/api/v1/duty/roster?unit=B").json["items"]]
        self.assertEqual(names, ["值班员乙", "值班员丙"])
        self.act("people", f"duty/slots/{planned}/cancel", {"reason": "换班"})
        self.act("agent", "duty/slots", slot, 403)

    def test_an_urgent_case_rings_until_somebody_has_heard_it(self):
        slot = {"unit": "B", "name": "值班员丁", "phone": "0898-00001003", "from": "2026-03-02T08:00:00+08:00",
                "to": "2026-03-02T23:59:00+08:00"}
        planned = self.act("people", "duty/slots", slot, 201)["id"]
        case = opened(category="010102", narrative={"title": "闻到燃气味"})
        self.set_clock("2026-03-02T09:00:30+08:00")  # the thread that calls looks now
        calls = people["chief"].get(f"/api/v1/documents?case={case}&kind=call_out").json["items"]
        path = f"call-outs/{calls[0]['id']}"
        body = people["chief"].get(f"/api/v1/documents/{calls[0]['id']}").json["body"]
        self.assertEqual(body["attempts"][0]["target"]["slot"], planned)
        self.act("people", path + "/report", {"no": 1, "outcome": "answered"})
        self.act("officer-b", path + "/acknowledge", {})
        self.act("officer-b", path + "/acknowledge", {}, 409, "already_done")
        self.act("people", f"duty/slots/{planned}/cancel", {"reason": "换班"})
        self.assertEqual(MATTER["channel"], "phone")
