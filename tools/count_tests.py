#!/usr/bin/env python3
"""Counts single test cases in what `ctest --output-junit FILE` wrote.

    tools/count_tests.py FILE      prints "PASSED FAILED SKIPPED"

A ctest entry is a whole test program. Where its output tells how many cases ran (GoogleTest, Python's
unittest, our shell tests), those are counted; a program that fails without saying which counts as one.
"""

import re
import sys
import xml.etree.ElementTree as xml


def count(output, passed_as_whole):
    """(passed, failed, skipped) of one test program."""
    google = re.findall(r"(?m)^\[==========\] (\d+) tests? from .* ran\.", output)
    python = re.findall(r"(?m)^Ran (\d+) tests? in ", output)
    shell = re.findall(r"(?m)^(ok|FAILED): ", output)
    passed = failed = skipped = 0
    if google:
        failed = sum(int(each) for each in re.findall(r"(?m)^\[  FAILED  \] (\d+) tests?, listed below", output))
        skipped = sum(int(each) for each in re.findall(r"(?m)^\[  SKIPPED \] (\d+) tests?, listed below", output))
        passed = sum(map(int, google)) - failed - skipped
    elif python:
        failed = sum(int(each) for each in re.findall(r"(?:failures|errors)=(\d+)", output))
        skipped = sum(int(each) for each in re.findall(r"skipped=(\d+)", output))
        passed = max(0, sum(map(int, python)) - failed - skipped)
    elif shell:
        failed, passed = shell.count("FAILED"), shell.count("ok")
    elif passed_as_whole:
        passed = 1
    if not passed_as_whole and failed == 0:
        failed = 1
    return passed, failed, skipped


def main():
    totals = [0, 0, 0]
    for case in xml.parse(sys.argv[1]).getroot().iter("testcase"):
        status = case.get("status")
        if status in ("disabled", "notrun"):
            # A missing program is "notrun" as well, and no reason to be content.
            skipped = case.find("skipped")
            wanted = status == "disabled" or (skipped is not None and skipped.get("message", "").startswith("SKIP_"))
            totals[2 if wanted else 1] += 1
            continue
        one = count(case.findtext("system-out") or "", status == "run")
        totals = [a + b for a, b in zip(totals, one)]
    print(*totals)


if __name__ == "__main__":
    main()
