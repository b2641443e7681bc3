"""The pages that `liandong serve` offers, opened in Chromium: they show what they promise, and nothing goes wrong."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.request

# The reference draws an operation when it comes into view: the window is as high as all of them.
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--enable-logging=stderr", "--window-size=1400,20000", "--virtual-time-budget=20000"]
BINARY = None


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        assert os.path.isdir("web/dist"), "build web/ first: npm --prefix web ci && npm --prefix web run build"
        cls.directory = tempfile.TemporaryDirectory(prefix="liandong-pages-")
        cls.server = subprocess.Popen(
            [BINARY, "serve", "--listen", "127.0.0.1:0", "--log", "none", "--demo", "--profile", "profiles/qingshui",
             "--store", f"sqlite:{cls.directory.name}/city.db", "--mail-directory", f"{cls.directory.name}/mail"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = cls.server.stdout.readline()
        cls.site = re.search(r"http://localhost:\d+", said).group().replace("localhost", "127.0.0.1")

    @classmethod
    def tearDownClass(cls):
        cls.server.send_signal(signal.SIGTERM)
        cls.server.wait(timeout=30)
        cls.server.stdout.close()
        cls.directory.cleanup()

    def open(self, path):
        """The page as Chromium has it after its scripts ran; a message on its console is a failure."""
        with tempfile.TemporaryDirectory(prefix="liandong-chromium-") as profile:
            done = subprocess.run([*CHROMIUM, f"--user-data-dir={profile}", "--dump-dom", self.site + path],
                                  capture_output=True, text=True, timeout=120, check=True)
        self.assertEqual([line for line in done.stderr.splitlines() if ":CONSOLE" in line], [])
        return done.stdout

    def test_the_first_page_tells_the_way_of_a_case_and_where_to_go_on(self):
        page = self.open("/")
        for text in ("一件诉求的路", "受理", "回访", "/api/docs", "In English"):
            self.assertIn(text, page)

    def test_the_api_reference_lists_every_path_of_the_description(self):
        page = self.open("/api/docs/")
        with urllib.request.urlopen(self.site + "/api/openapi.yaml") as reply:
            paths = re.findall(r"(?m)^  (/\S+):$", reply.read().decode())
        self.assertGreater(len(paths), 40)
        # The viewer breaks long paths with zero-width spaces and <wbr>.
        shown = re.sub("\u200b|<wbr>", "", page)
        self.assertEqual([path for path in paths if path not in shown], [])

    def test_the_demo_of_an_invented_city_tells_who_can_sign_in(self):
        # Nothing of the model city is in the program: the small city's own roles and units sign in.
        said = [self.server.stdout.readline() for _ in range(4)]
        self.assertIn("Who can sign in", said[0])
        self.assertTrue(all(re.match(r"  [a-z_.0-9-]+ +\S", line) for line in said[1:]), said)


if __name__ == "__main__":
    BINARY = sys.argv.pop(1)
    unittest.main(verbosity=2)
