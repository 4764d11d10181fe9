# shellcheck shell=bash
# What a script tells its user. All of it goes to stderr: stdout is for results.

# No script ends without a word.
set -o errtrace
trap 'say "error: $BASH_COMMAND (${BASH_SOURCE[0]}, line $LINENO)"' ERR

say() { printf '%s\n' "$*" >&2; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# step TEXT COMMAND…
# Runs a command silently. After 5 s, and every 10 s from then on, tells for how long and what it wrote last.
# If the command fails, shows the end of what it wrote, and the script ends.
step() {
  try "$@"
  ((try_status == 0)) || die "this failed: $1"
}

# try TEXT COMMAND…: as step, but the script goes on, with the command's status in $try_status.
try() {
  local text=$1 log pid started=$SECONDS next=5
  shift
  say "$text"
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  # What a script runs in the background ignores Ctrl-C.
  trap 'kill "$pid" 2>/dev/null; rm -f "$log"; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    if ((SECONDS - started >= next)); then
      say "  … $((SECONDS - started)) s  $(tail -n 1 "$log" | cut -c 1-100)"
      next=$((next + 10))
    fi
    sleep 0.1
  done
  trap - INT TERM
  try_status=0
  wait "$pid" || try_status=$?
  ((try_status == 0)) || tail -n 40 "$log" | cut -c 1-200 >&2
  rm -f "$log"
}
