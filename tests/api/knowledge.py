from urllib.parse import quote

from story import opened, people

CONTENT = {"categories": ["020101"], "title": "办事大厅开放时间", "questions": "大厅几点开门\n周末开不开",
           "spoken": "工作日九点到五点。", "answer": "工作日 09:00 至 17:00，午间不休息。"}


class KnowledgeBase:
    """What the desk answers from, what is missing in it, and training from it."""

    def give(self, who, path, body, status=200, code=None):
        return self.expect(people[who].post("/api/v1/" + path, body), status, code).json

    def published(self, **changes):
        article = self.give("officer-b", "articles", {"unit": "B", "content": {**CONTENT, **changes}}, 201)
        return self.give("supervisor", f"articles/{article['id']}/approve", {"note": "准确"})

    def found(self, words):
        return people["agent"].get("/api/v1/articles?q=" + quote(words)).json["items"]

    def test_an_article_from_the_unit_to_the_desk(self):
        article = self.published()
        path = f"articles/{article['id']}"
        line = next(a for a in self.found("大厅几点开门") if a["id"] == article["id"])
        self.assertEqual(line["citation"], article["number"] + "@1")
        case = opened(category="020101", dispatch=False)
        answer = {"answer": "已告知开放时间", "article": line["citation"]}
        self.expect(people["agent"].post(f"/api/v1/cases/{case}/answer_at_desk", answer), 200)
        self.assertEqual(people["agent"].get(f"/api/v1/cases/{case}").json["article"], line["citation"])
        self.assertEqual(people["agent"].get("/api/v1/" + path).json["uses"], 1)
        by_code = people["agent"].get(f"/api/v1/articles/{quote(article['number'])}?edition=1").json
        self.assertEqual(by_code["edition"]["questions"], ["大厅几点开门", "周末开不开"])
        self.give("agent", path + "/rate", {"rating": "useful"})
        self.give("agent", path + "/rate", {"rating": "useful"}, 409, "already_done")
        self.give("officer-b", path + "/confirm", {})
        self.give("officer-b", path + "/revise", {"content": {**CONTENT, "spoken": "工作日八点半到五点半。"}})
        self.give("supervisor", path + "/send_back", {"reason": "请附通知"})
        self.give("officer-b", path + "/withdraw", {"reason": "大厅搬迁"})
        self.assertNotIn(article["id"], [a["id"] for a in self.found("大厅几点开门")])
        other = opened(category="020101", dispatch=False)
        late = people["agent"].post(f"/api/v1/cases/{other}/answer_at_desk", answer)
        self.expect(late, 409, "article_not_effective")
        self.assertEqual(late.json["args"], {"article": line["citation"]})

    def test_who_may_not_and_what_is_wrong(self):
        article = {"unit": "B", "content": CONTENT}
        self.give("agent", "articles", article, 403)
        self.give("officer-s", "articles", article, 403, "not_permitted")
        self.give("officer-b", "articles", {"unit": "B", "content": {**CONTENT, "answer": "长" * 100_000}}, 409,
                  "text_too_long")
        self.give("officer-b", "articles", {"unit": "B"}, 400, "bad_field")
        self.expect(people["agent"].get("/api/v1/articles?limit=51"), 400, "bad_query")
        self.expect(people["agent"].get("/api/v1/articles/none"), 404, "no_such_article")
        self.assertEqual(self.found("zzz"), [])
        case = opened(category="020101", dispatch=False)
        self.expect(people["agent"].post(f"/api/v1/cases/{case}/answer_at_desk", {"answer": "x", "article": "none"}),
                    409, "unknown_article")

    def test_what_was_not_found_becomes_somebodys_work(self):
        report = {"text": "外地户口能不能办公交敬老卡", "category": "020101"}
        gap = self.give("agent", "knowledge-gaps", report, 201)
        self.assertEqual(self.give("agent", "knowledge-gaps", report, 200)["id"], gap["id"])
        path = f"knowledge-gaps/{gap['id']}"
        self.give("chief", path + "/answer", {"article": "none"}, 409, "unknown_article")
        self.give("chief", path + "/answer", {"note": "属人社部门政策，已在另一条目中"})
        self.give("supervisor", path + "/send_back", {"reason": "请写明是哪一条"})
        article = self.published(title="公交敬老卡")
        self.give("chief", path + "/answer", {"article": article["number"]})
        self.assertEqual(self.give("supervisor", path + "/close", {"note": "属实"})["state"], "closed")
        self.give("agent", f"articles/{article['id']}/rate", {"rating": "wrong"}, 409, "text_required")
        self.give("agent", f"articles/{article['id']}/rate", {"rating": "wrong", "note": "年龄写错了"})
        gaps = people["officer-b"].get("/api/v1/documents?kind=knowledge_gap&open=true").json["items"]
        self.assertEqual([g["units"][0]["unit"] for g in gaps], ["B"])
        self.give("officer-b", "knowledge-gaps", report, 403)

    def test_from_a_ruling_to_a_certificate(self):
        question = {"topic": "010101", "text": "路灯不亮由谁修？", "options": "照明所\n物业\n街道", "right": [1]}
        asked = self.give("supervisor", "questions", question, 201)["id"]
        self.give("supervisor", f"questions/{asked}/approve", {}, 409, "own_work")
        self.give("chief", f"questions/{asked}/approve", {})
        self.give("supervisor", "questions", {**question, "right": [4]}, 409, "choice_invalid")
        dropped = self.give("supervisor", "questions", question, 201)["id"]
        self.give("chief", f"questions/{dropped}/reject", {"reason": "重复"})

        offers = self.expect(people["agent"].get("/api/v1/exams"), 200).json["items"]
        self.assertEqual([(o["code"], o["bank"]) for o in offers], [("desk", 1), ("order", 1)])
        exam = self.give("agent", "exams", {"exam": "desk"}, 201)["id"]
        paper = self.expect(people["agent"].get(f"/api/v1/exams/{exam}"), 200).json
        self.assertEqual([q["options"] for q in paper["questions"]], [["照明所", "物业", "街道"]])
        self.assertNotIn("right", paper["questions"][0])
        self.assertEqual(paper["questions"][0]["right_options"], [])
        self.expect(people["officer-s"].get(f"/api/v1/exams/{exam}"), 404, "no_such_document")
        self.assertEqual(self.give("agent", f"exams/{exam}/answer", {"answers": [[1]]})["state"], "passed")
        self.give("agent", f"exams/{exam}/answer", {"answers": [[1]]}, 409, "wrong_state")
        marked = self.expect(people["agent"].get(f"/api/v1/exams/{exam}"), 200).json["questions"][0]
        self.assertEqual((marked["right"], marked["right_options"]), (True, [1]))
        self.give("supervisor", f"exams/{exam}/revoke", {"reason": "代考"})
        self.give("agent", "exams", {"exam": "none"}, 409, "unknown_exam")
        self.give("supervisor", f"questions/{asked}/retire", {"reason": "职责调整"})
        self.give("agent", "exams", {"exam": "desk"}, 409, "too_few_questions")

    def test_a_decline_is_drafted_as_a_question(self):
        case = opened(dispatch=False)
        self.give("supervisor", "questions/from-case", {"case_id": case}, 409, "nothing_ruled")
        self.do("agent", case, "decline", {"reason": "outside", "explanation": "请拨当地热线"})
        drafts = self.give("supervisor", "questions/from-case", {"case_id": case}, 201)["items"]
        self.assertEqual([d["source"] for d in drafts], [case])
        self.give("agent", "questions/from-case", {"case_id": case}, 403)
