# shellcheck shell=bash disable=SC2034,SC2154 # dev/bench and its parts share variables
# What is measured. Contestants take turns in short slices: what else happens on the machine then hits all of them.

# The events of 'stored' and of the memory on the way; less with --quick.
million=${million:-1000000}

part_throughput() {
  enter "${all_contestants[@]}"
  warm "${entered[@]}"
  turns measure=closed --updates 1
}

# turns LABEL FLAGS…
turns() {
  local label=$1 round name
  shift
  for ((round = 1; round <= rounds; round++)); do
    for name in "${entered[@]}"; do
      deliver "$name" "$label,round=$round" --warmup 1s --duration "${slice}s" "$@" || true
    done
  done
}

part_batches() {
  local updates
  enter receiver no-store go-append express
  warm "${entered[@]}"
  for updates in 10 100; do turns "measure=closed,updates=$updates" --updates "$updates"; done
}

part_latency() {
  local rate name round
  local -A saturated=()
  enter receiver go-append express express-sqlite go-postgres
  warm "${entered[@]}"
  for rate in 1000 2000 4000 8000 12000 16000 20000; do
    for ((round = 1; round <= (rate == 1000 ? rounds : (rounds + 1) / 2); round++)); do
      for name in "${entered[@]}"; do
        [[ -z ${saturated[$name]:-} ]] || continue
        deliver "$name" "measure=open,rate=$rate,round=$round" --warmup 1s --duration "${slice}s" --rate "$rate" || saturated[$name]=yes
        ! is_late "$name" || saturated[$name]=yes
      done
    done
  done
}

# is_late NAME: whether its last slice shows that it cannot keep up: answers took seconds.
is_late() {
  local last
  last=$(grep "\"contestant\":\"$1\"" "$results/$part.jsonl" | tail -n 1)
  [[ $last =~ \"p50\":([0-9]+) ]] && ((BASH_REMATCH[1] >= 500))
}

part_start() {
  local round starts=$((rounds * 2 + 1))
  prepare_receiver
  receiver_command receiver
  for ((round = 1; round <= starts; round++)); do
    start_once "measure=start,contestant=receiver,round=$round" --idle "$((round == starts ? 10 : 0))s"
  done
}

start_once() {
  record "$1" start --url "http://127.0.0.1:${ports[receiver:management]}/health/ready" \
    --output target/bench/log/start.log "${@:2}" -- "${command[@]}" || leave_out receiver "$reason"
}

part_reading() {
  local events=$((million / 2)) round
  enter receiver
  fill receiver "$events" 100
  for ((round = 0; round <= rounds; round++)); do
    # The first round warms up.
    read_events pull "$round" "$events" || break
  done
  for ((round = 0; round <= rounds; round++)); do
    read_events stream "$round" "$events" || break
  done
}

read_events() {
  local target=http://127.0.0.1:${ports[receiver:api]}/v1/events
  record "measure=$1,contestant=receiver,round=$2" "$1" --url "$target" --token "$api_token" --events "$(($3 * 9 / 10))" \
    --pids "$(pids_of receiver)" || { leave_out "receiver, $1" "$reason" && return 1; }
}

part_stored() {
  local step
  enter receiver
  warm receiver
  stored_figures
  for ((step = 1; step <= 10; step++)); do
    fill receiver "$((million / 10))" 1 "measure=memory"
  done
  stored_figures
  [[ -n $full ]] || return 0
  need_room 20
  fill receiver "$((9 * million))" 100 "measure=fill"
  stored_figures
}

# stored_figures: those of a receiver that runs, then those of its start.
stored_figures() {
  local round events
  events=$(curl --silent --fail "http://127.0.0.1:${ports[receiver:management]}/metrics" | awk '$1 == "instagram_log_events" { printf "%.0f", $2 }')
  for ((round = 1; round <= rounds; round++)); do
    deliver receiver "measure=closed,events=$events,round=$round" --warmup 1s --duration "${slice}s"
    deliver receiver "measure=open,events=$events,rate=1000,round=$round" --warmup 1s --duration "${slice}s" --rate 1000
  done
  stop receiver
  printf '{"labels":{"part":"stored","contestant":"receiver","measure":"disk","events":"%s"},"result":{"diskBytes":%s}}\n' \
    "$events" "$(du -sb "$data/receiver/data" | cut -f 1)" >>"$results/$part.jsonl"
  receiver_command receiver
  for ((round = 1; round <= 3; round++)); do start_once "measure=start,contestant=receiver,events=$events,round=$round"; done
  launch_receiver receiver
  warm receiver
}

# need_room GIB
need_room() {
  local free
  free=$(df --output=avail --block-size=1G "$data" | tail -n 1)
  ((free >= $1)) || die "10 million events need $1 GiB in /var/tmp, and it has $free: make room, or leave out --full"
}
