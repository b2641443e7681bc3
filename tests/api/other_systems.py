"""The doors for linked systems and subscribers, as stories that api_test.py plays."""

from api_client import Client
from story import people


class OtherSystems:
    """Each door once; what is said there is told in tests/linked."""

    def test_a_day_with_a_linked_system(self):
        admin = people["admin"]
        wanted = {"name": "patrol-1", "system": "patrol", "scopes": ["exchange", "reconcile"]}
        patrol = Client(admin.server, token=self.expect(admin.post("/api/v1/tokens", wanted), 201).json["token"])
        matter = {"kind": "open", "number": "X-1", "category": "G-1", "place": "1101",
                  "narrative": {"title": "燃气味", "content": "楼道"}}
        case = self.expect(patrol.post("/api/v1/linked-messages", matter, Idempotency_Key="o-1"), 201).json["case_id"]
        taken = {"kind": "acknowledge", "case_id": case, "number": "X-2"}
        self.expect(patrol.post("/api/v1/linked-messages", taken, Idempotency_Key="a-1"), 200)
        self.expect(patrol.post("/api/v1/linked-messages", taken, Idempotency_Key="a-2"), 409)
        listed = admin.get("/api/v1/linked-messages?system=patrol").json["items"]
        self.assertEqual([(line["message"], line["accepted"]) for line in listed],
                         [("a-2", False), ("a-1", True), ("o-1", True)])
        numbers = people["agent"].get(f"/api/v1/cases/{case}/system-numbers").json["items"]
        self.assertEqual([(line["number"], line["assignment"]) for line in numbers], [("X-1", 0), ("X-2", 1)])
        systems = self.expect(admin.get("/api/v1/linked-systems"), 200).json["items"]
        self.assertEqual(systems[0]["today"]["accepted"], 2)
        waiting = admin.get("/api/v1/outbox?state=waiting&recipient=patrol").json["items"]
        self.assertIn(case, [line["case_id"] for line in waiting])
        self.assertEqual(self.expect(admin.post("/api/v1/linked-systems/patrol/resend"), 200).json["count"], 0)
        self.expect(admin.get("/api/v1/linked-systems/patrol/exchange?day=2026-03-02"), 200)
        claims = {"day": "2026-03-02", "sent": ["o-1"], "received": []}
        said = self.expect(patrol.post("/api/v1/exchange", claims), 200).json
        self.assertEqual([line["message"] for line in said["differences"]["they_never_sent"]], ["a-1"])

    def test_a_subscription(self):
        wanted = {"name": "大屏", "url": "https://wall.example/events", "kinds": ["case_opened"], "units": ["A"]}
        made = self.expect(people["admin"].post("/api/v1/subscriptions", wanted), 201).json
        self.assertTrue(made["secret"].startswith("whsec_"))
        listed = people["admin"].get("/api/v1/subscriptions").json["items"]
        self.assertEqual([(line["id"], line["name"]) for line in listed], [(made["id"], "大屏")])
        self.expect(people["admin"].delete(f"/api/v1/subscriptions/{made['id']}"), 204)
        self.expect(people["admin"].delete("/api/v1/subscriptions/none"), 404, "no_such_subscription")
