from story import opened, people


class Quality:
    """A record is scored by somebody else; who took it down reads why, objects once, and a second person decides."""

    def check(self, who, path, body, status=200, code=None):
        return self.expect(people[who].post("/api/v1/quality-checks" + path, body), status, code).json

    def listed(self, who, which):
        found = self.expect(people[who].get(f"/api/v1/quality-checks?list={which}&limit=100"), 200).json["items"]
        return {line["id"]: line for line in found}

    def test_from_the_score_to_the_decision(self):
        pick = {"case_id": opened(), "subject": "record"}
        self.check("agent", "", pick, 403)
        self.check("supervisor", "", {**pick, "subject": "answer"}, 409, "nothing_to_check")
        check = self.check("supervisor", "", pick, 201)["id"]
        self.check("chief", "", pick, 409, "already_done")
        self.assertTrue(self.listed("supervisor", "to_score")[check]["may_score"])
        self.assertNotIn(check, self.listed("agent", "mine"))
        self.expect(people["agent"].get("/api/v1/quality-checks?list=all"), 403, "not_permitted")
        self.expect(people["agent"].get(f"/api/v1/quality-checks/{check}"), 404, "no_such_document")

        marks = [{"criterion": "matter", "points": 45}, {"criterion": "privacy", "points": 40}]
        self.check("supervisor", f"/{check}/score", {"marks": marks}, 409, "text_required")
        self.check("supervisor", f"/{check}/score", {"marks": marks[1:]}, 409, "marks_invalid")
        marks[0]["reason"] = "未写明时间"
        self.check("agent", f"/{check}/score", {"marks": marks}, 404, "no_such_document")
        self.assertEqual(self.check("supervisor", f"/{check}/score", {"marks": marks})["state"], "scored")

        sheet = self.expect(people["agent"].get(f"/api/v1/quality-checks/{check}"), 200).json
        self.assertEqual((sheet["check"]["score"], sheet["check"]["may_appeal"]), (85, True))
        self.assertEqual(sheet["items"][0]["reason"], "未写明时间")
        self.assertEqual(self.listed("agent", "mine")[check]["score"], 85)
        self.check("agent", f"/{check}/appeal", {"text": "录音里没有说时间"})
        self.check("agent", f"/{check}/appeal", {"text": "再申诉"}, 409, "wrong_state")
        self.check("supervisor", f"/{check}/decide", {"reason": "维持"}, 409, "own_work")
        marks[0] = {"criterion": "matter", "points": 60}
        decided = self.check("chief", f"/{check}/decide", {"marks": marks, "reason": "已核对录音"})
        self.assertEqual(decided["state"], "changed")
        sheet = self.expect(people["supervisor"].get(f"/api/v1/quality-checks/{check}"), 200).json
        self.assertEqual((sheet["check"]["score"], sheet["first_score"]), (100, 85))
        figures = self.expect(people["supervisor"].get("/api/v1/quality-figures"), 200).json
        self.assertEqual((figures["drawn"], figures["agents"]), (0, []), "what somebody picked is no average")
        self.expect(people["agent"].get("/api/v1/quality-figures"), 403)
