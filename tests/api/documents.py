import subprocess

from knowledge import KnowledgeBase
from story import opened, people


class Documents(KnowledgeBase):
    """What stands beside a case; their rules are told where the rules are."""

    def issue(self, case, who="chief", **changes):
        order = {"cases": [case], "unit": "S", "limit": {"amount": 2, "unit": "working_days"}, "demand": "请现场核实"}
        return people[who].post("/api/v1/supervision-orders", {**order, **changes})

    def do_with(self, who, order, command, body):
        path = f"/api/v1/supervision-orders/{order}/{command}"
        return self.expect(people[who].post(path, body), 200).json["state"]

    def test_a_supervision_order_to_its_end(self):
        case = opened()
        order = self.expect(self.issue(case), 201).json["id"]
        self.assertEqual(self.do_with("officer-s", order, "receive", {}), "received")
        self.assertEqual(self.do_with("chief", order, "visit", {"text": "现场看过", "confirmed": True}), "received")
        self.assertEqual(self.do_with("chief", order, "answer", {"text": "已整改"}), "answered")
        again = {"limit": {"amount": 1, "unit": "working_days"}, "reason": "没有照片"}
        self.assertEqual(self.do_with("chief", order, "send_back", again), "received")
        self.assertEqual(self.do_with("chief", order, "answer", {"text": "已补照片"}), "answered")
        self.assertEqual(self.do_with("chief", order, "close", {"note": "属实"}), "closed")
        page = self.expect(people["officer-s"].get(f"/api/v1/documents/{order}"), 200).json
        self.assertEqual((page["head"]["state"], page["head"]["cases"]), ("closed", [case]))
        self.assertEqual(page["timeline"][0]["texts"], {"demand": "请现场核实"})
        listed = people["officer-s"].get(f"/api/v1/documents?case={case}&kind=supervision_order").json["items"]
        self.assertEqual([line["id"] for line in listed], [order])
        timeline = people["officer-s"].get(f"/api/v1/cases/{case}/timeline").json["items"]
        self.assertEqual([e["data"]["document"] for e in timeline if e["kind"] == "document_linked"], [order])

    def printed(self, who, document):
        reply = self.expect(people[who].get(f"/api/v1/documents/{document}/print"), 200)
        self.assertEqual(reply.headers["Content-Type"], "application/pdf")
        return subprocess.run(["pdftotext", "-layout", "-", "-"], input=reply.body, stdout=subprocess.PIPE,
                              check=True).stdout.decode()

    def test_an_order_is_printed_to_be_signed(self):
        case = opened()
        order = self.expect(self.issue(case, demand="请现场核实围挡是否拆除"), 201).json
        sheet = self.printed("officer-s", order["id"])
        for words in ["督办通知单", order["number"], "请现场核实围挡是否拆除", case, "承办单位负责人"]:
            self.assertIn(words, sheet)
        self.assertNotIn("办理反馈", sheet)
        self.do_with("officer-s", order["id"], "receive", {})
        self.do_with("chief", order["id"], "answer", {"text": "围挡已拆除"})
        self.assertIn("围挡已拆除", self.printed("chief", order["id"]))
        self.expect(people["officer-b"].get(f"/api/v1/documents/{order['id']}/print"), 404, "no_such_document")

    def test_one_issued_by_mistake_is_withdrawn(self):
        order = self.expect(self.issue(opened()), 201).json["id"]
        self.expect(people["officer-b"].get(f"/api/v1/documents/{order}"), 404, "no_such_document")
        self.expect(people["officer-s"].post(f"/api/v1/supervision-orders/{order}/withdraw", {"reason": "不想办"}),
                    403, "not_permitted")
        stale = people["chief"].post(f"/api/v1/supervision-orders/{order}/withdraw", {"reason": "重复"}, If_Match='"7"')
        self.expect(stale, 412, "version_conflict")
        self.assertEqual(self.do_with("chief", order, "withdraw", {"reason": "重复"}), "withdrawn")

    def test_bad_orders_change_nothing(self):
        case = opened()
        self.expect(self.issue(case, who="officer-s"), 403)
        self.expect(self.issue(case, unit="nobody"), 409, "unknown_unit")
        self.expect(self.issue("202603020999999"), 404, "no_such_case")
        self.expect(self.issue(case, demand=""), 409, "text_required")
        self.expect(self.issue(case, limit={"amount": 0, "unit": "minutes"}), 409, "limit_out_of_range")
        self.expect(self.issue(case, surprise=1), 400, "bad_field")
        self.assertEqual(people["chief"].get(f"/api/v1/documents?case={case}").json["items"], [])
