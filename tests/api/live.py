import http.client
import json

from api_client import Client
from story import opened, people


def listen(who, last=None):
    who = who if isinstance(who, Client) else people[who]
    connection = http.client.HTTPConnection("127.0.0.1", who.server.port, timeout=60)
    headers = who.head({"Last-Event-ID": str(last)} if last is not None else {})
    connection.request("GET", "/api/v1/live", headers=headers)
    stream = connection.getresponse()
    assert (stream.status, stream.headers["Content-Type"].split(";")[0]) == (200, "text/event-stream")
    who.server.succeeded.add(("get", "/api/v1/live"))
    return connection, stream


def next_of(stream, case):
    event = {}
    while True:
        line = stream.readline().decode().rstrip("\n")
        if line == "" and event.get("data") and case in (None, json.loads(event["data"]).get("case_id")):
            return event
        if line == "":
            event = {}
        elif ": " in line:
            name, value = line.split(": ", 1)
            event[name] = value


class Live:
    def test_an_event_arrives_and_the_stream_resumes(self):
        connection, stream = listen("officer-s")
        case = opened()
        event = next_of(stream, case)
        self.assertEqual(event["event"], "case")
        connection.close()
        self.do("agent", case, "note", {"text": "断线时发生"})
        connection, stream = listen("officer-s", event["id"])
        kinds = []
        while "note_added" not in kinds:
            kinds.append(json.loads(next_of(stream, case)["data"])["kind"])
        self.assertNotIn("case_opened", kinds)
        connection.close()

    def test_a_dropped_token_hears_no_more(self):
        wanted = {"name": "listener", "system": "listening-system", "scopes": ["view"]}
        issued = self.expect(people["admin"].post("/api/v1/tokens", wanted), 201).json
        connection, stream = listen(Client(people["admin"].server, token=issued["token"]))
        # What happened before is sealed after it happened: only what comes after this is news.
        case = opened()
        version = people["agent"].get(f"/api/v1/cases/{case}").json["version"]
        while json.loads(next_of(stream, case)["data"])["seq"] < version:
            pass
        self.expect(people["admin"].delete("/api/v1/tokens/listener"), 204)
        opened()
        while line := stream.readline():
            self.assertFalse(line.startswith(b"data:"), line)
        connection.close()

    def test_another_unit_is_not_told(self):
        connection, stream = listen("agent")
        last = next_of(stream, opened())["id"]
        connection.close()
        opened()  # goes to street S
        ours = opened(dispatch=False)
        self.do("chief", ours, "dispatch", {"lead": "B"})
        connection, stream = listen("officer-b", last)
        self.assertEqual(json.loads(next_of(stream, None)["data"])["case_id"], ours)
        connection.close()
        self.expect(people["agent"].get("/api/v1/live", **{"Last-Event-ID": "soon"}), 400, "bad_event_id")
        self.do("chief", ours, "withdraw", {"reason": "派错"})

    def here(self, who, case, doing="reading"):
        reply = self.expect(people[who].post(f"/api/v1/cases/{case}/presence", {"doing": doing}), 200)
        return [(each["unit_name"], each["doing"]) for each in reply.json["items"]]

    def test_two_people_on_one_case_know_of_each_other(self):
        case = opened()
        path = f"/api/v1/cases/{case}/presence"
        self.assertEqual(self.here("agent", case), [])
        (unit, doing), = self.here("officer-s", case)
        self.assertEqual(doing, "reading")
        self.here("agent", case, "writing")
        self.assertEqual(self.here("officer-s", case), [(unit, "writing")])
        self.assertEqual([doing for _, doing in self.here("agent", case, "left")], ["reading"])
        self.assertEqual(self.here("officer-s", case), [])
        self.expect(people["agent"].post(path, {"doing": "sleeping"}), 400, "bad_field")
        self.expect(people["agent"].post(path, {}), 400, "bad_field")
        self.expect(people["officer-b"].post(path, {"doing": "reading"}), 404, "no_such_case")
        token = self.expect(people["admin"].post("/api/v1/tokens", {
            "name": "no-page", "system": "pageless", "scopes": ["view"]}), 201).json["token"]
        self.expect(Client(people["admin"].server, token=token).post(path, {"doing": "reading"}), 403, "people_only")
