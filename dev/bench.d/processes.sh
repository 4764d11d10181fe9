# shellcheck shell=bash disable=SC2034,SC2154 # dev/bench and its parts share variables
# The processes and the data of a run. Nothing of them outlives it.

declare -A pids=()
trap clean_up EXIT
# What a script runs in the background ignores Ctrl-C, so it is ended here.
trap 'exit 130' INT
trap 'exit 143' TERM

# launch NAME COMMAND…: runs it until stop, with what it says in target/bench/log.
launch() {
  local name=$1
  shift
  "$@" >"target/bench/log/$name.log" 2>&1 </dev/null &
  pids[$name]=$!
}

is_alive() { [[ -n ${pids[$1]:-} ]] && kill -0 "${pids[$1]}" 2>/dev/null; }

# stop NAME: ends it, and waits until it has ended; after 20 s, not in good order.
stop() {
  local pid=${pids[$1]:-} tries
  unset "pids[$1]"
  [[ -n $pid ]] || return 0
  kill -TERM "$pid" 2>/dev/null || true
  for ((tries = 0; tries < 200; tries++)); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}

stop_all() {
  local name
  for name in "${!pids[@]}"; do stop "$name"; done
}

# forget_all: stops all, and removes their data: the next part begins afresh.
forget_all() {
  stop_all
  find "$data" -mindepth 1 -delete
}

clean_up() {
  stop_all
  rm -rf "${data:?}"
}

# Not below the checkout, which PostgreSQL's user may not be allowed to enter. /tmp may be in memory; this is not.
data=/nonexistent
make_data_folder() {
  data=$(mktemp -d /var/tmp/instagram-operator-bench.XXXXXX)
  chmod 755 "$data"
  [[ $(stat -f -c %T "$data") != tmpfs ]] || die "/var/tmp is in memory: nothing there is durable, so there is nothing to compare"
}

# await_ok_of NAME URL: waits until it answers well.
await_ok_of() {
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    if curl --silent --fail --output /dev/null --max-time 2 "$2"; then return; fi
    is_alive "$1" || return 1
    sleep 0.1
  done
  return 1
}

# await_port NAME PORT: waits until it listens there.
await_port() {
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    if (: </dev/tcp/127.0.0.1/"$2") 2>/dev/null; then return; fi
    is_alive "$1" || return 1
    sleep 0.1
  done
  return 1
}
