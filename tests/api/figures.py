from story import opened, people


class Figures:
    """Figures, assessments and what others report."""

    MARCH = "from=2026-03-01&to=2026-03-31"

    def wait_for(self, path, enough):
        """The figures follow the journal by themselves: ask until they have."""
        for _ in range(2000):
            reply = self.expect(people["supervisor"].get(path), 200)
            if enough(reply.json):
                return reply.json
        self.fail(f"{path} never came: {reply.body[:300]}")

    def test_every_number_leads_to_its_cases(self):
        case = opened()
        listed = self.wait_for(f"/api/v1/figures/assignments_sent/cases?{self.MARCH}&limit=500",
                               lambda found: case in [line["case_id"] for line in found["items"]])
        self.assertEqual({line["unit"] for line in listed["items"] if line["case_id"] == case}, {"S", "A"})
        by_unit = f"/api/v1/figures/assignments_sent?{self.MARCH}&group_by=unit"
        view = self.expect(people["supervisor"].get(by_unit), 200)
        total = view.json["total"]["numerator"]
        self.assertEqual(sum(line["figure"]["numerator"] for line in view.json["lines"]), total)
        self.assertAlmostEqual(sum(line["share"] for line in view.json["lines"]), 100)
        long_ago = "/api/v1/figures/solved_rate?from=2020-01-01&to=2020-01-31"
        empty = people["supervisor"].get(long_ago).json["total"]
        self.assertNotIn("value", empty, "nothing divided by nothing is not zero")
        export = f"/api/v1/figures/solved_rate/export?{self.MARCH}&group_by=unit&format=csv"
        file = people["supervisor"].get(export)
        self.assertIn("合计", self.expect(file, 200).body.decode())

    def test_a_unit_sees_its_own(self):
        case = opened()
        self.wait_for(f"/api/v1/figures/assignments_sent/cases?{self.MARCH}&limit=500",
                      lambda found: case in [line["case_id"] for line in found["items"]])
        own = people["officer-b"].get(f"/api/v1/figures/assignments_sent/cases?{self.MARCH}").json["items"]
        self.assertNotIn(case, [line["case_id"] for line in own])
        export = f"/api/v1/figures/solved_rate/export?{self.MARCH}"
        self.expect(people["officer-b"].get(export), 403, "not_permitted")
        self.expect(people["officer-b"].post("/api/v1/assessments/2026-03"), 403, "not_permitted")
        self.expect(people["officer-b"].post("/api/v1/outside-figures",
                                             {"figure": "petitions", "day": "2026-03-01", "value": 1}),
                    403, "not_permitted")

    def test_bad_questions(self):
        self.assertGreater(len(people["officer-b"].get("/api/v1/figures").json["items"]), 50)
        ask = people["supervisor"].get
        self.expect(ask(f"/api/v1/figures/moon?{self.MARCH}"), 404, "no_such_figure")
        self.expect(ask("/api/v1/figures/solved_rate"), 400, "bad_query")
        self.expect(ask("/api/v1/figures/solved_rate?from=2026-03-31&to=2026-03-01"), 400, "bad_period")
        self.expect(ask(f"/api/v1/figures/solved_rate?{self.MARCH}&group_by=mood"), 400, "bad_query")
        self.expect(ask(f"/api/v1/figures/petitions/cases?{self.MARCH}"), 400, "no_cases_behind")
        self.expect(ask("/api/v1/assessments/2019-01"), 404, "not_assessed")
        self.expect(ask("/api/v1/assessments/march"), 400, "bad_period")

    def test_what_others_count(self):
        report = {"figure": "petitions", "day": "2026-03-01", "value": 12}
        self.expect(people["supervisor"].post("/api/v1/outside-figures", report), 201)
        self.expect(people["supervisor"].post("/api/v1/outside-figures", {**report, "figure": "moon"}),
                    400, "unknown_figure")
        self.wait_for(f"/api/v1/figures/petitions?{self.MARCH}", lambda view: view["total"]["numerator"] == 12)
        line = people["agent"].get(f"/api/v1/outside-figures?{self.MARCH}").json["items"][0]
        self.assertEqual((line["value"], line["entered_by"].split("@")[1]), (12, "H"))
        self.assertEqual(self.expect(people["agent"].get("/api/v1/cards/2026-03"), 200).json["lines"], [])

    def test_a_month_is_assessed_appealed_and_reported(self):
        case = opened()
        body = {"assignment": 1, "grounds": "台风停工"}
        self.do("officer-s", case, "request_appeal", body)
        self.expect(people["officer-s"].post(f"/api/v1/cases/{case}/request_appeal", body), 409, "already_done")
        self.do("chief", case, "rule_appeal", {"assignment": 1, "uphold": True, "note": "属实"})
        made = self.expect(people["supervisor"].post("/api/v1/assessments/2026-03"), 201).json
        self.assertNotIn("user:", made["made_by"], "people are told by name")
        read = self.expect(people["agent"].get("/api/v1/assessments/2026-03"), 200).json
        self.assertEqual(read["log_index"], made["log_index"])
        self.expect(people["supervisor"].get("/api/v1/assessments/2026-03/history"), 200)
        report = people["supervisor"].get("/api/v1/assessments/2026-03/report?unit=S&format=pdf")
        self.assertTrue(self.expect(report, 200).body.startswith(b"%PDF-"))
        report = people["supervisor"].get("/api/v1/assessments/2026-03/report?unit=S")
        self.assertTrue(self.expect(report, 200).body.startswith(b"PK"))
        self.expect(people["supervisor"].get("/api/v1/assessments/2026-03/report?unit=moon"), 400, "unknown_unit")
