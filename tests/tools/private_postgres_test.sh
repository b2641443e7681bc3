#!/usr/bin/env bash
# tools/private_postgres.sh: two at once, a dead one left behind, other people's directories.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
tool=$PWD/tools/private_postgres.sh
work=$(mktemp -d)
chmod 711 "$work"
cleanup() {
    for each in "$work"/*/; do "$tool" stop "$each" >/dev/null 2>&1 || true; done
    rm -rf "$work"
}
trap cleanup EXIT

failed=0
check() {
    local what=$1
    shift
    if "$@"; then
        printf 'ok: %s\n' "$what"
    else
        printf 'FAILED: %s\n' "$what"
        failed=$((failed + 1))
    fi
}
equal() { [ "$1" = "$2" ] || { printf '  found "%s", expected "%s"\n' "$1" "$2" && false; }; }
query() { psql -X -Atq "$1" -c "$2"; }
refused() { ! "$@" >/dev/null 2>&1; }

"$tool" start "$work/a" >"$work/a.url" &
first=$!
"$tool" start "$work/b" --tcp >"$work/b.url"
wait "$first"
a=$(cat "$work/a.url") b=$(cat "$work/b.url")
query "$a" 'create table only_in_a (x int)'
check "two servers started at once are two" \
    equal "$(query "$b" "select count(*) from pg_class where relname = 'only_in_a'")" 0
check "fsync stays on" equal "$(query "$a" 'show fsync')" on
check "without --tcp nothing listens on a port" equal "$(query "$a" 'show listen_addresses')" ""
port=$(query "$b" 'show port')
check "a port lies below the ephemeral range" test "$port" -lt 32768
check "the URL of --tcp answers on 127.0.0.1" equal "$(query "$b" 'select host(inet_server_addr())')" 127.0.0.1
check "starting a running one gives the same server" equal "$("$tool" start "$work/a")" "$a"
check "its table is still there" equal "$(query "$a" 'select count(*) from only_in_a')" 0

kill -9 "$(head -n 1 "$work/a/data/postmaster.pid")"
a=$("$tool" start "$work/a")
check "what a killed run left behind is cleared and started anew" \
    equal "$(query "$a" "select count(*) from pg_class where relname = 'only_in_a'")" 0

mkdir "$work/mine" && echo precious >"$work/mine/file"
check "a directory with other things in it is refused" refused "$tool" start "$work/mine"
check "and not removed by stop" refused "$tool" stop "$work/mine"
check "and its file is untouched" equal "$(cat "$work/mine/file")" precious

pid=$(head -n 1 "$work/a/data/postmaster.pid")
"$tool" stop "$work/a"
check "stop ends the server" refused readlink "/proc/$pid/exe"  # a zombie may keep the pid itself
check "stop removes the directory" test ! -e "$work/a"
check "stopping twice is harmless" "$tool" stop "$work/a"
[ "$failed" -eq 0 ]
