# shellcheck shell=bash
# The node's processes.
source "${BASH_SOURCE[0]%/*}/say.sh"
source "${BASH_SOURCE[0]%/*}/node-folder.sh"
source "${BASH_SOURCE[0]%/*}/node-network.sh"

mark=INSTAGRAM_OPERATOR_NODE=$state

# start NAME COMMAND…: starts it inside the node's network, unless it runs.
start() {
  local name=$1
  shift
  ! is_running "$name" || return 0
  # 8 is the lock of dev/cluster, which must not outlive the script.
  setsid env "$mark" NO_PROXY="$addresses" nsenter --net="$netns" -- "$@" >>"$state/log/$name.log" 2>&1 </dev/null 8>&- &
  echo $! >"$state/run/$name.pid"
}

# A pid file may be stale and its number used again, but not by something inside the node's network.
is_running() {
  local pid
  pid=$(cat "$state/run/$1.pid" 2>/dev/null) && [[ /proc/$pid/ns/net -ef $netns ]]
}

# node_pids: prints every process of the node. Those that are started here, and containerd's shims, have the mark in their
# environment; the pods' are in network namespaces that containerd mounts in the node's folder.
node_pids() {
  {
    grep -lsF "$mark" /proc/[0-9]*/environ || true
    awk 'NR == FNR {wanted[$1]; next} $1 in wanted {print $2}' <(node_namespaces) <(stat -Lc '%i %n' /proc/[0-9]*/ns/net 2>/dev/null || true)
  } | cut -d / -f 3 | sort -u
}

node_namespaces() {
  awk -v state="$state/" 'index($5, state) == 1 && / - nsfs / {print $5}' /proc/self/mountinfo | xargs -r stat -Lc '%i'
}

kill_node_processes() {
  local deadline=$((SECONDS + 20)) pids
  while
    pids=$(node_pids)
    [[ -n $pids ]]
  do
    ((SECONDS < deadline)) || die "these processes of the cluster do not end: ${pids//$'\n'/ }"
    # shellcheck disable=SC2086 # one argument for each
    kill -9 $pids 2>/dev/null || true
    sleep 0.2
  done
}
