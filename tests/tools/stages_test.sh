#!/usr/bin/env bash
# tools/stages.sh: a failure in the middle of a stage is a failure, and the stages after it run all the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

scratch=$(mktemp -d)
export scratch
trap 'rm -rf "$scratch"' EXIT
cat >"$scratch/script" <<'SCRIPT'
source tools/common.sh
source tools/stages.sh
fails_in_the_middle() {
    false
    echo 'this line must not be reached'
}
counts_seven() { echo '6 1' >"$scratch/counts"; }
stage 'good' true
stage 'broken' fails_in_the_middle
[ "$stage_ok" = no ]
stage 'counting' counts_seven
stage 'last' true
[ "$stage_ok" = yes ]
summary
SCRIPT

status=0
said=$(bash "$scratch/script" 2>&1) || status=$?
expect() {
    grep -qE "$1" <<<"$said" || {
        printf 'not said: %s\n%s\n' "$1" "$said"
        exit 1
    }
}
[ "$status" -eq 1 ] || { printf 'ended with %s\n%s\n' "$status" "$said" && exit 1; }
expect '^good +[0-9]+ s   passed$'
expect '^broken +[0-9]+ s   FAILED$'
expect '^counting +[0-9]+ s   FAILED$'
expect '^last +[0-9]+ s   passed$'
expect '^8 passed, 2 failed$'
if grep -q 'must not be reached' <<<"$said"; then
    echo 'a stage went on after a failure'
    exit 1
fi
