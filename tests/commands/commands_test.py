#!/usr/bin/env python3
"""The subcommands at a terminal, told as stories.   tests/commands/commands_test.py LIANDONG"""

import csv
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

PROGRAM = os.path.abspath(sys.argv.pop(1))


class Terminal(unittest.TestCase):
    days = 2

    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory(prefix="liandong-commands-")
        cls.here = pathlib.Path(cls.directory.name)
        cls.city = ["--profile", "profiles/qingshui", "--store", f"sqlite:{cls.here}/city.db"]
        days = ["--days", str(cls.days), "--cases-per-day", "60", "--seed", "7"]
        made = subprocess.run([PROGRAM, "simulate", *cls.city, *days], capture_output=True, text=True)
        assert made.returncode == 0, made.stderr

    @classmethod
    def tearDownClass(cls):
        cls.directory.cleanup()

    def run_it(self, *words, exit_code=0):
        done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True)
        self.assertEqual(done.returncode, exit_code, done.stdout + done.stderr)
        return done

    def rows(self, path):
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))


class Export(Terminal):
    def test_all_cases_and_then_some_of_them(self):
        all_cases, declined = self.here / "all.csv", self.here / "some.csv"
        said = self.run_it("export", "cases", *self.city, "--output", all_cases).stdout
        rows = self.rows(all_cases)
        self.assertGreater(len(rows), 20)
        self.assertEqual(said.split()[0], str(len(rows) - 1))
        self.run_it("export", "cases", *self.city, "--output", declined, "--state", "declined", "--state", "voided")
        self.assertLess(len(self.rows(declined)), len(rows))

    def test_a_work_list_for_excel(self):
        book = self.here / "work.xlsx"
        self.run_it("export", "assignments", *self.city, "--output", book)
        with zipfile.ZipFile(book) as parts:
            self.assertIn("xl/worksheets/sheet1.xml", parts.namelist())

    def test_what_cannot_be_done_is_said_and_leaves_no_file(self):
        for words, exit_code, text in [
                (("cases", "--output", self.here / "x.doc"), 1, ".csv or .xlsx"),
                (("cases", "--output", self.here / "none" / "x.csv"), 2, "cannot be written"),
                (("cases", "--output", self.here / "x.csv", "--state", "asleep"), 1, "asleep"),
                (("cases", "--output", self.here / "x.csv", "--from", "yesterday"), 1, "yesterday"),
                (("cases", "--output", self.here / "x.csv", "--unit", "nobody"), 1, "unit")]:
            done = self.run_it("export", words[0], *self.city, *words[1:], exit_code=exit_code)
            self.assertIn(text, done.stderr)
        self.assertEqual(list(self.here.glob("x.*")), [])

    def test_that_it_was_taken_out_is_proved_like_everything(self):
        self.run_it("export", "cases", *self.city, "--output", self.here / "again.csv")
        self.assertIn("events", self.run_it("verify", "--store", self.city[3]).stdout)


class Access(Terminal):
    def test_who_may_do_what_is_proved_and_changes_behind_the_journal_are_found(self):
        keys = ["--profile", "profiles/qingshui", "--store", self.city[3]]
        add = ["user", "add", "li", *keys, "--name", "李测试", "--unit", "HOT", "--role"]
        for role in ["agent", "supervisor"]:
            done = subprocess.run([PROGRAM, *add, role], input="correct horse 12345\n", capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
        self.run_it("user", "token", "wall", *keys, "--system", "wall", "--scope", "exchange")
        self.run_it("verify", "--store", self.city[3])
        with sqlite3.connect(self.city[3].removeprefix("sqlite:")) as city:
            told = city.execute("SELECT actor, payload FROM events WHERE kind = 'access_changed' ORDER BY case_id")
            actors, payloads = zip(*told)
            self.assertTrue(all(actor.startswith("system:") for actor in actors), actors)
            self.assertEqual([json.loads(text)["subject_id"] for text in payloads], ["li", "li", "wall"])
            self.assertNotIn("李测试", "".join(payloads))
            city.execute("UPDATE users SET roles = 'administrator' WHERE id = 'li'")
        city.close()
        found = self.run_it("verify", "--store", self.city[3], exit_code=1)
        self.assertIn("account li: roles not as the journal tells", found.stdout + found.stderr)


class Train(Terminal):
    days = 15  # until the first cases are settled

    def test_a_city_learns_from_its_own_cases_and_a_running_server_takes_it_over(self):
        model, store = self.here / "city.model", self.city[3]
        train = ["train", "--from-store", store, "--profile", "profiles/qingshui", "--folds", "2", "--output"]
        said = self.run_it(*train, model)
        self.assertIn("teach", said.stderr)
        self.assertIn("written", said.stdout)
        self.run_it("train", "--output", model, exit_code=2)
        log = open(self.here / "serve.log", "w+")
        server = subprocess.Popen([PROGRAM, "serve", *self.city, "--model", model, "--listen", "127.0.0.1:0"],
                                  stdout=log, stderr=log)
        try:
            self.wait_for("Liandong serves", log)
            good = model.read_bytes()
            self.replace(model, good[:-100])
            self.wait_for("cannot be used, the old one stays", log)
            self.replace(model, good)
            self.wait_for("model taken over", log)
        finally:
            server.terminate()
            self.assertEqual(server.wait(60), 0)
            log.close()
        self.replace(model, b"not a model")
        self.assertIn("model", self.run_it("serve", *self.city, "--model", model, exit_code=1).stderr)

    def replace(self, path, content):
        fresh = path.with_suffix(".new")
        fresh.write_bytes(content)
        fresh.rename(path)

    def wait_for(self, text, log):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            with open(log.name) as said:
                if text in said.read():
                    return
            time.sleep(0.1)
        self.fail(f"never said: {text}")


if __name__ == "__main__":
    unittest.main()
