import uuid
from urllib.parse import quote

from story import opened, people


def marked(snippet):
    return [snippet["text"][mark["from"]:mark["to"]] for mark in snippet["marks"]]


class Searching:
    """One box: what it finds, in which order, and what it shows of it."""

    def search(self, who, words, more=""):
        return self.expect(people[who].get("/api/v1/search?q=" + quote(words) + more), 200).json

    def told(self, title, content, **more):
        return opened(narrative={"title": title, "content": content}, **more)

    def test_the_citys_other_words_find_it_too(self):
        road = "松涛" + uuid.uuid4().hex[:4]
        case = self.told(road + "沙井盖响", f"🚧夜里每过一辆车，{road}的沙井盖就响一声。")
        for typed in ["窨井盖", "沙井盖响", "井盖 " + road]:
            found = self.search("agent", f"{typed} {road}")
            self.assertEqual((found["in"], [line["id"] for line in found["items"]]), ("words", [case]), typed)
        line = self.search("agent", f"窨井盖 {road}")["items"][0]
        self.assertEqual(line["snippet"]["field"], "content")
        self.assertEqual(marked(line["snippet"]), [road, "沙井盖"])
        self.assertEqual(line["snippet"]["text"], f"🚧夜里每过一辆车，{road}的沙井盖就响一声。")

    def test_the_best_comes_first_and_pages_keep_the_order(self):
        word = "琉璃" + uuid.uuid4().hex[:4]
        in_title = self.told(f"{word}不亮", "三天了。")
        once = self.told("照明", f"门口{word}坏了。")
        twice = self.told("照明", f"门口{word}坏了，{word}没人修。")
        found = self.search("agent", word)
        self.assertEqual([line["id"] for line in found["items"]], [in_title, twice, once])
        self.assertEqual(found["items"][0]["snippet"]["field"], "title")
        walked, after = [], ""
        while True:
            page = self.search("agent", word, "&in=words&limit=1" + after)
            walked += [line["id"] for line in page["items"]]
            if "next" not in page:
                break
            after = "&after=" + quote(page["next"])
        self.assertEqual(walked, [in_title, twice, once])
        for forged in ["rank-0-1", "rank-0-x-1", "rank-0--5-1", "s-1-0-0-00000000"]:
            self.expect(people["agent"].get(f"/api/v1/search?q={quote(word)}&in=words&after={forged}"), 400, "bad_page")
        self.assertEqual(self.search("agent", word, "&in=words&after=rank-9-1-1")["items"], [])

    def test_a_snippet_shows_nothing_that_the_asker_may_not_read(self):
        word = "举证" + uuid.uuid4().hex[:4]
        case = self.told(f"{word}线索", f"举报人住在{word}对面。", type="report")
        hidden = self.search("officer-s", word)["items"]
        self.assertEqual([line["id"] for line in hidden], [case])
        self.assertNotIn("snippet", hidden[0])
        shown = self.search("supervisor", word)["items"][0]
        self.assertEqual(marked(shown["snippet"]), [word])
        self.do("chief", case, "void", {"reason": "重复"})
        self.do("admin", case, "erase", {"basis": "《个人信息保护法》第四十七条"})
        self.assertEqual(self.search("supervisor", word)["items"], [])

    def test_articles_stand_beside_the_cases(self):
        word = "燕窝" + uuid.uuid4().hex[:4]
        content = {"categories": ["020101"], "title": f"{word}进口须知", "questions": "要带什么",
                   "spoken": "请带身份证。", "answer": "携带身份证原件。"}
        supplied = people["officer-b"].post("/api/v1/articles", {"unit": "B", "content": content})
        article = self.expect(supplied, 201).json
        self.expect(people["supervisor"].post(f"/api/v1/articles/{article['id']}/approve", {"note": "准确"}), 200)
        found = self.search("agent", word + "进口")
        self.assertEqual([each["title"] for each in found["articles"]], [content["title"]])
        self.assertEqual(self.search("agent", "345678", "&limit=1")["articles"], [])


class WhoLooked:
    """Whoever looks at a person leaves a trace, and there is somebody who reads it."""

    def looks(self, who, query):
        return self.expect(people[who].get("/api/v1/looks?" + query), 200).json["items"]

    def test_who_looked_at_whom_and_why(self):
        case = opened()
        why = {"field": "phone", "reason": "核实地址"}
        self.expect(people["supervisor"].post(f"/api/v1/cases/{case}/unmask", why), 200)
        look = self.looks("auditor", "case=" + case)[0]
        self.assertEqual((look["kind"], look["case_id"], look["field"], look["reason"], look["by"]["name"]),
                         ("personal_data_viewed", case, "phone", "核实地址", "姓名supervisor"))
        self.assertEqual(self.looks("auditor", f"case={case}&person=officer-s"), [])
        self.assertEqual(len(self.looks("auditor", f"case={case}&person=supervisor&kind=personal_data_viewed")), 1)
        self.assertEqual(self.looks("auditor", f"case={case}&kind=list_exported"), [])
        self.assertEqual(self.looks("auditor", f"case={case}&before=" + quote(look["at"])), [])
        self.assertEqual(len(self.looks("auditor", f"case={case}&from=" + quote(look["at"]))), 1)
        first = self.expect(people["chief"].get("/api/v1/looks?limit=1&person=supervisor"), 200).json
        self.assertEqual(first["items"][0]["case_id"], case)

    def test_who_may_not_know_a_person_does_not_read_why_somebody_looked(self):
        case = opened(type="report")
        self.expect(people["supervisor"].post(f"/api/v1/cases/{case}/unmask", {"reason": "举报人姓测"}), 200)
        self.assertNotIn("reason", self.looks("auditor", "case=" + case)[0])
        self.assertEqual(self.looks("chief", "case=" + case)[0]["reason"], "举报人姓测")

    def test_only_auditors_read_it_and_taking_it_away_is_a_look_itself(self):
        for who in ["agent", "supervisor", "officer-s", "admin"]:
            self.expect(people[who].get("/api/v1/looks"), 403, "not_permitted")
        self.expect(people["auditor"].get("/api/v1/looks?kind=peeped"), 400, "bad_query")
        self.expect(people["auditor"].get("/api/v1/looks?case=x"), 400, "bad_query")
        self.expect(people["auditor"].get("/api/v1/looks?after=x"), 400, "bad_page")
        self.expect(people["auditor"].get("/api/v1/looks/export"), 403, "not_permitted")
        table = self.expect(people["chief"].get("/api/v1/looks/export?person=supervisor"), 200)
        self.assertIn("查看个人信息", table.body.decode("utf-8-sig"))
        last = self.looks("auditor", "kind=list_exported&person=chief")[0]
        rows = int(table.headers["X-Row-Count"])
        self.assertEqual((last["list"], last["format"], last["rows"]), ("looks", "csv", rows))
        self.assertNotIn("case_id", last)
