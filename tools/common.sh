# Shared by ./run and ./test: what to install, the compiler cache, the web build. Sourced, never run.
# shellcheck shell=bash
set -euo pipefail

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }
die() {
    printf 'error: %s\n' "$*" >&2
    exit 2
}

root_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root_dir"

# The same text compiles to the same object in every clone, so clones share the cache.
export CCACHE_BASEDIR=$root_dir CCACHE_NOHASHDIR=1
jobs=$(nproc)

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "this needs root or sudo: $*"
    fi
}

# packages_of GROUP...: the names of tools/packages.txt in these groups.
packages_of() {
    local wanted=" $* " group name rest
    while read -r group name rest; do
        case "$group" in '' | '#'*) continue ;; esac
        [[ $wanted == *" $group "* ]] && printf '%s\n' "$name"
    done <tools/packages.txt
    return 0
}

has_node() {
    local version
    command -v npm >/dev/null && version=$(node --version 2>/dev/null) || return 1
    version=${version#v}
    [ "${version%%.*}" -ge 18 ]
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# need_packages GROUP...: installs only what is missing, so that a second run is quick and works offline.
need_packages() {
    local name missing=() groups=("$@")
    has_node || groups+=(web)
    command -v dpkg-query >/dev/null || die "Debian 12 is needed (there is no dpkg here)"
    while read -r name; do
        is_installed "$name" || missing+=("$name")
    done < <(packages_of "${groups[@]}")
    [ ${#missing[@]} -eq 0 ] && return 0
    say "installing ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || die "apt-get update failed"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" ||
        die "apt-get could not install ${missing[*]}"
}

configure() { # PRESET
    mkdir -p build
    cmake --preset "$1" >"build/configure-$1.log" 2>&1 || {
        cat "build/configure-$1.log" >&2
        return 1
    }
}

# build PRESET [TARGET...]: configures and builds; a second call only looks.
build() {
    local preset=$1
    shift
    configure "$preset"
    if [ $# -gt 0 ]; then
        cmake --build --preset "$preset" -j"$jobs" --target "$@"
    else
        cmake --build --preset "$preset" -j"$jobs"
    fi
}

# The web pages into web/dist. npm is asked only when the lock file has changed since the last time.
build_web() {
    [ -f web/package.json ] || return 0
    local stamp=web/node_modules/.installed-lock
    if ! cmp -s web/package-lock.json "$stamp"; then
        say "fetching what web/ needs"
        # Not `npm ci`: it wants a line for the builds of every other platform, which not every registry carries.
        npm --prefix web install --no-save --no-audit --no-fund --loglevel=error
        cp web/package-lock.json "$stamp"
    fi
    npm --prefix web run --silent build
}
