"""What people do who brought a matter themselves: they are nobody's user and hold a slip with a number and a code."""

import re
import uuid

from api_client import Client
from story import people, Story

MATTER = {"type": "help", "place": "1101", "caller": {"name": "测试群众", "phone": "10012340000"},
          "narrative": {"content": "门口路灯不亮，晚上看不见路"}}
BOUNDARY = "story-boundary"


def multipart(fields):
    lines = []
    for name, value in fields.items():
        lines += [f"--{BOUNDARY}", f'Content-Disposition: form-data; name="{name}"', "", value]
    return ("\r\n".join([*lines, f"--{BOUNDARY}--", ""])).encode()


class Citizens:
    """Mixed with Story by api_test.py."""

    def setUp(self):
        self.citizen = Client(people["agent"].server)

    def send(self, path, fields):
        return self.citizen.call("POST", path, multipart(fields),
                                 {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})

    def bring(self, **changes):
        reply = self.expect(self.citizen.post("/api/v1/citizen/cases", {**MATTER, **changes}), 201)
        self.assertRegex(reply.json["code"], r"^\d{8}$")
        return reply.json

    def answered(self, case):
        self.do("dispatcher", case, "dispatch", {"lead": "S"})
        self.do("officer-s", case, "acknowledge", {})
        self.do("officer-s", case, "contact", {"reached": True, "note": "约好明天到场"})
        opened_at = people["chief"].get(f"/api/v1/cases/{case}").json["opened_at"]
        self.do("officer-s", case, "finish", {"substantiated": "yes", "solved": "yes", "caller_contacted": True,
                                              "contacted_at": opened_at, "done": "更换灯泡",
                                              "reply": "路灯已经修好"})
        self.do("dispatcher", case, "review", {"accept": True, "note": "内部说明"})

    def test_a_slip_shows_what_was_done_and_nothing_between_offices(self):
        slip = self.bring()
        asked = {"id": slip["id"], "code": slip["code"]}
        self.answered(slip["id"])
        seen = self.expect(self.citizen.post("/api/v1/citizen/follow", asked), 200)
        self.assertTrue(seen.json["may_rate"])
        steps = [(step["kind"], step["text"]) for step in seen.json["steps"]]
        self.assertIn(("answer_accepted", "路灯已经修好"), steps)
        text = seen.body.decode()
        for inner in ("内部说明", "约好明天到场", "更换灯泡", "姓名officer-s", "10012340000"):
            self.assertNotIn(inner, text)
        rated = self.citizen.post("/api/v1/citizen/rate", {**asked, "solved": "yes", "satisfied": "satisfied"})
        self.assertEqual(self.expect(rated, 200).json["state"], "finished")
        line = people["dispatcher"].get(f"/api/v1/cases/{slip['id']}/timeline").json["items"][-2]
        self.assertEqual((line["kind"], line["actor"]["kind"]), ("called_back", "citizen"))
        again = self.citizen.post("/api/v1/citizen/rate", {**asked, "solved": "yes", "satisfied": "satisfied"})
        self.expect(again, 409, "wrong_state")

    def test_not_solved_sends_it_back_and_needs_a_word(self):
        slip = self.bring()
        rating = {"id": slip["id"], "code": slip["code"], "solved": "no", "satisfied": "unsatisfied"}
        self.answered(slip["id"])
        self.expect(self.citizen.post("/api/v1/citizen/rate", rating), 409, "text_required")
        reply = self.citizen.post("/api/v1/citizen/rate", {**rating, "opinion": "还是不亮"})
        self.assertEqual(self.expect(reply, 200).json["state"], "handling")

    def test_what_was_asked_for_can_be_added(self):
        slip = self.bring()
        self.do("chief", slip["id"], "ask_supplement", {"question": "请写明门牌号"})
        seen = self.citizen.post("/api/v1/citizen/follow", {"id": slip["id"], "code": slip["code"]}).json
        self.assertTrue(seen["may_supplement"])
        self.assertEqual(seen["steps"][-1]["text"], "请写明门牌号")
        added = self.citizen.post("/api/v1/citizen/supplement",
                                  {"id": slip["id"], "code": slip["code"], "text": "海风街道 1 号"})
        self.assertFalse(self.expect(added, 200).json["may_supplement"])

    def test_a_wrong_code_and_a_wrong_number_are_told_apart_by_nobody(self):
        slip = self.bring()
        other = str((int(slip["code"]) + 1) % 100_000_000).zfill(8)
        wrong = self.expect(self.citizen.post("/api/v1/citizen/follow", {"id": slip["id"], "code": other}), 404)
        nowhere = self.expect(self.citizen.post("/api/v1/citizen/follow",
                                                {"id": "202603029999999", "code": slip["code"]}), 404)
        self.assertEqual((wrong.json["code"], wrong.json["message"]), (nowhere.json["code"], nowhere.json["message"]))
        spaced = f"{slip['code'][:4]} {slip['code'][4:]}"
        self.expect(self.citizen.post("/api/v1/citizen/follow", {"id": slip["id"], "code": spaced}), 200)

    def test_the_same_report_twice_is_one_case(self):
        key = str(uuid.uuid4())
        first = self.citizen.post("/api/v1/citizen/cases", MATTER, Idempotency_Key=key)
        second = self.citizen.post("/api/v1/citizen/cases", MATTER, Idempotency_Key=key)
        self.assertEqual((first.status, second.status), (201, 200))
        self.assertEqual(first.json, second.json)
        other = {**MATTER, "narrative": {"content": "别的事"}}
        self.expect(self.citizen.post("/api/v1/citizen/cases", other, Idempotency_Key=key), 400,
                    "idempotency_key_reused")
        self.expect(self.citizen.post("/api/v1/citizen/cases", {"narrative": {}}), 409, "text_required")

    def test_what_others_near_have_reported_can_be_joined(self):
        first = self.bring()
        self.do("dispatcher", first["id"], "amend", {"category": "010101"})
        secret = self.bring(secret=True)
        self.do("dispatcher", secret["id"], "amend", {"category": "010101"})
        near = self.expect(self.citizen.post("/api/v1/citizen/near", {"place": "1101", "category": "010101"}), 200)
        ids = [line["id"] for line in near.json["items"]]
        self.assertIn(first["id"], ids)
        self.assertNotIn(secret["id"], ids)
        text = near.body.decode()
        for inner in ("看不见路", "测试群众", "10012340000"):
            self.assertNotIn(inner, text)
        self.expect(self.citizen.post("/api/v1/citizen/near", {"place": "nowhere"}), 400, "unknown_place")

        second = self.bring()
        slip = {"id": second["id"], "code": second["code"]}
        self.expect(self.citizen.post("/api/v1/citizen/join", {**slip, "into": secret["id"]}), 404,
                    "no_such_near_case")
        wrong = {"id": second["id"], "code": "00000000", "into": first["id"]}
        self.expect(self.citizen.post("/api/v1/citizen/join", wrong), 404, "no_such_slip")
        joined = self.expect(self.citizen.post("/api/v1/citizen/join", {**slip, "into": first["id"]}), 200)
        self.assertEqual(joined.json["state"], "merged")
        again = self.citizen.post("/api/v1/citizen/join", {**slip, "into": first["id"]})
        self.expect(again, 409, "wrong_state")
        # From now on theirs shows how the other one goes on, without a word of what was said there.
        self.answered(first["id"])
        seen = self.expect(self.citizen.post("/api/v1/citizen/follow", slip), 200)
        self.assertIn("answer_accepted", [step["kind"] for step in seen.json["steps"]])
        self.assertNotIn("路灯已经修好", seen.body.decode())

    def test_the_page_of_what_is_near(self):
        first = self.bring()
        self.do("dispatcher", first["id"], "amend", {"category": "010101"})
        self.expect(self.citizen.get("/near"), 200)
        self.assertIn("请选择", self.expect(self.citizen.get("/near?place=x"), 400).body.decode())
        page = self.expect(self.citizen.get("/near?place=1101"), 200).body.decode()
        self.assertIn(f"join={first['id']}", page)
        self.assertNotIn("看不见路", page)
        form = self.expect(self.citizen.get(f"/report?place=1101&join={first['id']}"), 200).body.decode()
        self.assertIn("一起办理", form)
        fields = {"content": "我家门口也是", "type": "help", "place": "1101", "join": first["id"], "key": "join-1"}
        self.expect(self.send("/report", fields), 200)
        view = people["dispatcher"].get(f"/api/v1/cases/{first['id']}").json
        self.assertEqual(len(view["merged_children"]), 1)

    def test_the_forms_work_without_scripts(self):
        form = self.expect(self.citizen.get("/report"), 200).body.decode()
        key = re.search(r'name="key" value="([^"]+)"', form).group(1)
        empty = self.send("/report", {"content": " ", "name": '<script>"测试"</script>', "key": key})
        self.assertEqual(empty.status, 409)
        self.assertIn("&lt;script&gt;&quot;测试&quot;&lt;/script&gt;", empty.body.decode())
        fields = {"content": "井盖破损<b>", "type": "complaint", "place": "1101", "phone": "10012340001", "key": key}
        first, second = self.send("/report", fields), self.send("/report", fields)
        number = re.search(r'id="number">(\d+)<', self.expect(first, 200).body.decode()).group(1)
        code = re.search(r'id="code">(\d{8})<', first.body.decode()).group(1)
        self.assertIn(number, second.body.decode())
        self.expect(self.citizen.get("/follow"), 200)
        status = self.expect(self.send("/follow", {"number": number, "code": code}), 200).body.decode()
        self.assertIn("井盖破损&lt;b&gt;", status)
        self.assertIn("已受理", status)
        english = self.expect(self.send("/follow?lang=en", {"number": number, "code": code}), 200).body.decode()
        self.assertIn("Received", english)
        self.assertIn("不匹配", self.expect(self.send("/follow", {"number": number, "code": "0"}), 404).body.decode())
        self.assertIn("不匹配", self.expect(self.send("/follow", {"number": "x"}), 404).body.decode())
        refused = self.send("/follow", {"number": number, "code": code, "act": "rate", "solved": "yes"})
        self.assertIn("当前状态不能进行此操作", self.expect(refused, 409).body.decode())

    def test_the_map_is_the_citys_own(self):
        reply = self.expect(people["agent"].get("/api/v1/map"), 200)
        self.assertEqual(reply.json["type"], "FeatureCollection")
        tag = reply.headers["ETag"]
        self.assertEqual(people["agent"].call("GET", "/api/v1/map", None, {"If-None-Match": tag}).status, 304)
