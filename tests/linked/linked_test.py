#!/usr/bin/env python3
"""Cases shared with other systems of the city, told as stories over real HTTP, on both stores.
   tests/linked/linked_test.py API_TEST_SERVER"""

import os
import sys
import threading
import time
import unittest
import uuid
from datetime import timedelta

from linked_story import Client, Story, on_each_store
from partner import new_secret, signature_of


class TheirsAndOurs(Story):
    def test_from_the_push_to_their_answer(self):
        case = self.pushed()
        told = self.partner.told("patrol", case)
        self.assertEqual([push.type for push in told], ["case_dispatched"])
        data = told[0].data
        self.assertEqual((data["unit"], data["is_lead"], data["urgent"], data["category_code"]),
                         ("B", True, True, "G-1"))
        self.assertEqual(data["fields"], {"案卷标题": "楼道有燃气味", "content": "三单元楼道燃气味很重。",
                                          "address": "海风路1号"})
        self.assertNotIn("10012345678", told[0].raw.decode())
        number = self.partner.number_of("patrol", case)
        kept = self.people["chief"].get(f"/api/v1/cases/{case}/system-numbers").json["items"]
        self.assertEqual([(line["system"], line["number"], line["assignment"]) for line in kept],
                         [("patrol", number, 1)])
        sent = self.events(case, "push_sent")
        self.assertEqual(sent[0]["data"]["fields"], ["title", "content", "address"])
        self.assertEqual(sent[0]["data"]["message"], told[0].id)
        self.assertEqual(self.events(case, "receipt_taken")[0]["data"]["number"], number)

        self.expect(self.say("patrol", "acknowledge", number=number), 200)
        self.expect(self.say("patrol", "contact", number=number, reached=True, note="已致电"), 200)
        done = self.expect(self.say("patrol", "finish", case_id=case, **self.done), 200).json
        self.assertEqual((done["state"], done["assignment"]), ("answer_review", 1))
        answer = self.events(case, "assignment_finished")[0]
        self.assertEqual((answer["actor"]["kind"], answer["actor"]["id"], answer["actor"]["unit"]),
                         ("linked_system", "patrol", "B"))
        self.assertEqual(answer["texts"]["reply"], "燃气公司已修复")

        sent_back = self.people["dispatcher"].post(f"/api/v1/cases/{case}/review", {"accept": False, "note": "请补充"})
        self.expect(sent_back, 200)
        self.server.tell("push")
        self.assertEqual(self.partner.told("patrol", case)[-1].type, "answer_sent_back")
        self.assertEqual(self.partner.told("patrol", case)[-1].data["number"], number)
        self.expect(self.say("patrol", "finish", number=number, **self.done), 200)

    def test_who_only_reports_the_result_has_acknowledged(self):
        case = self.pushed()
        done = self.expect(self.say("patrol", "finish", case_id=case, number="DONE-1", **self.done), 200)
        self.assertEqual(done.json["state"], "answer_review")
        self.assertEqual(len(self.events(case, "acknowledged")), 1)
        self.assertEqual([line["data"]["number"] for line in self.events(case, "receipt_taken")],
                         [self.partner.number_of("patrol", case), "DONE-1"])

    def test_not_theirs_goes_back_to_the_dispatcher(self):
        case = self.pushed()
        number = self.partner.number_of("patrol", case)
        self.expect(self.say("patrol", "return", number=number, basis="", proposed_unit="D"), 409, "text_required")
        back = self.say("patrol", "return", number=number, basis="属地管理", proposed_unit="D")
        self.assertEqual(self.expect(back, 200).json["state"], "return_review")
        self.expect(self.people["dispatcher"].post(f"/api/v1/cases/{case}/rule_return", {"accept": True}), 200)
        self.server.tell("push")
        last = self.partner.told("patrol", case)[-1]
        self.assertEqual((last.type, last.data["assignment_state"], last.data["fields"]),
                         ("return_accepted", "returned", {}))

    def test_who_is_added_and_released_is_told(self):
        case = self.pushed()
        add = self.people["chief"].post(f"/api/v1/cases/{case}/add_unit", {"unit": "D", "note": "请到场协助"})
        self.expect(add, 200)
        self.server.tell("push")
        added = self.partner.told("police", case)[0]
        self.assertEqual((added.type, added.data["is_lead"], added.data["assignment"]), ("unit_added", False, 2))
        release = {"assignment": 2, "reason": "无需到场"}
        self.expect(self.people["chief"].post(f"/api/v1/cases/{case}/release_unit", release), 200)
        self.server.tell("push")
        gone = self.partner.told("police", case)[-1]
        self.assertEqual((gone.type, gone.data["assignment_state"], gone.data["fields"]),
                         ("unit_released", "withdrawn", {}))

    def test_of_a_secret_case_nobody_is_named(self):
        plain = self.opened(dispatch=False)
        hidden = self.opened(dispatch=False, type="report")
        for case in [plain, hidden]:
            self.expect(self.people["chief"].post(f"/api/v1/cases/{case}/dispatch", {"lead": "D"}), 200)
        self.server.tell("push")
        self.assertEqual(self.partner.told("police", plain)[0].data["fields"],
                         {"title": "楼道有燃气味", "caller_name": "测试来电人", "caller_phone": "10012345678"})
        self.assertEqual(self.partner.told("police", hidden)[0].data["fields"], {"title": "楼道有燃气味"})
        self.assertEqual(self.events(hidden, "push_sent")[0]["data"]["fields"], ["title"])


class TheySayItBadly(Story):
    def test_twice_counts_once(self):
        case = self.pushed()
        first = self.expect(self.say("patrol", "acknowledge", key="a-1" + case, case_id=case), 200)
        again = self.expect(self.say("patrol", "acknowledge", key="a-1" + case, case_id=case), 200)
        self.assertEqual((first.json["is_replay"], again.json["is_replay"]), (False, True))
        self.assertEqual(first.json["version"], again.json["version"])
        self.assertEqual(len(self.events(case, "acknowledged")), 1)
        other = self.say("patrol", "finish", key="a-1" + case, case_id=case, **self.done)
        self.expect(other, 400, "idempotency_key_reused")
        self.expect(self.say("patrol", "acknowledge", case_id=case), 409, "assignment_wrong_state")
        self.assertEqual([(line["kind"], line["code"]) for line in self.refusals("patrol")[:2]],
                         [("acknowledge", "assignment_wrong_state"), ("finish", "idempotency_key_reused")])

    def test_at_the_same_moment_counts_once(self):
        case = self.pushed()
        replies = []
        key = str(uuid.uuid4())
        threads = [threading.Thread(target=lambda: replies.append(
            self.say("patrol", "acknowledge", key=key, case_id=case))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([reply.status for reply in replies], [200] * 8)
        self.assertEqual(sorted(reply.json["is_replay"] for reply in replies), [False] + [True] * 7)
        self.assertEqual(len(self.events(case, "acknowledged")), 1)

    def test_late_is_refused_with_the_reason(self):
        case = self.pushed()
        self.expect(self.people["dispatcher"].post(f"/api/v1/cases/{case}/withdraw", {"reason": "派错"}), 200)
        self.server.tell("push")
        withdrawn = self.partner.told("patrol", case)[-1]
        self.assertEqual((withdrawn.type, withdrawn.data["assignment_state"], withdrawn.data["fields"]),
                         ("dispatch_withdrawn", "withdrawn", {}))
        self.expect(self.say("patrol", "finish", case_id=case, **self.done), 409, "wrong_state")
        line = self.refusals("patrol")[0]
        self.assertEqual((line["kind"], line["code"], line["case_id"], line["tries"]),
                         ("finish", "wrong_state", case, 1))

    def test_after_the_due_time_is_taken_and_the_clock_stays_missed(self):
        case = self.pushed()
        self.wait(hours=30)
        self.expect(self.say("patrol", "finish", case_id=case, **self.done), 200)
        clocks = self.people["chief"].get(f"/api/v1/cases/{case}/clocks").json["items"]
        outcomes = {clock["kind"]: clock["outcome"] for clock in clocks if clock["assignment"] == 1}
        self.assertEqual((outcomes["acknowledge"], outcomes["handling"]), ("missed", "missed"))

    def test_with_another_citys_number(self):
        case, another = self.pushed(), self.pushed()
        foreign = self.opened(category="010101")  # a street's; its assisting unit A is patrol's, its lead is not
        alien = self.opened(dispatch=False)
        self.expect(self.say("patrol", "acknowledge", number="北城-2026-77"), 404, "no_such_case")
        self.expect(self.say("patrol", "acknowledge", case_id="202601019999999"), 404, "no_such_case")
        self.expect(self.say("patrol", "acknowledge", case_id=alien), 404, "no_such_case")
        self.expect(self.say("police", "acknowledge", case_id=case), 404, "no_such_case")
        self.expect(self.say("patrol", "acknowledge", case_id=foreign, assignment=1), 404, "no_such_case")
        mine = self.partner.number_of("patrol", case)
        self.expect(self.say("patrol", "acknowledge", number=mine, case_id=another), 409, "number_mismatch")
        self.expect(self.say("patrol", "receipt", number=mine, case_id=case), 200)
        self.expect(self.say("patrol", "receipt", number=mine, case_id=foreign), 409, "number_mismatch")
        self.assertEqual(self.state_of(another), "dispatched")
        codes = [line["code"] for line in self.refusals("patrol")[:5]]
        self.assertEqual(codes, ["number_mismatch", "number_mismatch", "no_such_case", "no_such_case", "no_such_case"])

    def test_what_cannot_be_read_is_kept_as_refused(self):
        post = self.systems["patrol"].call
        head = {"Content-Type": "application/json", "Idempotency-Key": "bad-1"}
        self.expect(post("POST", "/api/v1/linked-messages", b'{"kind":', head), 400, "bad_json")
        self.expect(self.say("patrol", "sing"), 400, "bad_field")
        self.expect(self.say("patrol", "finish", key="bad-2", colour="red"), 400, "bad_field")
        nameless = self.systems["patrol"].post("/api/v1/linked-messages", {"kind": "receipt"})
        self.expect(nameless, 400, "idempotency_key_required")
        self.expect(self.say("patrol", "receipt", case_id=self.pushed()), 400, "number_required")
        self.expect(self.say("patrol", "receipt", number="x" * 101), 400, "bad_number")
        lines = self.refusals("patrol")[:6]
        self.assertEqual([line["code"] for line in lines],
                         ["bad_number", "number_required", "idempotency_key_required", "bad_field", "bad_field",
                          "bad_json"])
        self.assertEqual((lines[5]["message"], lines[5]["kind"]), ("bad-1", ""))

    def test_only_what_was_agreed(self):
        case = self.pushed()
        self.expect(self.say("market", "acknowledge", case_id=case), 403, "not_agreed")
        asked = self.people["chief"].post("/api/v1/linked-messages", {"kind": "receipt", "number": "1"},
                                          Idempotency_Key="c1")
        self.expect(asked, 403, "no_such_system")
        wanted = {"name": "narrow", "system": "patrol", "scopes": ["reconcile"]}
        narrow = Client(self.server, token=self.people["admin"].post("/api/v1/tokens", wanted).json["token"])
        self.expect(narrow.post("/api/v1/linked-messages", {"kind": "receipt"}, Idempotency_Key="n"), 403,
                    "not_permitted")
        # The scope opens this door and no other.
        self.expect(self.systems["patrol"].get(f"/api/v1/cases/{case}"), 403, "not_permitted")
        self.expect(self.systems["patrol"].post(f"/api/v1/cases/{case}/acknowledge", {}), 404, "no_such_case")


class TheyAreNotThere(Story):
    def test_down_and_back(self):
        self.partner.close_door()
        try:
            case = self.opened()
            self.server.tell("push")
            waiting = [row for row in self.outbox("patrol", "waiting") if row["case_id"] == case]
            self.assertEqual(len(waiting), 1)
            self.assertEqual((waiting[0]["attempts"], "unavailable" in waiting[0]["last_error"]), (1, True))
            self.server.tell("push")
            self.assertEqual([r["attempts"] for r in self.outbox("patrol", "waiting") if r["case_id"] == case], [1])
        finally:
            self.partner.open_door()
        self.wait(minutes=2)
        self.server.tell("push")
        self.assertEqual(len(self.partner.told("patrol", case)), 1)
        self.assertEqual(len(self.events(case, "push_sent")), 1)
        self.assertEqual([r for r in self.outbox("patrol", "waiting") if r["case_id"] == case], [])

    def test_away_for_long_is_stuck_until_somebody_resends(self):
        self.partner.moods["patrol"] = "busy"
        case = self.opened()
        for _ in range(12):
            self.server.tell("push")
            self.wait(hours=8)
        stuck = [row for row in self.outbox("patrol", "dead") if row["case_id"] == case]
        self.assertEqual([row["attempts"] for row in stuck], [12])
        self.assertIn("http_503", stuck[0]["last_error"])
        systems = self.people["admin"].get("/api/v1/linked-systems").json["items"]
        patrol = next(line for line in systems if line["code"] == "patrol")
        self.assertGreaterEqual(patrol["today"]["stuck"], 1)
        self.partner.moods["patrol"] = "good"
        again = self.people["admin"].post("/api/v1/linked-systems/patrol/resend")
        self.assertGreaterEqual(self.expect(again, 200).json["count"], 1)
        self.server.tell("push")
        self.assertEqual(len(self.partner.told("patrol", case, "case_dispatched")), 1)
        self.expect(self.people["admin"].post("/api/v1/linked-systems/nobody/resend"), 404, "no_such_system")

    def test_while_one_is_away_the_others_are_told(self):
        self.partner.moods["patrol"] = "busy"
        theirs, others = self.opened(), self.opened(dispatch=False)
        self.expect(self.people["chief"].post(f"/api/v1/cases/{others}/dispatch", {"lead": "D"}), 200)
        self.server.tell("push")
        self.assertEqual(self.partner.told("patrol", theirs), [])
        self.assertEqual(len(self.partner.told("police", others)), 1)

    def test_too_slow_is_told_again_under_the_same_id(self):
        self.partner.moods["patrol"] = "slow"
        case = self.opened()
        self.server.tell("push")  # gives up after a second
        self.assertEqual(len(self.partner.told("patrol", case)), 1, "it arrived, the answer did not")
        self.assertEqual(self.events(case, "push_sent"), [])
        self.partner.patience.set()
        self.partner.moods["patrol"] = "good"
        self.wait(minutes=2)
        self.server.tell("push")
        self.assertEqual(len(self.partner.told("patrol", case)), 1, "the same id is the same push")
        self.assertEqual(len(self.events(case, "push_sent")), 1)
        self.assertEqual(len(self.events(case, "receipt_taken")), 1)

    def test_they_refuse(self):
        self.partner.moods["patrol"] = "refuses"
        case = self.pushed()
        refused = self.events(case, "push_refused")[0]
        self.assertEqual((refused["data"]["code"], refused["texts"]["note"]), ("not_in_our_area", "不在管辖范围，请核实"))
        stuck = [row for row in self.outbox("patrol", "dead") if row["case_id"] == case]
        self.assertIn("push_refused", stuck[0]["last_error"])
        mails = self.people["admin"].get("/api/v1/outbox?state=waiting&limit=500").json["items"]
        self.assertTrue([m for m in mails if m["case_id"] == case and "联网系统拒收" in m["subject"]])
        self.partner.moods["patrol"] = "good"
        self.expect(self.people["admin"].post(f"/api/v1/outbox/{stuck[0]['id']}/resend"), 204)
        self.server.tell("push")
        self.assertEqual(len(self.partner.told("patrol", case)), 1)

    def test_they_refuse_later(self):
        self.partner.moods["patrol"] = "silent"
        case = self.pushed()
        self.assertEqual(self.events(case, "receipt_taken"), [])
        self.expect(self.say("patrol", "refuse", case_id=case, code="duplicate", note="已有案卷"), 200)
        self.assertEqual(self.events(case, "push_refused")[0]["actor"]["id"], "patrol")
        self.assertEqual(self.state_of(case), "dispatched")

    def test_we_follow_nobody_elsewhere_and_read_no_flood(self):
        for mood, why in [("moved", "http_302"), ("floods", "unavailable")]:
            self.partner.moods["patrol"] = mood
            case = self.pushed()
            row = next(r for r in self.outbox("patrol", "waiting") if r["case_id"] == case)
            self.assertIn(why, row["last_error"])
            self.partner.moods["patrol"] = "good"
            self.wait(minutes=2)
            self.server.tell("push")
        self.assertEqual(self.partner.visited, [])

    def test_a_wrong_secret_loses_nothing_and_both_sign_while_it_changes(self):
        good = self.partner.secrets["patrol"]
        self.write_secret("patrol", new_secret())
        case = self.pushed()
        self.assertEqual(self.partner.told("patrol", case), [])
        self.assertTrue(self.partner.forged)
        self.write_secret("patrol", new_secret() + "\n" + good)
        self.wait(minutes=2)
        self.server.tell("push")
        self.assertEqual(len(self.partner.told("patrol", case)), 1)
        self.assertEqual(len(self.partner.told("patrol", case)[0].signatures), 2)
        os.remove(os.path.join(self.server.directory.name, "linked", "patrol.secret"))
        another = self.pushed()
        row = next(r for r in self.outbox("patrol", "waiting") if r["case_id"] == another)
        self.assertIn("no_secret", row["last_error"])
        self.write_secret("patrol", good)

    def test_a_number_that_stands_for_another_matter(self):
        first = self.pushed()
        number = self.partner.number_of("patrol", first)
        second = self.opened()
        self.partner.numbers[("patrol", second, 1)] = number
        self.server.tell("push")
        self.assertEqual(len(self.events(second, "push_sent")), 1)
        self.assertEqual(self.events(second, "push_refused")[0]["data"]["code"], "number_taken")
        self.assertEqual(self.expect(self.say("patrol", "acknowledge", number=number), 200).json["case_id"], first)


class TheyBringCases(Story):
    def bring(self, system, number, key=None, **changes):
        matter = {"number": number, "type": "complaint", "place": "1101",
                  "narrative": {"title": "省平台转办", "content": "路灯不亮"}, **changes}
        return self.say(system, "open", key=key, **matter)

    def test_the_province_hears_the_answer(self):
        case = self.expect(self.bring("province", "P-1", category="020101"), 201).json["case_id"]
        view = self.people["chief"].get(f"/api/v1/cases/{case}").json
        self.assertEqual((view["channel"], view["source_system"], view["source_id"], view["state"]),
                         ("province", "province", "P-1", "registered"))
        self.expect(self.people["chief"].post(f"/api/v1/cases/{case}/answer_at_desk", {"answer": "请到大厅办理"}), 200)
        self.server.tell("push")
        told = self.partner.told("province", case)
        self.assertEqual([push.type for push in told], ["answered_at_desk"])
        self.assertEqual((told[0].data["assignment"], told[0].data["number"], told[0].data["fields"]),
                         (0, "P-1", {"title": "省平台转办", "reply": "请到大厅办理"}))

    def test_the_same_number_is_the_same_case(self):
        first = self.expect(self.bring("province", "P-2", key="k-2"), 201).json
        self.assertEqual(self.expect(self.bring("province", "P-2", key="k-2"), 200).json["case_id"], first["case_id"])
        again = self.expect(self.bring("province", "P-2"), 200).json
        self.assertEqual((again["case_id"], again["is_replay"]), (first["case_id"], True))
        elsewhere = self.expect(self.bring("market", "P-2"), 201).json
        self.assertNotEqual(elsewhere["case_id"], first["case_id"], "another system counts by itself")
        self.expect(self.bring("province", ""), 400, "number_required")
        self.expect(self.say("province", "acknowledge", number="P-2"), 403, "not_yours")

    def test_their_codes_become_ours_and_unknown_ones_lose_nothing(self):
        known = self.expect(self.bring("patrol", "X-1", category="G-1"), 201).json
        view = self.people["chief"].get(f"/api/v1/cases/{known['case_id']}").json
        self.assertEqual((view["category"], view["state"]), ("010102", "dispatched"))
        unknown = self.expect(self.bring("patrol", "X-2", category="G-99"), 201).json
        view = self.people["chief"].get(f"/api/v1/cases/{unknown['case_id']}").json
        self.assertIn("（来件分类：G-99）", view["narrative"]["content"])
        self.expect(self.bring("patrol", "X-3", place="77"), 409, "unknown_place")

    def test_a_number_of_theirs_for_our_case_opens_none(self):
        case = self.pushed()
        self.expect(self.bring("patrol", self.partner.number_of("patrol", case)), 409, "number_taken")


class AtTheEndOfTheDay(Story):
    def test_both_count_and_the_difference_has_numbers(self):
        self.wait(hours=48)
        day = self.now.date().isoformat()
        case, lost = self.pushed(), self.pushed()
        self.expect(self.say("patrol", "acknowledge", key="ack-" + case, case_id=case), 200)
        self.expect(self.say("patrol", "acknowledge", key="bad-" + case, case_id=case), 409)
        self.partner.moods["patrol"] = "refuses"
        self.pushed()
        path = f"/api/v1/linked-systems/patrol/exchange?day={day}"
        ours = self.systems["patrol"].get(path).json
        sent = {line["case_id"]: line["message"] for line in ours["sent"]}
        self.assertEqual(ours["counts"]["sent"], 2)
        self.assertEqual((ours["counts"]["accepted"], ours["counts"]["refused"]), (1, 1))
        self.assertGreaterEqual(ours["counts"]["stuck"], 1)
        self.assertNotIn("differences", ours)
        theirs = {"day": day, "sent": ["ack-" + case, "never-arrived"], "received": [sent[case], "never-sent"]}
        told = self.expect(self.systems["patrol"].post("/api/v1/exchange", theirs), 200).json["differences"]
        self.assertEqual(told, {"they_lack": [{"message": sent[lost], "case_id": lost}],
                                "we_never_sent": ["never-sent"], "we_lack": ["never-arrived"], "they_never_sent": []})
        seen = self.people["admin"].get(path).json
        self.assertEqual(seen["differences"], told)
        self.assertIn("theirs_at", seen)
        # What they count to the day after is no difference.
        tomorrow = (self.now + timedelta(days=1)).date().isoformat()
        self.expect(self.systems["patrol"].post(
            "/api/v1/exchange", {"day": tomorrow, "sent": [], "received": [sent[lost]]}), 200)
        self.assertEqual(self.people["admin"].get(path).json["differences"]["they_lack"], [])

    def test_each_sees_its_own(self):
        path = "/api/v1/linked-systems/patrol/exchange?day=2026-03-02"
        self.expect(self.systems["police"].get(path), 403, "not_permitted")
        self.expect(self.people["agent"].get(path), 403, "not_permitted")
        self.expect(self.people["admin"].get("/api/v1/linked-systems/nobody/exchange?day=2026-03-02"), 404)
        self.expect(self.people["admin"].get("/api/v1/linked-systems/patrol/exchange?day=soon"), 400, "bad_query")
        wrong = {"day": "2026-13-02", "sent": [], "received": []}
        self.expect(self.systems["police"].post("/api/v1/exchange", wrong), 400, "bad_day")
        self.expect(self.people["chief"].post("/api/v1/exchange", {**wrong, "day": "2026-03-02"}), 403,
                    "no_such_system")


class Subscribers(Story):
    def subscribe(self, name, **wanted):
        body = {"name": name, "url": f"{self.partner.url}/{name}", **wanted}
        made = self.expect(self.people["admin"].post("/api/v1/subscriptions", body), 201).json
        self.partner.secrets[name] = made["secret"]
        return made

    def feed_until(self, name, case, kinds):
        """The log is sealed beside; wait for the state, not for a time."""
        until = time.monotonic() + 60
        while True:
            self.server.tell("feed")
            self.server.tell("push")
            told = [push.type for push in self.partner.told(name, case)]
            if told[:len(kinds)] == kinds or time.monotonic() > until:
                self.assertEqual(told[:len(kinds)], kinds)
                return

    def test_by_kind_and_by_unit(self):
        for name in ["wall", "street"]:
            self.partner.moods[name] = "silent"
        before = self.opened()
        self.server.tell("feed")
        wall = self.subscribe("wall", kinds=["case_opened", "dispatch_withdrawn"])
        street = self.subscribe("street", units=["D"])
        ours, theirs = self.opened(category="010101"), self.opened()
        self.feed_until("wall", ours, ["case_opened"])
        self.feed_until("wall", theirs, ["case_opened"])
        self.feed_until("street", ours, ["case_opened", "case_dispatched"])
        self.assertEqual(self.partner.told("street", theirs), [])
        self.assertEqual([p.type for p in self.partner.told("wall", before)].count("case_dispatched"), 0)
        push = self.partner.told("street", ours)[0]
        self.assertEqual(sorted(push.data["units"]), ["A", "S"])
        self.assertEqual(set(push.data), {"case_id", "seq", "log_index", "units"})
        self.assertIn(signature_of(street["secret"], push.id, push.timestamp, push.raw), push.signatures)
        listed = self.people["admin"].get("/api/v1/subscriptions").json["items"]
        self.assertEqual({line["name"] for line in listed}, {"wall", "street"})
        self.assertTrue(all("secret" not in line for line in listed))
        for made in [wall, street]:
            self.expect(self.people["admin"].delete(f"/api/v1/subscriptions/{made['id']}"), 204)
            self.expect(self.people["admin"].delete(f"/api/v1/subscriptions/{made['id']}"), 404,
                        "no_such_subscription")

    def test_what_nobody_can_subscribe_to(self):
        post = self.people["admin"].post
        for body, code in [({"name": "x", "url": "http://10.0.0.1/"}, "bad_url"),
                           ({"name": "x", "url": "file:///etc/passwd"}, "bad_url"),
                           ({"name": "x", "url": "https://user@wall.example/"}, "bad_url"),
                           ({"name": " ", "url": "https://wall.example/"}, "bad_subscription"),
                           ({"name": "x", "url": "https://wall.example/", "kinds": ["sung"]}, "unknown_kind"),
                           ({"name": "x", "url": "https://wall.example/", "units": ["Z"]}, "unknown_unit")]:
            self.expect(post("/api/v1/subscriptions", body), 400, code)
        self.expect(self.people["dispatcher"].get("/api/v1/subscriptions"), 403, "not_permitted")


on_each_store(globals(), sys.argv.pop(1))

if __name__ == "__main__":
    unittest.main()
