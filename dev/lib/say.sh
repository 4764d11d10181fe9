# shellcheck shell=bash
# What a script tells its user. All of it goes to stderr: stdout is for results.

say() { printf '%s\n' "$*" >&2; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# step TEXT COMMAND…
# Runs a command silently. After 5 s, and then every 10 s, tells how long it has been at it and the last line it wrote.
# If the command fails, shows what it wrote and ends the script.
step() {
  local text=$1 log pid started=$SECONDS next=5 status=0
  shift
  say "$text"
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  # Commands in the background of a script ignore Ctrl-C.
  trap 'kill "$pid" 2>/dev/null; rm -f "$log"; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    if ((SECONDS - started >= next)); then
      say "  … $((SECONDS - started)) s  $(tail -n 1 "$log" | cut -c 1-100)"
      next=$((next + 10))
    fi
    sleep 0.2
  done
  trap - INT TERM
  wait "$pid" || status=$?
  if ((status != 0)); then
    tail -n 40 "$log" >&2
    rm -f "$log"
    die "this failed: $text"
  fi
  rm -f "$log"
}
