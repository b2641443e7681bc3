"""Another system of the city: takes signed pushes over HTTP and speaks to us with its token. Knows nothing of our code,
only docs/recipes/link-a-system.md; the signatures are checked here with hashlib alone."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def new_secret():
    return "whsec_" + base64.b64encode(os.urandom(32)).decode()


def signature_of(secret, message, timestamp, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{message}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


class Push:
    def __init__(self, headers, body):
        self.id = headers["webhook-id"]
        self.timestamp = headers["webhook-timestamp"]
        self.signatures = headers["webhook-signature"].split(" ")
        self.raw = body
        self.body = json.loads(body)
        self.type = self.body["type"]
        self.data = self.body["data"]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.partner.take(self, self.path.split("/")[1], Push(self.headers, body))

    def do_GET(self):  # noqa: N802
        self.server.partner.visited.append(self.path)
        self.answer(200, {})

    def answer(self, status, reply, **headers):
        text = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
        with contextlib.suppress(ConnectionError):  # who asked may have gone meanwhile
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    def log_message(self, *_):
        pass


class Partner:
    """Several systems in one house: /patrol, /police … each with its own secret and its own mood."""

    def __init__(self, port=0):
        self.secrets, self.moods, self.pushes, self.numbers = {}, {}, [], {}
        self.visited, self.forged = [], []
        self.patience = threading.Event()  # what slow ones wait for
        self.lock = threading.Lock()
        self.server = None
        self.on_push = lambda system, push: None
        self.port = port
        self.open_door()

    def open_door(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.server.partner = self
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def close_door(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def take(self, http_request, system, push):
        right = signature_of(self.secrets[system], push.id, push.timestamp, push.raw)
        if not any(hmac.compare_digest(right, given) for given in push.signatures):
            self.forged.append(push.id)
            http_request.answer(401, {"code": "bad_signature"})
            return
        mood = self.moods.get(system, "good")
        if mood == "busy":
            http_request.answer(503, {})
        elif mood == "refuses":
            http_request.answer(422, {"code": "not_in_our_area", "message": "不在管辖范围，请核实"})
        elif mood == "moved":
            http_request.answer(302, {}, Location=f"{self.url}/elsewhere")
        elif mood == "floods":
            http_request.answer(200, b"x" * 1_000_000)
        else:
            number = self.keep(system, push)
            if mood == "slow":
                assert self.patience.wait(timeout=60)
            http_request.answer(200, {} if mood == "silent" else {"number": number})

    def keep(self, system, push):
        """The same webhook-id is the same push; the same part of a case keeps its number."""
        with self.lock:
            if push.id not in [known.id for _, known in self.pushes]:
                self.pushes.append((system, push))
                self.on_push(system, push)
            key = (system, push.data["case_id"], push.data.get("assignment"))
            return self.numbers.setdefault(key, f"{system}-{len(self.numbers) + 1:04}")

    def told(self, system, case, kind=None):
        return [push for who, push in self.pushes
                if who == system and push.data["case_id"] == case and kind in (None, push.type)]

    def number_of(self, system, case, assignment=1):
        return self.numbers[(system, case, assignment)]


def main():
    """partner.py PORT SYSTEM SECRET: takes pushes by itself and prints them, for trying things out."""
    partner = Partner(int(sys.argv[1]))
    partner.secrets[sys.argv[2]] = sys.argv[3]
    partner.on_push = lambda system, push: print(push.id, push.raw.decode(), flush=True)
    partner.thread.join()


if __name__ == "__main__":
    main()
