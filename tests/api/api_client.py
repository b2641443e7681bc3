"""A running test server, and people who speak to it. Every reply is checked against docs/api/openapi.yaml."""

import http.client
import json
import re
import shutil
import subprocess
import tempfile

import yaml

from openapi_schema import Schemas

DOCUMENT = "docs/api/openapi.yaml"
PASSWORD = "correct horse 12345"


def load_document():
    with open(DOCUMENT, encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class Server:
    """api_test_server in a directory of its own; ends when its standard input does."""

    def __init__(self, binary, *more, web="web"):
        self.directory = tempfile.TemporaryDirectory(prefix="liandong-api-")
        if web == "web":
            # As the build lays it out: the landing page, the viewer in docs/, the workplace in app/.
            web = f"{self.directory.name}/pages"
            shutil.copytree("web/landing", web)
            shutil.copytree("web/docs", f"{web}/docs")
            shutil.copytree("web/app", f"{web}/app")
        self.process = subprocess.Popen([binary, self.directory.name, DOCUMENT, web, *more], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.routes = set()
        self.port = 0
        for line in self.process.stdout:
            words = line.split()
            if words[0] == "route":
                self.routes.add((words[1].lower(), words[2].replace("...", "")))
            elif words[0] == "listening":
                self.port = int(words[1])
            elif words[0] == "ready":
                break
        self.schemas = Schemas(load_document())
        self.succeeded = set()  # operations that some story met with success

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "ok\n"

    def set_clock(self, at):
        self.tell(f"clock {at}")

    def log(self):
        with open(f"{self.directory.name}/server.log", encoding="utf-8") as file:
            return file.read()

    def stop(self):
        self.process.stdin.close()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.directory.cleanup()
        return code

    def operation(self, method, path):
        """The described operation that a path belongs to, literal segments first."""
        best = None
        for pattern, operations in self.schemas.document["paths"].items():
            regex = re.sub(r"\{[^}]+\}", "[^/]+", pattern) + "$"
            if method in operations and re.match(regex, path):
                if best is None or pattern.count("{") < best[0].count("{"):
                    best = (pattern, operations[method])
        return best


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


class Client:
    """One browser or system. `call` checks what comes back against the description."""

    def __init__(self, server, login=None, token=None):
        self.server, self.cookie, self.csrf, self.token = server, None, None, token
        if login:
            reply = self.post("/api/v1/session", {"login": login, "password": PASSWORD})
            assert reply.status == 201, reply.body
            self.csrf = reply.json["csrf_token"]
            self.set_cookie = reply.headers["Set-Cookie"]
            self.cookie = self.set_cookie.split(";")[0]

    def head(self, headers):
        out = dict(headers or {})
        if self.cookie:
            out.setdefault("Cookie", self.cookie)
        if self.csrf:
            out.setdefault("X-CSRF-Token", self.csrf)
        if self.token:
            out.setdefault("Authorization", "Bearer " + self.token)
        return {name: value for name, value in out.items() if value is not None}

    def call(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.request(method, path, body, self.head(headers))
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.headers, answer.read())
        connection.close()
        self.check(method.lower(), path.split("?")[0], reply)
        return reply

    def get(self, path, **headers):
        return self.call("GET", path, None, headers)

    def post(self, path, body=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.call("POST", path, data, {"Content-Type": "application/json", **named})

    def delete(self, path):
        return self.call("DELETE", path)

    def check(self, method, path, reply):
        found = self.server.operation(method, path)
        if found is None:
            assert reply.status in (404, 405), (method, path, reply.status)
            return
        pattern, operation = found
        if reply.status < 400:
            self.server.succeeded.add((method, pattern))
        described = operation["responses"].get(str(reply.status))
        assert described is not None, f"{method} {pattern} answers {reply.status}, which is not described: {reply.body}"
        content = self.server.schemas.resolve(described).get("content")
        if content is None:
            assert reply.body == b"", (method, path, reply.body)
            return
        media = reply.headers["Content-Type"].split(";")[0]
        if media == "application/json" and media in content:
            faults = self.server.schemas.faults(reply.json, content[media]["schema"])
            assert not faults, "\n".join([f"{method} {pattern} {reply.status}:", *faults[:10], str(reply.body[:500])])
        else:
            fits = media in content or media.split("/")[0] + "/*" in content or "text/html" in content
            assert fits, (method, path, media)
