# shellcheck shell=bash
# The cluster is one that kind makes in Docker.
source "${BASH_SOURCE[0]%/*}/say.sh"
source "${BASH_SOURCE[0]%/*}/cache.sh"
source "${BASH_SOURCE[0]%/*}/client-tools.sh"

kind_name=instagram-operator
kind_kubeconfig=$cache/kind.kubeconfig

cluster_up() {
  client_tools
  if kind_exists && ! kind_is_ready; then
    step "Removing a kind cluster that does not answer" kind delete cluster --name "$kind_name"
  fi
  kind_exists || step "Creating a kind cluster" \
    kind create cluster --name "$kind_name" --kubeconfig "$kind_kubeconfig" --wait 5m
  say "The cluster is up."
}

cluster_down() {
  step "Removing the kind cluster" kind delete cluster --name "$kind_name" --kubeconfig "$kind_kubeconfig"
  rm -f "$kind_kubeconfig"
}

cluster_status() {
  client_tools
  if ! kind_exists; then
    say "down (kind)"
    exit 1
  fi
  kind_is_ready
  say "up (kind)"
  kubectl --kubeconfig="$kind_kubeconfig" get nodes -o wide
}

cluster_env() {
  client_tools
  [[ -f $kind_kubeconfig ]] || die "the cluster is down: start it with dev/cluster up"
  printf "export KUBECONFIG=%q PATH=%q\$PATH\n" "$kind_kubeconfig" "$client_path"
}

cluster_load() {
  local file
  for file in "$@"; do
    step "Loading $file" kind load image-archive --name "$kind_name" "$file"
  done
}

kind_exists() { kind get clusters 2>/dev/null | grep -qx "$kind_name"; }

kind_is_ready() {
  kind export kubeconfig --name "$kind_name" --kubeconfig "$kind_kubeconfig" 2>/dev/null &&
    kubectl --kubeconfig="$kind_kubeconfig" wait node --all --for=condition=Ready --timeout=30s >/dev/null
}
