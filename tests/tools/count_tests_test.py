#!/usr/bin/env python3
"""tools/count_tests.py: no failure is lost on the way to the last line of ./test."""

import subprocess
import tempfile
import unittest
from pathlib import Path
from xml.sax.saxutils import escape

TOOL = Path(__file__).resolve().parents[2] / "tools" / "count_tests.py"


class CountTestsTest(unittest.TestCase):
    def count(self, *cases):
        with tempfile.NamedTemporaryFile("w", suffix=".xml") as file:
            file.write("<testsuite>")
            for status, output in cases:
                skipped = f"<skipped message={output}/>" if status == "notrun" else ""
                file.write(f'<testcase name="t" status="{status}">{skipped}'
                           f'<system-out>{escape(output)}</system-out></testcase>')
            file.write("</testsuite>")
            file.flush()
            return subprocess.run([str(TOOL), file.name], capture_output=True, text=True, check=True).stdout.strip()

    def test_google_test(self):
        ran = "[==========] 7 tests from 2 test suites ran. (3 ms total)\n[  PASSED  ] 7 tests.\n"
        self.assertEqual(self.count(("run", ran)), "7 0 0")
        failing = ("[==========] 7 tests from 2 test suites ran. (3 ms total)\n[  PASSED  ] 4 tests.\n"
                   "[  SKIPPED ] 1 test, listed below:\n[  SKIPPED ] A.B\n"
                   "[  FAILED  ] 2 tests, listed below:\n[  FAILED  ] A.C\n")
        self.assertEqual(self.count(("fail", failing)), "4 2 1")

    def test_python_and_shell(self):
        self.assertEqual(self.count(("run", "Ran 25 tests in 0.3s\n\nOK (skipped=2)\n")), "23 0 2")
        self.assertEqual(self.count(("fail", "Ran 25 tests in 0.3s\n\nFAILED (failures=1, errors=2)\n")), "22 3 0")
        self.assertEqual(self.count(("fail", "ok: a\nFAILED: b\nok: c\n")), "2 1 0")

    def test_a_program_without_cases_is_one(self):
        self.assertEqual(self.count(("run", "tidy: clean\n"), ("fail", "x\n")), "1 1 0")

    def test_a_program_that_is_missing_did_not_pass(self):
        self.assertEqual(self.count(("notrun", '"Unable to find executable"')), "0 1 0")
        self.assertEqual(self.count(("notrun", '"SKIP_RETURN_CODE=77"')), "0 0 1")

    def test_a_crash_after_the_summary_or_before_it_is_a_failure(self):
        ran = "[==========] 7 tests from 2 test suites ran. (3 ms total)\n[  PASSED  ] 7 tests.\n"
        self.assertEqual(self.count(("fail", ran)), "7 1 0")
        self.assertEqual(self.count(("fail", "[ RUN      ] A.B\n")), "0 1 0")


if __name__ == "__main__":
    unittest.main()
