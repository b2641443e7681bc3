"""What every story of the API has: people who are signed in, a matter, and what is expected of a reply.

Stories of one noun stand in a module of that name, as a class that api_test.py mixes with Story: the server is started
once, for the module that the tests belong to.
"""

import unittest

people = {}  # by login; filled before the first story begins

MATTER = {"channel": "phone", "type": "help", "category": "010101", "place": "1101",
          "caller": {"name": "测试来电人", "phone": "10012345678"},
          "narrative": {"title": "路灯不亮", "content": "海风街道路灯三天不亮。"}, "dispatch": True}


def opened(**changes):
    reply = people["agent"].post("/api/v1/cases", {**MATTER, **changes})
    assert reply.status == 201, reply.body
    return reply.json["id"]


class Story(unittest.TestCase):
    def expect(self, reply, status, code=None):
        self.assertEqual(reply.status, status, reply.body[:600])
        if code:
            self.assertEqual(reply.json["code"], code, reply.body)
        return reply

    def do(self, who, case, command, body, **headers):
        return self.expect(people[who].post(f"/api/v1/cases/{case}/{command}", body, **headers), 200).json
