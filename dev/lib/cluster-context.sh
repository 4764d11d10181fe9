# shellcheck shell=bash
# The cluster is one that the user has: the context KUBE_CONTEXT of their kubeconfig.
source "${BASH_SOURCE[0]%/*}/say.sh"
source "${BASH_SOURCE[0]%/*}/cache.sh"
source "${BASH_SOURCE[0]%/*}/client-tools.sh"

# It holds that context alone: no later command can hit another cluster, and the user's file stays as it is.
context_kubeconfig=$cache/context.kubeconfig

cluster_up() {
  write_context
  kubectl --kubeconfig="$context_kubeconfig" get --raw=/readyz --request-timeout=15s >/dev/null ||
    die "KUBE_CONTEXT=$KUBE_CONTEXT: that cluster does not answer"
  say "The cluster of the context $KUBE_CONTEXT is up."
}

write_context() {
  client_tools
  kubectl config get-contexts "$KUBE_CONTEXT" >/dev/null 2>&1 ||
    die "KUBE_CONTEXT=$KUBE_CONTEXT: your kubeconfig has no such context. It has: $(kubectl config get-contexts -o name | tr '\n' ' ')"
  (umask 077 && kubectl config view --minify --flatten --context="$KUBE_CONTEXT" >"$context_kubeconfig")
}

cluster_down() {
  rm -f "$context_kubeconfig"
  say "The cluster of the context $KUBE_CONTEXT is yours: it stays."
}

cluster_status() {
  write_context
  kubectl --kubeconfig="$context_kubeconfig" get nodes -o wide --request-timeout=15s
}

cluster_env() {
  write_context
  printf "export KUBECONFIG=%q PATH=%q\$PATH\n" "$context_kubeconfig" "$client_path"
}

cluster_load() {
  die "KUBE_CONTEXT=$KUBE_CONTEXT: images cannot be loaded into that cluster. Push them to a registry it pulls from:" \
    "docker load -i $1, then docker tag and docker push; or skopeo copy docker-archive:$1 docker://REGISTRY/NAME:TAG"
}
