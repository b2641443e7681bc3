#!/usr/bin/env python3
"""The API as its clients meet it, told as stories.   tests/api/api_test.py API_TEST_SERVER"""

import io
import json
import sys
import threading
import unittest
import uuid
import wave
from urllib.parse import quote

from api_client import Client, PASSWORD, Server, load_document
from case_moves import CaseMoves
from citizen import Citizens
from documents import Documents
from drafts import Drafts, model
from figures import Figures
from ladder import Ladder
from live import listen, Live, next_of
from staff import Staff
from other_systems import OtherSystems
from search import Searching, WhoLooked
from topics import Topics
from proposals import Proposals
from quality import Quality
from story import GREY_PNG, MATTER, PNG, opened, people, Story

BINARY = sys.argv.pop(1)


def setUpModule():
    global server
    server = Server(BINARY, "sqlite", "http://127.0.0.1:9", model.start())
    logins = "agent dispatcher caller supervisor officer-s officer-b admin chief grid-s people auditor".split()
    people.update({login: Client(server, login) for login in logins})


def tearDownModule():
    described = {(method, path) for path, operations in load_document()["paths"].items() for method in operations}
    never = described - server.succeeded
    assert server.stop() == 0
    model.stop()
    assert not never, f"no story met these with success: {sorted(never)}"


class TheLifeOfACase(Story):
    def test_from_the_call_to_finished(self):
        case = opened()
        view = people["officer-s"].get(f"/api/v1/cases/{case}").json
        self.assertEqual((view["state"], view["person"]), ("dispatched", "masked"))
        self.assertEqual(view["caller"]["phone"], "100****5678")
        allowed = {a["name"]: a["allowed"] for a in view["actions"] if a["assignment"] in (0, 1)}
        self.assertTrue(allowed["acknowledge"])
        self.assertFalse(allowed["finish"])
        server.set_clock("2026-03-02T09:20:00+08:00")
        self.do("officer-s", case, "acknowledge", {})
        self.do("officer-s", case, "contact", {"reached": True, "note": "已联系来电人"})
        done = {"substantiated": "yes", "solved": "yes", "caller_contacted": True,
                "contacted_at": "2026-03-02T09:20:00+08:00", "done": "已更换灯具", "reply": "路灯已修复"}
        self.expect(people["officer-s"].post(f"/api/v1/cases/{case}/finish", done), 409, "assisting_unfinished")
        done["overrule"] = "协办单位无需到场"
        self.assertEqual(self.do("officer-s", case, "finish", done)["state"], "answer_review")
        self.assertEqual(self.do("dispatcher", case, "review", {"accept": True, "note": "好"})["state"], "callback")
        said = {"reached": True, "unit_contacted": True, "solved": "yes", "satisfied": "satisfied", "opinion": "很快"}
        self.assertEqual(self.do("caller", case, "callback", said)["state"], "finished")
        timeline = people["dispatcher"].get(f"/api/v1/cases/{case}/timeline").json["items"]
        self.assertEqual(timeline[0]["kind"], "case_opened")
        answer = next(line for line in timeline if line["kind"] == "assignment_finished")
        self.assertEqual((answer["texts"]["reply"], answer["actor"]["name"]), ("路灯已修复", "姓名officer-s"))
        clocks = people["dispatcher"].get(f"/api/v1/cases/{case}/clocks").json["items"]
        handling = next(c for c in clocks if c["kind"] == "handling")
        self.assertEqual(handling["outcome"], "met")
        self.assertEqual(handling["segments"][0]["from"], handling["started_at"])
        self.assertEqual(handling["segments"][-1]["to"], handling["due_at"])

    def test_who_looks_at_a_number_is_recorded_first(self):
        case = opened()
        self.expect(people["agent"].post(f"/api/v1/cases/{case}/unmask", {"reason": "好奇"}), 403, "not_permitted")
        self.expect(people["supervisor"].post(f"/api/v1/cases/{case}/unmask", {"reason": " "}), 409, "text_required")
        seen = people["supervisor"].post(f"/api/v1/cases/{case}/unmask", {"field": "phone", "reason": "回访"})
        self.assertEqual(self.expect(seen, 200).json["caller"]["phone"], "10012345678")
        last = people["supervisor"].get(f"/api/v1/cases/{case}/timeline").json["items"][-1]
        self.assertEqual((last["kind"], last["data"]["field"], last["texts"]["reason"]),
                         ("personal_data_viewed", "phone", "回访"))

    def test_a_secret_case_hides_its_person(self):
        case = opened(type="report")
        view = people["officer-s"].get(f"/api/v1/cases/{case}").json
        self.assertEqual((view["secret"], view["person"]), (True, "hidden"))
        self.assertNotIn("caller", view)
        self.assertIn("narrative", view)
        self.expect(people["officer-s"].post(f"/api/v1/cases/{case}/unmask", {"reason": "想看"}), 403, "secret")
        found = people["officer-s"].get("/api/v1/search?in=phone&q=10012345678").json["items"]
        self.assertNotIn(case, [line["id"] for line in found])
        self.assertEqual(people["supervisor"].get(f"/api/v1/cases/{case}").json["caller"]["phone"], "100****5678")

    def test_another_unit_sees_nothing(self):
        case = opened()
        self.expect(people["officer-b"].get(f"/api/v1/cases/{case}"), 404, "no_such_case")
        self.expect(people["officer-b"].get(f"/api/v1/cases/{case}/timeline"), 404, "no_such_case")
        self.expect(people["officer-b"].post(f"/api/v1/cases/{case}/acknowledge", {}), 404, "no_such_case")
        for path in ["/api/v1/cases", "/api/v1/assignments?unit=ROOT", f"/api/v1/search?q={case}"]:
            lines = self.expect(people["officer-b"].get(path), 200).json["items"]
            self.assertNotIn(case, [line.get("id", line.get("case_id")) for line in lines], path)
        self.expect(people["agent"].post(f"/api/v1/cases/{case}/acknowledge", {}), 403, "not_permitted")

    def test_erasing_leaves_the_history(self):
        case = opened(dispatch=False)
        self.do("agent", case, "answer_at_desk", {"answer": "已告知"})
        self.do("admin", case, "erase", {"basis": "《个人信息保护法》第四十七条"})
        view = people["agent"].get(f"/api/v1/cases/{case}").json
        self.assertEqual(view["person"], "erased")
        self.assertNotIn("narrative", view)
        self.assertEqual(people["agent"].get(f"/api/v1/cases/{case}/timeline").json["items"][0]["texts"], {})


class EveryCommand(Story):
    """Once each, by somebody who may do everything; what they mean is told where the rules are."""

    def walk(self, case, steps):
        for command, body, state in steps:
            self.assertEqual(self.do("chief", case, command, body)["state"], state, command)

    def test_the_long_way(self):
        self.walk(opened(dispatch=False, category=""), [
            ("ask_supplement", {"question": "哪一段路？"}, "awaiting_supplement"),
            ("supplement", {"text": "海风街道东段"}, "registered"),
            ("amend", {"category": "010101", "caller": {"phone": "10087654321"}}, "registered"),
            ("dispatch", {"lead": "D"}, "dispatched"),
            ("withdraw", {"reason": "派错"}, "registered"),
            ("dispatch", {"lead": "A"}, "dispatched"),
            ("return", {"basis": "不在职责内", "proposed_unit": "D"}, "return_review"),
            ("rule_return", {"accept": False, "note": "属于职责"}, "dispatched"),
            ("acknowledge", {}, "handling"),
            ("request_extension", {"asked": {"amount": 1, "unit": "working_days"}, "reason": "备料"}, "handling"),
            ("rule_extension", {"grant": True, "note": "同意"}, "handling"),
            ("pause", {"note": "鉴定"}, "handling"),
            ("resume", {}, "handling"),
            ("remind", {"text": "请抓紧"}, "handling"),
            ("contact", {"reached": True, "method": "visit", "note": "上门"}, "handling"),
            ("finish", {"substantiated": "yes", "solved": "yes", "done": "修好", "reply": "已修好",
                        "caller_contacted": True, "contacted_at": "2026-03-02T09:00:00+08:00"}, "answer_review"),
            ("review", {"accept": True, "note": "好"}, "callback"),
            ("callback", {"reached": True, "unit_contacted": True, "solved": "yes", "satisfied": "satisfied"},
             "finished"),
            ("redo", {"reason": "又不亮了"}, "handling")])

    def test_the_short_ways(self):
        self.walk(opened(dispatch=False), [("decline", {"reason": "court", "explanation": "在审"}, "decline_review"),
                                           ("rule_decline", {"approve": True, "note": "同意"}, "declined")])
        case = opened(dispatch=False)
        self.walk(case, [("void", {"reason": "误录"}, "voided"), ("archive", {}, "archived")])
        again = self.expect(people["chief"].post(f"/api/v1/cases/{case}/reopen", {"reason": "又发生"}), 201).json["id"]
        self.assertEqual(people["chief"].get(f"/api/v1/cases/{again}").json["reopens"], case)


class TheMovesOfACase(CaseMoves, Story): pass


class TwoAtOnce(Story):
    def test_a_stale_version_is_told(self):
        case = opened(dispatch=False)
        tag = people["agent"].get(f"/api/v1/cases/{case}").headers["ETag"]
        self.do("agent", case, "note", {"text": "一"}, If_Match=tag)
        stale = people["agent"].post(f"/api/v1/cases/{case}/note", {"text": "二"}, If_Match=tag)
        self.assertEqual(self.expect(stale, 412, "version_conflict").json["args"]["version"], "2")
        forged = people["agent"].post(f"/api/v1/cases/{case}/note", {"text": "三"}, If_Match='"x"')
        self.expect(forged, 400, "bad_if_match")

    def test_the_same_key_opens_one_case(self):
        key = str(uuid.uuid4())
        replies = []

        def send():
            replies.append(Client.post(people["agent"], "/api/v1/cases", MATTER, Idempotency_Key=key))

        threads = [threading.Thread(target=send) for _ in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(r.status for r in replies), [200] * 49 + [201])
        self.assertEqual(len({r.json["id"] for r in replies}), 1)
        other = people["agent"].post("/api/v1/cases", {**MATTER, "dispatch": False}, Idempotency_Key=key)
        self.expect(other, 400, "idempotency_key_reused")

    def test_merge_split_and_reopen(self):
        first, second = opened(), opened()
        merged = self.do("dispatcher", second, "merge", {"into": first, "reason": "同一事项"})
        self.assertEqual(merged["state"], "merged")
        self.assertEqual(people["agent"].get(f"/api/v1/cases/{first}").json["merged_children"], [second])
        self.do("dispatcher", second, "unmerge", {"reason": "并错"})
        parts = {"parts": [{"title": "井盖破损", "content": "井盖", "category": "010101", "place": "1101"}]}
        key = str(uuid.uuid4())
        split = people["dispatcher"].post(f"/api/v1/cases/{first}/split", parts, Idempotency_Key=key)
        again = people["dispatcher"].post(f"/api/v1/cases/{first}/split", parts, Idempotency_Key=key)
        self.assertEqual(self.expect(split, 201).json, self.expect(again, 201).json)
        self.expect(people["dispatcher"].post(f"/api/v1/cases/{first}/reopen", {"reason": "又坏"}), 409, "wrong_state")


class BadInput(Story):
    def test_each_fault_has_its_place(self):
        post = people["agent"].post
        wrong = self.expect(post("/api/v1/cases", {"narrative": {"title": 7}}), 400, "bad_field")
        self.assertEqual(wrong.json["args"]["field"], "/narrative/title")
        unknown = self.expect(post("/api/v1/cases", {**MATTER, "colour": "red"}), 400, "bad_field")
        self.assertEqual(unknown.json["args"]["field"], "/colour")
        self.expect(post("/api/v1/cases", {}), 400, "bad_field")
        self.expect(post("/api/v1/cases", {**MATTER, "category": "999999"}), 409, "unknown_category")
        self.expect(people["agent"].get("/api/v1/cases?state=asleep"), 400, "bad_query")
        self.expect(people["agent"].get("/api/v1/cases?limit=0"), 400, "bad_query")
        self.expect(people["agent"].get("/api/v1/cases?after=forged"), 400, "bad_page")
        self.expect(people["agent"].get("/api/v1/search?q=%20"), 400, "nothing_to_search")
        self.expect(people["agent"].get("/api/v1/cases/0"), 404, "no_such_case")
        self.expect(people["agent"].get("/api/v1/nothing"), 404)

    def test_hostile_bodies(self):
        call = people["agent"].call
        self.expect(call("POST", "/api/v1/cases", b"[" * 100_000), 400, "bad_json")
        self.expect(call("POST", "/api/v1/cases", b'{"a":' * 100_000), 400, "bad_json")
        self.expect(call("POST", "/api/v1/cases", b'{"narrative":{"title":"\xff\xfe"}}'), 400, "bad_json")
        self.expect(call("POST", "/api/v1/cases", b'{"narrative":'), 400, "bad_json")


class WhoMay(Story):
    def test_nobody_without_signing_in(self):
        nobody = Client(server)
        paths = load_document()["paths"]
        for method, pattern in server.routes:
            is_public = paths[pattern][method].get("security") == []
            if not pattern.startswith("/api/v1/") or is_public:
                continue
            if pattern.startswith("/api/v1/citizen/"):  # their slip is what they know, not who they are
                continue
            path = pattern.replace("{id}", "1").replace("{name}", "x").replace("{blob}", "x")
            reply = nobody.call(method.upper(), path, b"{}" if method == "post" else None)
            self.assertEqual(reply.status, 401, (method, path, reply.body))

    def test_sign_in_and_out(self):
        wrong = Client(server).post("/api/v1/session", {"login": "agent", "password": "wrong password"})
        self.expect(wrong, 401, "bad_credentials")
        guest = Client(server, "officer-b")
        for word in ["HttpOnly", "SameSite=Strict", "Path=/"]:
            self.assertIn(word, guest.set_cookie)
        me = guest.get("/api/v1/me").json
        self.assertEqual((me["login"], me["unit"], me["city_permissions"]), ("officer-b", "B", []))
        self.assertIn("finish", me["unit_permissions"])
        self.expect(guest.delete("/api/v1/session"), 204)
        self.expect(guest.get("/api/v1/me"), 401, "no_session")

    def test_a_page_of_somebody_else_cannot_act(self):
        case = opened()
        note = {"text": "伪造"}
        self.expect(people["agent"].post(f"/api/v1/cases/{case}/note", note, X_CSRF_Token=None), 403, "csrf")
        self.expect(people["agent"].post(f"/api/v1/cases/{case}/note", note, X_CSRF_Token="x"), 403, "csrf")

    def test_users_and_tokens(self):
        self.expect(people["agent"].get("/api/v1/users"), 403, "not_permitted")
        admin = people["admin"]
        new = {"login": "new-one", "name": "新人", "password": PASSWORD, "unit": "A", "roles": ["unit_officer"]}
        self.expect(admin.post("/api/v1/users", {**new, "roles": ["king"]}), 400, "unknown_role")
        self.expect(admin.post("/api/v1/users", new), 201)
        newcomer = Client(server, "new-one")
        self.expect(newcomer.post("/api/v1/me/totp"), 201)
        without_code = Client(server).post("/api/v1/session", {"login": "new-one", "password": PASSWORD})
        self.expect(without_code, 401, "code_required")
        self.expect(newcomer.delete("/api/v1/me/totp"), 204)
        change = {"old_password": PASSWORD, "new_password": "battery staple 67890"}
        self.expect(newcomer.post("/api/v1/me/password", change), 204)
        self.expect(newcomer.get("/api/v1/me"), 401)
        self.assertIn("new-one", [u["login"] for u in admin.get("/api/v1/users").json["items"]])
        self.expect(admin.delete("/api/v1/users/new-one"), 204)
        self.expect(admin.delete("/api/v1/users/nobody"), 404, "no_such_user")
        wanted = {"name": "province-1", "system": "province", "scopes": ["open", "dispatch", "view"]}
        token = self.expect(admin.post("/api/v1/tokens", wanted), 201).json["token"]
        system = Client(server, token=token)
        self.expect(system.post("/api/v1/cases", MATTER), 400, "idempotency_key_required")
        self.expect(system.post("/api/v1/cases", {**MATTER, "source_id": "P-1"}, Idempotency_Key="k1"), 201)
        replay = system.post("/api/v1/cases", {**MATTER, "source_id": "P-1"}, Idempotency_Key="k2")
        self.assertTrue(self.expect(replay, 200).json["is_replay"])
        self.expect(system.post("/api/v1/me/totp"), 403, "people_only")
        self.expect(system.get("/api/v1/search?q=x"), 403, "not_permitted")
        self.assertIn("province-1", [t["name"] for t in admin.get("/api/v1/tokens").json["items"]])
        self.expect(admin.delete("/api/v1/tokens/province-1"), 204)
        self.expect(system.get("/api/v1/me"), 401, "no_token")


class Lists(Story):
    def test_the_map_has_the_points_that_somebody_gave(self):
        pointed = opened(point={"lon": 110.3, "lat": 20.0})
        plain = opened()
        page = self.expect(people["agent"].get("/api/v1/map/cases?limit=2"), 200).json
        self.assertEqual([line["id"] for line in page["items"]], [plain, pointed])
        self.assertEqual(page["points"], [{"id": pointed, "point": {"lon": 110.3, "lat": 20.0}}])
        self.assertIn("next", page)
        self.expect(people["agent"].get("/api/v1/map/cases?limit=0"), 400, "bad_query")

    def test_pages_filters_and_search(self):
        marker = "紫色风筝" + uuid.uuid4().hex[:6]
        cases = [opened(narrative={"title": marker, "content": "x"}) for _ in range(3)]
        first = people["agent"].get("/api/v1/cases?limit=2&state=dispatched").json
        self.assertEqual([line["id"] for line in first["items"]], [cases[2], cases[1]])
        self.assertEqual(first["items"][0]["title"], marker)
        second = people["agent"].get(f"/api/v1/cases?limit=2&state=dispatched&after={quote(first['next'])}").json
        self.assertEqual(second["items"][0]["id"], cases[0])
        by_words = people["agent"].get("/api/v1/search?q=" + quote(marker)).json
        self.assertEqual((by_words["in"], len(by_words["items"])), ("words", 3))
        self.assertEqual(people["agent"].get("/api/v1/search?q=" + cases[0]).json["in"], "number")
        self.assertEqual(people["agent"].get("/api/v1/search?q=345678&limit=1").json["in"], "phone")
        work = people["officer-s"].get("/api/v1/assignments?state=sent").json["items"]
        self.assertIn(cases[0], [line["case_id"] for line in work])
        self.assertEqual(sorted(line["due_at"] for line in work), [line["due_at"] for line in work])

    def test_an_export_is_recorded_and_cannot_carry_formulas(self):
        opened(narrative={"title": "=HYPERLINK(1)", "content": "公式"})
        self.expect(people["agent"].get("/api/v1/cases/export"), 403, "not_permitted")
        table = self.expect(people["supervisor"].get("/api/v1/cases/export"), 200)
        text = table.body.decode("utf-8-sig")
        self.assertIn(",'=HYPERLINK(1),", text)
        self.assertIn("attachment", table.headers["Content-Disposition"])
        self.assertEqual(len(text.strip().split("\r\n")) - 1, int(table.headers["X-Row-Count"]))
        sheet = self.expect(people["supervisor"].get("/api/v1/assignments/export?format=xlsx"), 200)
        self.assertEqual(sheet.body[:2], b"PK")
        self.expect(people["supervisor"].get("/api/v1/search/export?q=" + quote("公式")), 200)
        self.expect(people["supervisor"].get("/api/v1/cases/export?format=pdf"), 400, "bad_query")


class TheSearch(Searching, Story): pass


class TheAudit(WhoLooked, Story): pass


class TheCitizen(Citizens, Story): pass


class BesideTheCase(Documents, Topics, Story): pass


class WhatItCameTo(Figures, Story): pass


class UpTheLadder(Ladder, Story): pass


class Attachments(Story):
    def upload(self, case, data, name="现场.png", kind="image/png", who="agent"):
        body = (f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                f"Content-Type: {kind}\r\n\r\n").encode() + data + b"\r\n--b--\r\n"
        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        client = people[who] if isinstance(who, str) else who
        return client.call("POST", f"/api/v1/cases/{case}/attachments", body, headers)

    def test_a_photo_comes_back_as_it_was(self):
        case = opened()
        kept = self.expect(self.upload(case, PNG), 201).json
        self.assertTrue(self.expect(self.upload(case, PNG), 200).json["is_replay"])
        back = people["officer-s"].get(f"/api/v1/cases/{case}/attachments/{kept['blob']}")
        self.assertEqual((back.body, back.headers["Content-Type"]), (PNG, "image/png"))
        self.assertEqual(people["agent"].get(f"/api/v1/cases/{case}").json["attachments"][0]["name"], "现场.png")
        self.expect(people["agent"].get(f"/api/v1/cases/{case}/attachments/none"), 404, "no_such_attachment")
        self.expect(self.upload(case, b"MZ" + b"\0" * 200), 400, "content_type_refused")
        self.expect(people["officer-b"].get(f"/api/v1/cases/{case}/attachments/{kept['blob']}"), 404, "no_such_case")

    def test_who_listens_to_a_recording_says_why(self):
        sound = io.BytesIO()
        with wave.open(sound, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(b"\0\0" * 800)
        case = opened()
        kept = self.expect(self.upload(case, sound.getvalue(), "通话.wav", "audio/wav"), 201).json
        path = f"/api/v1/cases/{case}/attachments/{kept['blob']}"
        self.expect(people["agent"].get(path + "?reason=x"), 403, "not_permitted")
        self.expect(people["supervisor"].get(path), 409, "text_required")
        heard = self.expect(people["supervisor"].get(path + "?reason=" + quote("核实来电内容")), 200)
        self.assertEqual(heard.body, sound.getvalue())
        last = people["supervisor"].get(f"/api/v1/cases/{case}/timeline").json["items"][-1]
        self.assertEqual((last["kind"], last["data"]["field"]), ("personal_data_viewed", "recording:" + kept["blob"]))

    def test_of_a_secret_case_a_unit_sees_its_own_files_only(self):
        case = opened(type="report")
        theirs = self.expect(self.upload(case, PNG), 201).json["blob"]
        own = self.expect(self.upload(case, GREY_PNG, who="officer-s"), 201).json["blob"]
        path = f"/api/v1/cases/{case}/attachments/"
        self.expect(people["officer-s"].get(path + theirs), 403, "secret")
        self.assertEqual(self.expect(people["officer-s"].get(path + own), 200).body, GREY_PNG)
        self.expect(people["supervisor"].get(path + theirs), 200)


class TheCity(Story):
    def test_words_of_the_code_are_those_of_the_description(self):
        reply = people["agent"].get("/api/v1/city")
        schemas = server.schemas.document["components"]["schemas"]
        names = {"case_state": "CaseState", "assignment_state": "AssignmentState", "request_type": "RequestType",
                 "channel": "Channel", "verdict": "Verdict", "satisfaction": "Satisfaction", "action": "CaseAction",
                 "contact_method": "ContactMethod", "clock_kind": "ClockKind", "clock_outcome": "ClockOutcome",
                 "pause_reason": "PauseReason", "limit_unit": "LimitUnit", "search_in": "SearchIn",
                 "snippet_field": "SnippetField", "look_kind": "LookKind",
                 "access_subject": "AccessSubject", "access_part": "AccessPart", "access_status": "AccessStatus",
                 "signal_kind": "SignalKind", "signal_sense": "SignalSense", "similar_reason": "SimilarReason",
                 "call_in_reason": "CallInReason",
                 "answer_flaw": "AnswerFlaw"}
        for name, schema in names.items():
            self.assertEqual([e["code"] for e in reply.json["enums"][name]], schemas[schema]["enum"], name)
        self.expect(people["agent"].get("/api/v1/city", **{"If-None-Match": reply.headers["ETag"]}), 304)


class WhatAColleagueWouldSay(Proposals, Story): pass


class TheWorkIsChecked(Quality, Story): pass


class Drafting(Drafts, Story): pass


class LiveStream(Live, Story): pass


class TheJournal(Story):
    def test_a_stranger_can_check(self):
        case = opened()
        connection, stream = listen("agent", 0)
        next_of(stream, case)
        connection.close()
        proof = self.expect(people["agent"].get(f"/api/v1/cases/{case}/proof"), 200).json
        self.assertEqual(len(proof["events"]) > 0, True)
        nobody = Client(server)
        heads = self.expect(nobody.get("/journal/tree-heads?limit=2"), 200).json
        self.assertGreater(len(heads["items"]), 0)
        size = heads["items"][0]["tree_size"]
        self.expect(nobody.get(f"/journal/consistency?first={size}"), 200)
        self.expect(nobody.get("/journal/consistency"), 400, "bad_query")
        self.assertIn("BEGIN PUBLIC KEY", nobody.get("/journal/public-key").body.decode())


class PeopleOfTheCity(Staff, Story):
    upload = Attachments.upload
    PNG, GREY_PNG = PNG, GREY_PNG

    def set_clock(self, at):
        server.set_clock(at)


class Operations(Story):
    def test_machines_and_files(self):
        nobody = Client(server)
        for path in ["/healthz", "/readyz", "/metrics", "/api/openapi.yaml"]:
            self.expect(nobody.get(path), 200)
        self.expect(nobody.get("/api/docs"), 303)
        self.expect(nobody.get("/api/docs/index.html"), 200)
        self.expect(nobody.get("/landing.css"), 200)
        self.assertEqual(nobody.get("/app").headers["Content-Type"], "text/html; charset=utf-8")
        self.expect(nobody.get("/none.html"), 404, "no_such_page")

    def test_the_outbox_can_be_seen(self):
        opened()
        waiting = people["admin"].get("/api/v1/outbox?state=waiting").json["items"]
        self.assertGreater(len(waiting), 0)
        self.expect(people["admin"].post(f"/api/v1/outbox/{waiting[0]['id']}/resend"), 204)
        self.expect(people["admin"].post("/api/v1/outbox/999999/resend"), 404, "no_such_message")


class SharedWithOtherSystems(OtherSystems, Story): pass


class TheDescription(Story):
    def test_it_has_every_route_and_no_other(self):
        described = {(method, path) for path, operations in load_document()["paths"].items() for method in operations}
        self.assertEqual(described - server.routes, set(), "described, but not there")
        self.assertEqual(server.routes - described, set(), "there, but not described")

    def test_examples_are_valid(self):
        for name, schema in server.schemas.document["components"]["schemas"].items():
            if "example" in schema:
                self.assertEqual(server.schemas.faults(schema["example"], schema), [], name)


if __name__ == "__main__":
    unittest.main()
