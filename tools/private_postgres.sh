#!/usr/bin/env bash
# A private PostgreSQL for tests: its own directory, its own socket, gone afterwards.
#
#   url=$(tools/private_postgres.sh start DIR [--tcp] [--vacuum])    prints a libpq URL
#   tools/private_postgres.sh stop DIR                               stops the server and removes DIR
#
# DIR must be empty, absent, or left behind by an earlier run (a running server there is used again, a
# dead one is cleared away). The socket is open to the server's user and root alone; --tcp also listens
# on a free port of 127.0.0.1, below the range the kernel hands out. fsync stays on. Nothing runs in it by
# itself unless --vacuum is given: while the server analyses a table, what others write cannot be sealed yet,
# and a story that seals and looks would see less than it wrote.
set -euo pipefail

readonly kMarker=.liandong-private-postgres
readonly kStartAttempts=5 kStartSeconds=60 kStopSeconds=30

die() {
    printf 'private_postgres: %s\n' "$*" >&2
    exit 2
}

find_binaries() {
    local version
    for version in 15 16 17 18; do
        if [ -x "/usr/lib/postgresql/$version/bin/postgres" ]; then
            printf '/usr/lib/postgresql/%s/bin' "$version"
            return
        fi
    done
    die "PostgreSQL 15 or newer is not installed (apt-get install postgresql-15)"
}

# PostgreSQL refuses to run as root. An empty environment keeps the caller's PG* variables out.
as_server() {
    local command=(env -i PATH="/usr/bin:/bin" LC_ALL=C.UTF-8 "$@")
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "${command[@]}"
    else
        "${command[@]}"
    fi
}

# A server's working directory is its data: a pid that another process has since been given is not it.
is_running() {
    local pid
    pid=$(head -n 1 "$dir/data/postmaster.pid" 2>/dev/null) || return 1
    [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$dir/data" ]
}

free_port() {
    local port
    for _ in $(seq 100); do
        port=$((15000 + RANDOM % 15000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            printf '%s' "$port"
            return
        fi
    done
    die "no free port between 15000 and 29999"
}

print_url() { cat "$dir/url"; }

prepare_directory() {
    if [ -e "$dir" ] && [ ! -f "$dir/$kMarker" ] && [ -n "$(ls -A "$dir" 2>/dev/null)" ]; then
        die "$dir holds something else; give an empty directory"
    fi
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd -P)
    [[ $dir =~ ^[A-Za-z0-9._/-]+$ ]] || die "the path may hold only letters, digits and ._/-: $dir"
    # A Unix socket's path ends at 107 bytes.
    [ $((${#dir} + 16)) -le 107 ] || die "the path is too long for a socket: $dir"
    touch "$dir/$kMarker"
    chmod 711 "$dir"
    rm -rf "${dir:?}/data" "$dir/url" "$dir"/.s.PGSQL.*
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$dir"
    fi
    as_server test -x "$dir" || die "user postgres cannot reach $dir (a parent directory is closed)"
}

start() {
    if [ -f "$dir/$kMarker" ] && [ -f "$dir/url" ] && is_running; then
        print_url
        return
    fi
    prepare_directory
    as_server "$bin/initdb" -D "$dir/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 \
        >"$dir/initdb.log" 2>&1 || {
        cat "$dir/initdb.log" >&2
        die "initdb failed"
    }
    cat >>"$dir/data/postgresql.conf" <<CONF
unix_socket_directories = '$dir'
unix_socket_permissions = 0700
fsync = on
synchronous_commit = on
max_connections = 200
shared_buffers = 128MB
autovacuum = $vacuum
CONF
    local attempt port url
    for attempt in $(seq "$kStartAttempts"); do
        if [ "$tcp" = yes ]; then
            port=$(free_port)
            printf "listen_addresses = '127.0.0.1'\nport = %s\n" "$port" >>"$dir/data/postgresql.conf"
            url="postgresql://postgres@127.0.0.1:$port/postgres"
        else
            printf "listen_addresses = ''\n" >>"$dir/data/postgresql.conf"
            url="postgresql:///postgres?host=$dir&user=postgres"
        fi
        # Between the look and the start another program may take the port: then try the next one.
        if as_server "$bin/pg_ctl" -D "$dir/data" -l "$dir/data/server.log" -w -t "$kStartSeconds" start \
            >"$dir/start.log" 2>&1; then
            printf '%s\n' "$url" >"$dir/url"
            print_url
            return
        fi
        [ "$tcp" = yes ] || break
    done
    cat "$dir/start.log" >&2
    tail -n 20 "$dir/data/server.log" >&2 || true
    die "the server did not start (attempt $attempt)"
}

stop() {
    [ -d "$dir" ] || return 0
    [ -f "$dir/$kMarker" ] || die "$dir is not ours; nothing was touched"
    dir=$(cd "$dir" && pwd -P)
    if is_running; then
        as_server "$bin/pg_ctl" -D "$dir/data" -m fast -w -t "$kStopSeconds" stop >/dev/null 2>&1 ||
            as_server "$bin/pg_ctl" -D "$dir/data" -m immediate -w -t "$kStopSeconds" stop >/dev/null 2>&1 ||
            die "the server in $dir did not stop"
    fi
    rm -rf "${dir:?}"
}

readonly kUsage='usage: private_postgres.sh start DIR [--tcp] [--vacuum] | stop DIR'
action=${1:-} dir=${2:-} tcp=no vacuum=off
for option in "${@:3}"; do
    case "$option" in
        --tcp) tcp=yes ;;
        --vacuum) vacuum=on ;;
        *) die "$kUsage" ;;
    esac
done
[ -n "$dir" ] || die "$kUsage"
bin=$(find_binaries)
cd / && [[ $dir == /* ]] || dir=$OLDPWD/$dir
case "$action" in
    start) start ;;
    stop) stop ;;
    *) die "$kUsage" ;;
esac
