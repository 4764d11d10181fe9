# shellcheck shell=bash disable=SC2034,SC2154 # dev/bench and its parts share variables
# Events pushed to a sink on the same cores. Subscriptions come and go in the configuration of a receiver that runs.

readonly signing_secret=whsec_YmVuY2gtc2lnbmluZy1zZWNyZXQtb2YtMzItYnl0ZXM=

part_push() {
  local round events=$((million * 3 / 10))
  enter receiver
  warm receiver
  printf %s "$signing_secret" >"$data/receiver/secrets/push"
  cp "$data/receiver/config.yaml" "$data/config.base"
  fill receiver "$events" 10
  for ((round = 0; round <= rounds; round++)); do
    # The first round warms up.
    drain "measure=drain,round=$round" "$events"
  done
  for ((round = 1; round <= rounds; round++)); do
    push_at_a_rate "measure=one,round=$round" one
    push_at_a_rate "measure=ten,round=$round" one two three four five six seven eight hangs dead
  done
  fill receiver "$((million - events - warm_up))" 10
  drain "measure=backlog" "$million"
}

# drain LABELS EVENTS: a new subscription gets what the log holds already.
drain() {
  open_sink "$1" /drain --events "$2" --duration 10m
  subscribe Earliest drain
  close_sink "$1"
}

# push_at_a_rate LABELS NAME…: a subscription each; "hangs" is never answered, nobody listens to "dead".
push_at_a_rate() {
  local labels=$1 name healthy=
  shift
  for name in "$@"; do
    [[ $name == hangs || $name == dead ]] || healthy+=,/$name
  done
  open_sink "$labels" "${healthy#,}" --warmup 2s --duration "$((slice + 4))s"
  subscribe Now "$@"
  deliver receiver "${labels/measure=/measure=webhook-}" --warmup 2s --duration "${slice}s" --rate 500 || true
  close_sink "$labels"
}

# subscribe START NAME…: these instead of those before.
subscribe() {
  local start=$1 name port
  shift
  {
    cat "$data/config.base"
    echo "network: {allow: [127.0.0.0/8]}"
    echo "subscriptions:"
    for name in "$@"; do
      port=$sink_port
      [[ $name != dead ]] || port=$(free_port)
      echo "- {name: $name, start: $start, http: {url: 'http://127.0.0.1:$port/$name', signingSecretFiles: [secrets/push]}}"
    done
  } >"$data/receiver/config.new"
  mv "$data/receiver/config.new" "$data/receiver/config.yaml"
  await_subscriptions "$#"
}

await_subscriptions() {
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    [[ $(curl --silent "http://127.0.0.1:${ports[receiver:management]}/status" | grep -o '"breaker"' | wc -l) != "$1" ]] || return 0
    sleep 0.1
  done
  say "  the receiver did not take up its $1 subscriptions"
}

# open_sink LABELS PATHS FLAGS…
open_sink() {
  local label flags=(--label "part=$part" --label "contestant=receiver") paths=$2
  for label in ${1//,/ }; do flags+=(--label "$label"); done
  shift 2
  sink_port=$(free_port)
  "$generator" sink "${flags[@]}" --listen "127.0.0.1:$sink_port" --paths "$paths" --secret "$signing_secret" \
    --pids "$(pids_of receiver)" "$@" >"$data/pushed" 2>"$data/error" &
  pids[sink]=$!
  await_port sink "$sink_port"
}

# close_sink LABELS: waits until it has all, and takes the subscriptions away.
close_sink() {
  local line
  wait "${pids[sink]}" || say "  $1: $(<"$data/error")"
  unset "pids[sink]"
  line=$(<"$data/pushed")
  printf '%s\n' "$line" >>"$results/$part.jsonl"
  say "  ${1//,/ }: $(brief "$line")"
  cp "$data/config.base" "$data/receiver/config.new"
  mv "$data/receiver/config.new" "$data/receiver/config.yaml"
  await_subscriptions 0
}
