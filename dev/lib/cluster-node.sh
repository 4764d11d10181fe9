# shellcheck shell=bash
# The cluster is one real node on this machine: Kubernetes from Go modules, Debian's containerd.
# It accepts NetworkPolicies, but does not enforce them.
source "${BASH_SOURCE[0]%/*}/say.sh"
source "${BASH_SOURCE[0]%/*}/debian.sh"
source "${BASH_SOURCE[0]%/*}/go-binaries.sh"
source "${BASH_SOURCE[0]%/*}/node-folder.sh"
source "${BASH_SOURCE[0]%/*}/node-network.sh"
source "${BASH_SOURCE[0]%/*}/node-state.sh"
source "${BASH_SOURCE[0]%/*}/node-images.sh"
source "${BASH_SOURCE[0]%/*}/node-start.sh"

PATH=$PATH:/usr/sbin:/sbin # "su" leaves them out

cluster_up() {
  [[ $(uname -s) == Linux ]] || die "no cluster can be made here: start Docker and install kind, or name a context in KUBE_CONTEXT"
  need_root
  if node_is_ready; then
    say "The cluster is up."
    return
  fi
  [[ -d $state || ! -S /var/lib/kubelet/device-plugins/kubelet.sock ]] ||
    die "a kubelet runs on this machine (/var/lib/kubelet/device-plugins/kubelet.sock), and there can be one only: name a context of its cluster in KUBE_CONTEXT"
  debian_packages containerd runc containernetworking-plugins iptables iproute2 procps curl openssl busybox-static
  build_binaries
  if is_from_another_boot; then
    say "Removing what a reboot left of the cluster"
    wipe
  fi
  if [[ -d $state ]]; then
    try "Repairing the cluster" start_node
    if ((try_status != 0)); then
      say "That failed: starting again from nothing"
      wipe
    fi
  fi
  [[ -d $state ]] || step "Starting the cluster" start_node
  say "The cluster is up."
}

cluster_down() {
  need_root
  wipe
  say "The cluster is gone."
}

cluster_status() {
  need_root
  local name
  if [[ ! -d $state ]]; then
    say "down (one node on this machine)"
    exit 1
  fi
  for name in "${components[@]}"; do
    is_running "$name" || say "$name is not running, see $state/log/$name.log"
  done
  if ! node_is_ready; then
    say "not ready (one node on this machine): dev/cluster up repairs it"
    exit 1
  fi
  say "up (one node on this machine)"
  as_admin get nodes -o wide
}

cluster_env() {
  need_root
  [[ -f $admin_kubeconfig ]] || die "the cluster is down: start it with dev/cluster up"
  cat <<END
export KUBECONFIG=$admin_kubeconfig
export NO_PROXY=$addresses\${NO_PROXY:+,\$NO_PROXY}
export CONTAINERD_ADDRESS=$containerd_socket CONTAINERD_NAMESPACE=k8s.io
export PATH=$kubernetes:$(go_folder helm):\$PATH
END
}

cluster_load() {
  local file
  need_root
  is_running containerd || die "the cluster is down: start it with dev/cluster up"
  for file in "$@"; do
    step "Loading $file" import_image "$file"
  done
}

need_root() { ((EUID == 0)) || die "a node on this machine needs root: use sudo, or kind with Docker, or name a context in KUBE_CONTEXT"; }

build_binaries() {
  [[ -x $kubernetes/kubelet ]] || say "Building Kubernetes, etcd, CoreDNS and Helm, once: about 10 minutes on two cores"
  go_binaries etcd etcd
  go_binaries kubernetes kube-apiserver kubectl kube-controller-manager kube-scheduler kubelet kube-proxy
  go_binaries coredns coredns
  go_binaries local-path-provisioner local-path-provisioner
  go_binaries pause pause
  go_binaries helm helm
}
