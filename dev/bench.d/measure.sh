# shellcheck shell=bash disable=SC2034,SC2154 # dev/bench and its parts share variables
# One measurement each: what the generator prints goes into the results of the part.

declare -A server_pids=()

# deliver CONTESTANT LABEL[,LABEL…] FLAGS…: one slice of deliveries. Fails if the contestant did.
deliver() {
  local name=$1 labels=$2
  shift 2
  record "$labels,contestant=$name" send --url "${urls[$name]}" --account "$account" --secret "$app_secret" \
    --pids "$(pids_of "$name")" "$@"
}

pids_of() { echo "${server_pids[$1]:-${pids[$1]}}"; }

# record LABEL[,LABEL…] COMMAND FLAGS…: runs the generator. If that fails, says why, also in $reason.
record() {
  local labels=$1 command=$2 label line
  shift 2
  local flags=(--label "part=$part")
  for label in ${labels//,/ }; do flags+=(--label "$label"); done
  # In the background: a script that waits in the foreground cannot be ended before the program.
  "$generator" "$command" "${flags[@]}" "$@" >"$data/result" 2>"$data/error" &
  pids[generator]=$!
  if ! wait "${pids[generator]}"; then
    unset "pids[generator]"
    reason=$(tail -n 1 "$data/error" | sed 's/^error: //')
    say "  ${labels//,/ }: $reason"
    return 1
  fi
  unset "pids[generator]"
  line=$(<"$data/result")
  printf '%s\n' "$line" >>"$results/$part.jsonl"
  say "  ${labels//,/ }: $(brief "$line")"
}

# brief LINE: prints the figures of a result that tell how it goes.
brief() {
  local key text=
  for key in requestsPerSecond eventsPerSecond p99 serverCpuMicrosPerRequest serverCpuMicrosPerEvent startMillis duplicates disordered othersShare; do
    [[ $1 =~ \"$key\":([0-9]+(\.[0-9]{1,2})?) ]] && text+="$key ${BASH_REMATCH[1]}  "
  done
  echo "$text"
}

# warm NAME…: sends until the compilers of Java and JavaScript have seen enough; a slow one needs no more than its time.
warm() {
  local name
  for name in "$@"; do
    say "Warming up $name"
    record "measure=warm-up,contestant=$name" send --url "${urls[$name]}" --secret "$app_secret" --warmup 0s \
      --events "$warm_up" --duration 30s || true
  done
}

# fill NAME EVENTS UPDATES [LABELS]: sends until so many have been acknowledged.
fill() {
  local name=$1 events=$2 updates=$3
  deliver "$name" "${4:-measure=fill}" --events "$events" --updates "$updates" --warmup 0s --duration 1h
}

# describe WHAT VALUE: a line about this run in the table, instead of the one of an earlier run.
describe() {
  local file=$results/machine.tsv
  touch "$file"
  grep -v "^$1"$'\t' "$file" >"$file.new" || true
  printf '%s\t%s\n' "$1" "$2" >>"$file.new"
  mv "$file.new" "$file"
}

commit() {
  local changed=
  git diff --quiet HEAD 2>/dev/null || changed=" and changes"
  echo "$(git rev-parse --short HEAD 2>/dev/null || echo unknown)$changed"
}

describe_machine() {
  describe processor "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores"
  describe memory "$(awk '/MemTotal/ {printf "%.0f", $2 / 1048576}' /proc/meminfo) GiB"
  describe kernel "$(uname -sr)"
  describe "file system" "$(df --output=fstype "$data" | tail -n 1)"
  describe "4 KiB and fdatasync" "$("$generator" sync --folder "$data" |
    sed -E 's/.*"p50":([0-9.]+).*"p99":([0-9.]+).*/\1 ms (median), \2 ms (p99)/')"
  describe Go "$(go env GOVERSION)"
}
