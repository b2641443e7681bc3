"""What every story of the API has: people who are signed in, a matter, and what is expected of a reply.

Stories of one noun stand in a module of that name, as a class that api_test.py mixes with Story: the server is started
once, for the module that the tests belong to.
"""

import struct
import unittest
import zlib

people = {}  # by login; filled before the first story begins


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_one_point(shade):
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) +
            png_chunk(b"IDAT", zlib.compress(bytes([0, shade]))) + png_chunk(b"IEND", b""))


PNG, GREY_PNG = png_of_one_point(0), png_of_one_point(128)
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
