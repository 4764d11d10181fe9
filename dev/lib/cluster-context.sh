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

# By the names that these tools give their contexts.
cluster_load() {
  local file
  case $KUBE_CONTEXT in
    kind-*) for file in "$@"; do kind load image-archive "$file" --name "${KUBE_CONTEXT#kind-}"; done ;;
    k3d-*) k3d image import "$@" --cluster "${KUBE_CONTEXT#k3d-}" ;;
    minikube) for file in "$@"; do minikube image load --profile minikube "$file"; done ;;
    *)
      die "KUBE_CONTEXT=$KUBE_CONTEXT: only a context of kind, k3d or minikube (kind-…, k3d-…, minikube) is known to take images from a file." \
        "Into another cluster install the chart as docs/install.md says, from images in a registry that it pulls from"
      ;;
  esac
}
