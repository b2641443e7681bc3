#!/usr/bin/env python3
"""The domain is pure: its object code asks for no clock, file, socket, thread, chance or database.

    tools/pure_domain.py BUILD_DIR      exit 0: pure; 1: what is not, and in which object file; 2: could not look
"""

import re
import subprocess
import sys
from pathlib import Path

LIBRARIES = ["src/domain/libliandong_domain.a"]
BANNED = [
    ("a clock", r"std::chrono::.*clock::now|clock_gettime|gettimeofday|time|(local|gm)time(_r)?|mktime|strftime"),
    ("a file", r"f?open(64|at)?|fopen(64)?|f?read|f?write|pread|pwrite|unlink|rename|mkdir|stat(64)?|mmap(64)?"
               r"|std::(__cxx11::)?basic_[io]?f(ile)?(stream|buf).*|std::filesystem::.*|std::c(out|err|in|log)"),
    ("a socket", r"socket|connect|bind|listen|accept4?|send(to|msg)?|recv(from|msg)?|poll|select|epoll_\w+"
                 r"|getaddrinfo"),
    ("a thread", r"std::(thread|jthread|mutex|condition_variable\w*|this_thread)::.*"
                 r"|pthread_(create|join|mutex_\w+|cond_\w+)|nanosleep|usleep|sleep"),
    ("chance", r"s?rand(om)?|getrandom|arc4random\w*|std::random_device::.*"),
    ("the environment", r"(secure_)?getenv|system|fork|exec[lv]\w*"),
    ("a database", r"sqlite3_\w+|PQ\w+"),
    ("a library of the outer floors", r"(boost|fmt|spdlog|toml|CLI)::.*|curl_\w+|EVP_\w+|crypto_\w+|sodium_\w+"),
]


def impure(nm_output):
    """(object file, what it reaches for, symbol) for each undefined symbol of `nm -uC` that is banned."""
    found, member = [], ""
    for line in nm_output.split("\n"):
        if line.endswith(".o:"):
            member = line[:-1]
            continue
        match = re.match(r"\s+U (.+)$", line)  # weak ones (w, v) are the standard library asking whether threads exist
        if not match:
            continue
        symbol = match.group(1).split("@")[0]
        name = re.sub(r"\(.*", "", symbol)
        for what, pattern in BANNED:
            if re.fullmatch(pattern, name):
                found.append((member, what, symbol))
    return found


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    found = []
    for library in LIBRARIES:
        archive = Path(sys.argv[1], library)
        done = subprocess.run(["nm", "-uC", str(archive)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(f"nm {archive}: {done.stderr.strip()}", file=sys.stderr)
            return 2
        found += impure(done.stdout)
    for member, what, symbol in found:
        print(f"{member}: reaches for {what}: {symbol}; take what it needs as an argument")
    print("the domain is pure" if not found else f"{len(found)} impure symbols")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
