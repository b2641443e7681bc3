#!/usr/bin/env python3
"""tools/pure_domain.py against real archives: one pure, one of each impurity."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).resolve().parents[2] / "tools" / "pure_domain.py"
COMPILER = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else "clang++-19"


class PureDomainTest(unittest.TestCase):
    def run_on(self, source):
        with tempfile.TemporaryDirectory() as build:
            folder = Path(build, "src/domain")
            folder.mkdir(parents=True)
            Path(folder, "a.cpp").write_text(source)
            subprocess.run([COMPILER, "-std=c++20", "-c", "a.cpp", "-o", "a.o"], cwd=folder, check=True)
            subprocess.run(["ar", "rc", "libliandong_domain.a", "a.o"], cwd=folder, check=True)
            return subprocess.run([str(TOOL), build], capture_output=True, text=True, check=False)

    def test_rules_over_values_are_pure(self):
        done = self.run_on("#include <map>\n#include <memory>\n#include <string>\n#include <vector>\n"
                           "std::map<std::string, std::vector<int>> F(std::shared_ptr<int> p) "
                           "{ return {{std::to_string(*p), {1}}}; }\n")
        self.assertEqual((done.returncode, done.stdout), (0, "the domain is pure\n"))

    def test_each_impurity_is_named_with_its_object(self):
        for what, source in {
            "a clock": "#include <chrono>\nauto F() { return std::chrono::system_clock::now(); }\n",
            "a file": "#include <fstream>\nvoid F() { std::ofstream f(\"x\"); }\n",
            "a socket": "#include <sys/socket.h>\nint F() { return socket(1, 1, 0); }\n",
            "a thread": "#include <mutex>\nstd::mutex m;\nvoid F() { pthread_mutex_lock(m.native_handle()); }\n",
            "chance": "#include <cstdlib>\nint F() { return std::rand(); }\n",
            "the environment": "#include <cstdlib>\nauto F() { return std::getenv(\"X\"); }\n",
            "a database": "extern \"C\" int sqlite3_step(void*);\nint F() { return sqlite3_step(nullptr); }\n",
        }.items():
            with self.subTest(what):
                done = self.run_on(source)
                self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                self.assertIn(f"a.o: reaches for {what}: ", done.stdout)

    def test_a_missing_library_is_not_purity(self):
        with tempfile.TemporaryDirectory() as build:
            self.assertEqual(subprocess.run([str(TOOL), build], capture_output=True, check=False).returncode, 2)


if __name__ == "__main__":
    unittest.main()
