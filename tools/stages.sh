# The stages of ./test: each runs to its end whatever became of the one before, and the last line counts them all.
# Sourced, never run; wants tools/common.sh and a directory $scratch.
# shellcheck shell=bash
set -euo pipefail

passed=0 failed=0 stages=() stage_pid='' stage_ok=yes

# stage NAME COMMAND...: runs it and remembers how it went, in $stage_ok too. A stage that counts its own cases
# writes "passed failed" to $scratch/counts; any other counts as one. To be called alone on its line: in what
# `if`, `&&` or `||` ask about, bash takes no failure but the last command's for one (`set -e` sleeps).
stage() {
    local name=$1 from=$SECONDS status=0 good bad
    shift
    say "$name"
    rm -f "$scratch/counts"
    # In a process group of its own, so that an interrupt ends all of it.
    set -m
    (
        set -euo pipefail
        "$@"
    ) &
    stage_pid=$!
    set +m
    wait "$stage_pid" || status=$?
    stage_pid=''
    if [ -f "$scratch/counts" ]; then
        read -r good bad <"$scratch/counts"
        [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
    elif [ "$status" -eq 0 ]; then
        good=1 bad=0
    else
        good=0 bad=1
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    stage_ok=$([ "$bad" -eq 0 ] && echo yes || echo no)
    stages+=("$(printf '%-28s %5d s   %s' "$name" $((SECONDS - from)) \
        "$([ "$stage_ok" = yes ] && echo passed || echo FAILED)")")
}

# The last lines; 1 when anything failed.
summary() {
    printf '\n'
    printf '%s\n' "${stages[@]}"
    printf '%-28s %5d s\n\n' total "$SECONDS"
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
}
