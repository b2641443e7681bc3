"""What every story about linked systems needs: a server on one store, the partner's house, and a clock set by hand."""

import os
import sys
import unittest
import uuid
from datetime import datetime, timedelta

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "api"))
from api_client import Client, Server  # noqa: E402
from partner import Partner, new_secret  # noqa: E402

MORNING = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
MATTER = {"channel": "phone", "type": "help", "category": "010102", "place": "1101", "dispatch": True,
          "caller": {"name": "测试来电人", "phone": "10012345678"},
          "narrative": {"title": "楼道有燃气味", "content": "三单元楼道燃气味很重。", "address": "海风路1号"}}
SYSTEMS = ["patrol", "police", "province", "market"]


class People:
    """Sign in when they are needed, and again when a session ended meanwhile: stories skip days."""

    def __init__(self, story):
        self.story, self.clients = story, {}

    def __getitem__(self, login):
        client, since = self.clients.get(login, (None, None))
        if client is None or self.story.now - since > timedelta(hours=11):
            client = Client(self.story.server, login)
            self.clients[login] = (client, self.story.now)
        return client


class Story(unittest.TestCase):
    store = None  # on_each_store names one
    binary = None

    @classmethod
    def setUpClass(cls):
        if cls.store is None:
            raise unittest.SkipTest("the stories run on each store")
        cls.partner = Partner()
        cls.server = Server(cls.binary, cls.store, cls.partner.url, web="-")
        folder = os.path.join(cls.server.directory.name, "linked")
        os.mkdir(folder)
        for system in SYSTEMS:
            cls.partner.secrets[system] = new_secret()
            cls.write_secret(system, cls.partner.secrets[system])
        cls.now = MORNING
        cls.people = People(cls)
        cls.systems = {}
        for system in SYSTEMS:
            wanted = {"name": system, "system": system, "scopes": ["exchange", "reconcile"]}
            token = cls.people["admin"].post("/api/v1/tokens", wanted).json["token"]
            cls.systems[system] = Client(cls.server, token=token)

    @classmethod
    def tearDownClass(cls):
        cls.partner.patience.set()
        code = cls.server.stop()
        cls.partner.close_door()
        assert code == 0, code

    @classmethod
    def write_secret(cls, system, text):
        with open(os.path.join(cls.server.directory.name, "linked", system + ".secret"), "w", encoding="utf-8") as file:
            file.write(text + "\n")

    def tearDown(self):
        self.partner.moods.clear()
        self.wait(minutes=5)  # whoever was away is tried again
        self.server.tell("push")

    def wait(self, **span):
        type(self).now += timedelta(**span)
        self.server.set_clock(self.now.isoformat())

    def expect(self, reply, status, code=None):
        self.assertEqual(reply.status, status, reply.body[:600])
        if code:
            self.assertEqual(reply.json["code"], code, reply.body)
        return reply

    def opened(self, **changes):
        reply = self.expect(self.people["agent"].post("/api/v1/cases", {**MATTER, **changes}), 201)
        return reply.json["id"]

    def pushed(self, **changes):
        case = self.opened(**changes)
        self.server.tell("push")
        return case

    def say(self, system, kind, key=None, **what):
        key = key or str(uuid.uuid4())
        return self.systems[system].post("/api/v1/linked-messages", {"kind": kind, **what}, Idempotency_Key=key)

    def events(self, case, kind):
        lines = self.people["chief"].get(f"/api/v1/cases/{case}/timeline").json["items"]
        return [line for line in lines if line["kind"] == kind]

    def refusals(self, system):
        path = f"/api/v1/linked-messages?accepted=false&system={system}"
        return self.people["admin"].get(path).json["items"]

    def outbox(self, system, state):
        return self.people["admin"].get(f"/api/v1/outbox?recipient={system}&state={state}&limit=500").json["items"]

    def state_of(self, case):
        return self.people["chief"].get(f"/api/v1/cases/{case}").json["state"]

    @property
    def done(self):
        return {"substantiated": "yes", "solved": "yes", "done": "已关阀检修", "reply": "燃气公司已修复",
                "caller_contacted": True, "contacted_at": self.now.isoformat()}


def on_each_store(names, binary):
    """Puts every story that `names` holds there once for each store, instead of itself."""
    for name, story in list(names.items()):
        if not isinstance(story, type) or not issubclass(story, Story):
            continue
        del names[name]
        for store in ["sqlite", "postgres"] if story is not Story else []:
            names[f"{name}_{store}"] = type(f"{name}_{store}", (story,), {"store": store, "binary": binary})
