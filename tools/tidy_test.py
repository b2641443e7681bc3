#!/usr/bin/env python3
"""tools/tidy finds what it says it finds, and nothing in clean files."""

import importlib.machinery
import importlib.util
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

loader = importlib.machinery.SourceFileLoader("tidy", str(Path(__file__).resolve().parent / "tidy"))
loader_spec = importlib.util.spec_from_loader("tidy", loader)
tidy = importlib.util.module_from_spec(loader_spec)
loader.exec_module(tidy)


class TidyTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)

    def write(self, path, text, executable=False):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        if executable:
            file.chmod(0o755)
        return path

    def found(self, build_dir=None):
        return [(f.path, f.line, f.rule) for f in tidy.check(self.root, build_dir)]

    def assert_rule(self, rule, path, text, line=1, **how):
        self.write(path, text, **how)
        self.assertIn((path, line, rule), self.found())

    def assert_clean(self, path, text, **how):
        self.write(path, text, **how)
        self.assertEqual([f for f in self.found() if f[0] == path], [])

    def test_banned_calls(self):
        for rule, line in [
            ("clock", "auto t = std::chrono::system_clock::now();"),
            ("clock", "auto t = std::time(nullptr);"),
            ("sleep", "std::this_thread::sleep_for(1s);"),
            ("regex", "std::regex r;"),
            ("using-std", "using namespace std;"),
            ("printf", 'std::fprintf(stderr, "x");'),
            ("printf", 'std::snprintf(a, 3, "x");'),
            ("c-numbers", "int n = std::stoi(text);"),
            ("random", "int n = rand();"),
            ("wait", "ready_.wait(lock);"),
            ("wait", "future->wait();"),
            ("thread", "std::thread worker(Run);"),
            ("thread", "worker.detach();"),
        ]:
            with self.subTest(line):
                self.assert_rule(rule, "src/app/a.cpp", "// first\n" + line + "\n", line=2)

    def test_every_ban_names_what_to_use_instead(self):
        for ban in tidy.BANS:
            self.assertGreater(len(ban.instead), 20)

    def test_words_in_comments_and_strings_are_no_calls(self):
        self.assert_clean("src/app/a.cpp",
            'auto s = "rand()"; // sleep_for(1)\n/* x.wait(l)\n rand() */\nauto r = R"(std::regex)";\n')

    def test_digit_separators_are_no_quotes(self):
        self.assert_rule("random", "src/app/a.cpp", "int a = 1'000;\nint b = rand() + 2'000;\n", line=2)

    def test_places_where_a_call_belongs(self):
        self.assert_clean("src/base/system_clock.cpp", "auto Now() { return std::chrono::system_clock::now(); }\n")
        self.assert_clean("src/server/main.cpp", "auto Now() { return std::chrono::system_clock::now(); }\n")
        self.assert_clean("src/app/a.cpp",
            "cv.wait_until(lock, at); using namespace std::chrono_literals; std::thread::id id;\n")

    def test_the_domain_may_not_ask_even_the_steady_clock(self):
        self.assert_rule("clock", "src/domain/a.cpp", "auto t = std::chrono::steady_clock::now();\n")

    def test_an_exception_needs_a_reason(self):
        self.assert_clean("src/app/a.cpp", "// tidy:allow(wait): the stop token ends it\ncv.wait(lock, token);\n")
        self.assert_rule("wait", "src/app/b.cpp", "// tidy:allow(wait):\ncv.wait(lock, token);\n", line=2)
        self.assert_rule("wait", "src/app/c.cpp", "// tidy:allow(sleep): not this rule\ncv.wait(lock, token);\n",
            line=2)

    def test_unfinished_marks(self):
        for mark in ("TO" + "DO", "FIX" + "ME", "XX" + "X"):
            self.assert_rule("unfinished", "docs/a.md", f"# T\n\n{mark} later\n", line=3)

    def test_include_direction(self):
        for path in ("base/b.hpp", "domain/d.hpp", "app/ports.hpp", "adapters/http/h.hpp", "adapters/store/s.hpp",
                     "adapters/csv/c.hpp"):
            self.write("src/" + path, "#pragma once\n")
        for path, name, ok in [
            ("src/app/a.cpp", "domain/d.hpp", True),
            ("src/domain/a.cpp", "app/ports.hpp", False),
            ("src/base/a.cpp", "domain/d.hpp", False),
            ("src/adapters/store/a.cpp", "app/ports.hpp", True),
            ("src/adapters/store/b.cpp", "adapters/store/s.hpp", True),
            ("src/adapters/store/c.cpp", "adapters/http/h.hpp", False),
            ("src/adapters/store/c_test.cpp", "adapters/http/h.hpp", True),
            ("src/domain/c_test.cpp", "adapters/http/h.hpp", False),
            ("src/adapters/store/e.cpp", "adapters/csv/c.hpp", True),
            ("src/adapters/csv/e.cpp", "adapters/store/s.hpp", False),
            ("src/server/main.cpp", "adapters/http/h.hpp", True),
            ("src/app/b.cpp", "ports.hpp", False),
            ("tests/api/a_test.cpp", "adapters/http/h.hpp", True),
        ]:
            with self.subTest(f"{path} includes {name}"):
                self.write(path, f'#include "{name}"\n')
                self.assertEqual((path, 1, "include") not in self.found(), ok)

    def test_heavy_headers_stay_in_sources(self):
        for name in ("boost/json.hpp", "sqlite3.h", "libpq-fe.h", "toml++/toml.h", "sodium.h", "openssl/evp.h"):
            self.assert_rule("include", "src/adapters/store/a.hpp", f"#pragma once\n#include <{name}>\n", line=2)
            self.assert_clean("src/adapters/store/b.cpp", f"#include <{name}>\n")
            self.assert_rule("include", "src/domain/d.cpp", f"#include <{name}>\n")

    def test_only_the_codec_has_heavy_headers_of_its_own(self):
        self.assert_clean("src/codec/binder.hpp", "#pragma once\n#include <boost/json.hpp>\n")
        self.assert_clean("src/app/a.cpp", '#include "codec/binder.hpp"\n')
        self.assert_rule("include", "src/app/a.hpp", '#pragma once\n#include "codec/binder.hpp"\n', line=2)

    def test_the_domain_includes_nothing_impure(self):
        self.assert_rule("include", "src/domain/d.cpp", "#include <fstream>\n")
        self.assert_clean("src/domain/d_test.cpp", "#include <fstream>\n\n#include <gtest/gtest.h>\n")

    def test_headers_are_included_once(self):
        self.assert_rule("include", "src/base/a.hpp", "int x;\n")

    def test_long_files_and_lines(self):
        self.assert_rule("size", "src/app/a.cpp", "int x;\n" * 501)
        self.assert_clean("src/app/b.cpp", "int x;\n" * 500)
        self.assert_rule("size", "src/app/c.cpp", "\n" + "x" * 121 + "\n", line=2)
        self.assert_clean("src/app/d.cpp", "// " + "楼" * 117 + "\n")

    def function(self, statements, head="int F(int a) {"):
        return f"namespace n {{\n\n{head}\n" + "    a += 1;\n" * statements + "}\n\n}  // namespace n\n"

    def test_long_functions(self):
        self.assert_clean("src/app/a.cpp", self.function(68))
        self.assert_rule("size", "src/app/b.cpp", self.function(69), line=3)
        self.assert_rule("size", "src/app/c.cpp", self.function(69,
            "F::F(int a,\n     int b)\n    : a_(a),\n      b_(b) {"), line=3)

    def test_a_long_method_in_a_class_is_found_and_a_long_class_is_not(self):
        method = "    int F() {\n" + "        a += 1;\n" * 30 + "    }\n"
        self.assert_clean("src/app/a.cpp", "class A {\npublic:\n" + method * 3 + "};\n")
        long = "    int G() const {\n" + "        a += 1;\n" * 70 + "    }\n"
        self.assert_rule("size", "src/app/b.cpp", "class A {\npublic:\n" + method + long + "};\n", line=35)

    def test_the_ratchet_lets_shrink_but_not_grow(self):
        self.write(tidy.RATCHET,
            "function src/app/a.cpp#F 80  # one table\nfile src/app/b.cpp 600  # generated from the rules\n")
        self.assert_clean("src/app/a.cpp", self.function(78))
        self.assert_clean("src/app/b.cpp", "int x;\n" * 600)
        self.assertEqual(self.found(), [])
        self.assert_rule("size", "src/app/a.cpp", self.function(79), line=3)
        self.assert_rule("size", "src/app/b.cpp", "int x;\n" * 601)

    def test_the_ratchet_knows_no_dead_or_bare_lines(self):
        self.assert_rule("size", tidy.RATCHET, "file src/app/gone.cpp 600  # why\n")
        self.assert_rule("size", tidy.RATCHET, "file src/app/gone.cpp 600\n")

    def test_markdown(self):
        self.write("docs/there.md", "# There\n")
        self.assert_clean("docs/a.md",
            "# A\n\n[x](there.md#part) [y](https://example.org/z) `[z](gone.md)`\n\n```\n# comment\n```\n")
        self.assert_rule("markdown", "docs/b.md", "# B\n\n# C\n", line=3)
        self.assert_rule("markdown", "docs/c.md", "no title\n")
        self.assert_clean("profiles/haikou/knowledge/k.md", "title = 1\n")
        self.assert_rule("markdown", "docs/d.md", "# D\n\n[x](gone.md)\n", line=3)

    def test_machine_paths(self):
        self.assert_rule("machine-path", "docs/a.md", "# A\n\nsee /tmp/x\n", line=3)
        self.assert_rule("machine-path", "src/app/a.cpp", 'auto p = "/home/dev/x";\n')
        self.assert_clean("docs/b.md", "# B\n\nvar/tmp/x, docs/work/y, https://example.org/tmp/z\n")

    def test_shell_scripts(self):
        good = "#!/usr/bin/env bash\nset -euo pipefail\n"
        self.assert_clean("tools/a.sh", good, executable=True)
        self.assert_rule("shell", "tools/b.sh", good)
        self.assert_rule("shell", "run", "#!/usr/bin/env bash\nset -e\n", executable=True)
        self.assert_rule("shell", "tools/d.sh", "#!/bin/sh\nset -euo pipefail\n", executable=True)

    def test_text_files(self):
        self.assert_rule("text", "profiles/a.csv", b"ok\n\xff\n", line=2)
        self.assert_rule("text", "profiles/b.csv", "no end", line=1)
        self.assert_rule("text", "profiles/c.csv", "a\r\n", line=1)
        self.assert_clean("web/a.png", b"\x89PNG\0")
        self.assert_clean("tests/fuzz/corpus/csv/odd", b"\xff")

    def test_odd_bytes_may_be_declared(self):
        subprocess.run(["git", "init", "-q", str(self.root)], check=True)
        self.write(".gitattributes", "*.gbk -text\n")
        self.assert_clean("tests/a.gbk", b"\xff")

    def test_enumerators_have_numbers(self):
        self.assert_clean("src/domain/a.hpp", "#pragma once\nenum class A : int { kX = 1, kY = 2 /* , kZ */ };\n")
        self.assert_clean("src/domain/a.cpp", "enum class Private { kX, kY };\n")
        self.assert_rule("enum", "src/domain/b.hpp", "#pragma once\nenum class A { kX, kY = 2 };\n", line=2)
        self.assert_rule("enum", "src/domain/c.hpp", "#pragma once\nenum class A {\n    kX = 1,\n    kY = 1,\n};\n",
            line=2)

    def test_a_name_is_one_type(self):
        self.write("src/a.hpp", "#pragma once\nnamespace city {\nstruct Matter {\n};\n}  // namespace city\n")
        self.assert_rule("one-name", "src/b.hpp",
            "#pragma once\nnamespace city {\nstruct Matter {\n};\n}  // namespace city\n", line=3)
        self.assert_clean("src/c.hpp", "#pragma once\nnamespace town {\nstruct Matter {\n};\n}  // namespace town\n")
        self.assert_clean("src/d.hpp", "#pragma once\nnamespace city {\nstruct Matter;\n}  // namespace city\n")
        self.assert_clean("src/e.cpp",
            "namespace city {\nnamespace {\nstruct Matter {\n};\n}  // namespace\n}  // namespace city\n")

    def test_packages(self):
        self.write(tidy.PACKAGES, "# why\nbuild  libgtest-dev  # tests\n")
        self.assert_clean("cmake/a.cmake", "find_package(GTest REQUIRED)\nfind_package(Threads REQUIRED)\n")
        self.assert_rule("package", "cmake/b.cmake", "find_package(Boost 1.81 REQUIRED COMPONENTS json)\n")
        self.assert_rule("package", "cmake/c.cmake",
            "\npkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)\n", line=2)
        self.assert_rule("package", "cmake/d.cmake", "find_package(Wonder)\n")
        self.assert_rule("package", tidy.PACKAGES, "build  libgtest-dev\n")

    def test_files_that_nothing_compiles(self):
        self.write("src/app/a.cpp", '#include "app/used.hpp"\n')
        self.write("src/app/b.cpp", "int x;\n")
        self.write("src/app/used.hpp", "#pragma once\n")
        self.write("src/app/unused.hpp", "#pragma once\n")
        self.write("tests/fuzz/csv_fuzz.cpp", "int x;\n")
        self.write("tests/fuzz/lost_fuzz.cpp", "int x;\n")
        self.write("tests/fuzz/CMakeLists.txt", "liandong_fuzzer(csv SOURCES csv_fuzz.cpp)\n")
        build = self.root / "build"
        build.mkdir()
        (build / "compile_commands.json").write_text(json.dumps([{"directory": str(self.root), "file":
            "src/app/a.cpp"}]))
        dead = [path for path, _, rule in self.found(build) if rule == "dead"]
        self.assertEqual(dead, ["src/app/b.cpp", "src/app/unused.hpp", "tests/fuzz/lost_fuzz.cpp"])


if __name__ == "__main__":
    unittest.main()
