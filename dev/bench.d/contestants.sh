# shellcheck shell=bash disable=SC2034,SC2154 # dev/bench and its parts share variables
# The contestants. enter NAME… makes each ready and starts it; one that cannot be had is left out with the reason.
# In what it calls, "set -e" has no effect: what may fail is followed by && or ||.

all_contestants=(receiver no-store go-append express express-sqlite go-postgres)
declare -A urls=()
entered=()
# Programs of dev/bench.d instead of the cluster's.
go_modules=$PWD/dev/bench.d

enter() {
  local name
  entered=()
  for name in "$@"; do
    reason=
    say "Starting $name"
    if "enter_${name//-/_}"; then
      entered+=("$name")
    else
      stop "$name"
      leave_out "$name" "${reason:-it did not start; see target/bench/log/$name.log}"
    fi
  done
}

# leave_out NAME REASON: says so in the table.
leave_out() {
  say "Left out: $1: $2"
  printf '{"labels":{"part":"%s","contestant":"%s"},"leftOut":"%s"}\n' "$part" "$1" "${2//[\"\\]/}" >>"$results/$part.jsonl"
}

enter_receiver() {
  prepare_receiver || return
  launch_receiver receiver
}

enter_no_store() {
  prepare_receiver || return
  no_store_agent || return
  receiver_folder no-store
  # The JVM takes no ahead-of-time cache together with an agent. That costs at the start only.
  sed -i /AOTCache/d "$data/no-store/java.options"
  launch_receiver no-store "-javaagent:$agent"
}

enter_go_append() {
  (go_binaries go-append go-append) || { reason="its program could not be built" && return 1; }
  go_contestant go-append "$data/go-append.log"
}

enter_go_postgres() {
  (go_binaries go-postgres go-postgres) || { reason="its program could not be built" && return 1; }
  enter_postgres || return
  # Go's default of four connections would be the limit, and not PostgreSQL.
  go_contestant go-postgres "host=$data/postgres user=postgres dbname=postgres pool_max_conns=16"
  # Its processor time is that of both.
  server_pids[go-postgres]=${pids[go-postgres]},${pids[postgres]}
}

go_contestant() {
  local port
  port=$(free_port)
  launch "$1" "$(go_folder "$1")/$1" "127.0.0.1:$port" "$app_secret" "$2"
  urls[$1]=http://127.0.0.1:$port/webhooks/social/acme
  await_port "$1" "$port"
}

# enter_postgres: PostgreSQL as Debian packs it, with its defaults but for the place of its data and its socket.
enter_postgres() {
  local programs as=()
  try "Looking for PostgreSQL" install_postgres
  ((try_status == 0)) || { reason="PostgreSQL could not be installed" && return 1; }
  programs=$(postgres_programs)
  describe PostgreSQL "$("$programs/postgres" --version)"
  mkdir -p "$data/postgres" || return
  if ((EUID == 0)); then
    # It refuses to run as root.
    chown postgres: "$data/postgres"
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  fi
  try "Making a database" "${as[@]}" "$programs/initdb" --pgdata="$data/postgres/data" --username=postgres --auth=trust
  ((try_status == 0)) || { reason="initdb failed" && return 1; }
  launch postgres "${as[@]}" "$programs/postgres" -D "$data/postgres/data" -k "$data/postgres" -c listen_addresses=
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    if "$programs/pg_isready" --quiet --host="$data/postgres"; then return; fi
    sleep 0.1
  done
  reason="PostgreSQL did not start; see target/bench/log/postgres.log"
  return 1
}

postgres_programs() { find /usr/lib/postgresql -path '*/bin/initdb' -printf '%h\n' 2>/dev/null | sort -V | tail -n 1; }

install_postgres() {
  [[ -z $(postgres_programs) ]] || return 0
  ((EUID == 0)) || die "install PostgreSQL with: sudo apt-get install postgresql"
  # Debian's package would make a database of its own, and start it.
  local settings=/etc/postgresql-common/createcluster.conf
  debian_packages postgresql-common
  cp "$settings" "$data/createcluster.conf" &&
    pg_conftool "$settings" set create_main_cluster false &&
    debian_packages postgresql &&
    cp "$data/createcluster.conf" "$settings"
}

enter_express() { express_contestant express; }

enter_express_sqlite() { express_contestant express-sqlite "$data/express.db"; }

express_contestant() {
  local name=$1 port
  port=$(free_port)
  try "Installing Express and Node" install_express
  ((try_status == 0)) || { reason="Express could not be installed from npm" && return 1; }
  describe "Node and Express" "$("$(node_program)" --version), $(sed -nE 's/.*"express": "(.*)".*/\1/p' dev/bench.d/express/package.json)"
  launch "$name" env NODE_ENV=production "$(node_program)" "$(express_folder)/handler.js" "$port" "$app_secret" "${@:2}"
  urls[$name]=http://127.0.0.1:$port/webhooks/social/acme
  await_port "$name" "$port"
}

express_folder() { echo "$cache/express-$(cat dev/bench.d/express/* | sha256sum | cut -c 1-8)"; }

node_program() { find "$(express_folder)"/node_modules/node-linux-*/bin/node; }

install_express() {
  local folder
  folder=$(express_folder)
  [[ ! -f $folder/.done ]] || return 0
  command -v npm >/dev/null || debian_packages npm
  mkdir -p "$folder" &&
    cp dev/bench.d/express/{package.json,package-lock.json,handler.js} "$folder" &&
    (cd "$folder" && npm ci --no-audit --no-fund) &&
    touch "$folder/.done"
}
