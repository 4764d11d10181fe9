# shellcheck shell=bash
# The cluster is one real node on this machine: Kubernetes from Go modules, Debian's containerd.
source "${BASH_SOURCE[0]%/*}/say.sh"
source "${BASH_SOURCE[0]%/*}/debian.sh"
source "${BASH_SOURCE[0]%/*}/go-binaries.sh"
source "${BASH_SOURCE[0]%/*}/kubeconfig.sh"
source "${BASH_SOURCE[0]%/*}/certificates.sh"
source "${BASH_SOURCE[0]%/*}/image-tar.sh"
source "${BASH_SOURCE[0]%/*}/node-network.sh"
source "${BASH_SOURCE[0]%/*}/node-processes.sh"
source "${BASH_SOURCE[0]%/*}/node-state.sh"

node=dev
kubernetes=$(go_folder kubernetes)
pause=localhost/pause:1
busybox=localhost/busybox:1
server=https://$address:6443
export KUBECONFIG=$state/admin.kubeconfig

cluster_up() {
  [[ $(uname -s) == Linux ]] || die "no cluster can be made here: start Docker and install kind, or name a context in KUBE_CONTEXT"
  need_root
  if node_is_ready; then
    say "The cluster is up."
    return
  fi
  debian_packages containerd runc containernetworking-plugins iptables iproute2 procps openssl busybox-static
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
  "$kubernetes/kubectl" get nodes -o wide
}

cluster_env() {
  need_root
  cat <<END
export KUBECONFIG=$state/admin.kubeconfig
export CONTAINERD_ADDRESS=$state/run/containerd.sock CONTAINERD_NAMESPACE=k8s.io
export PATH=$kubernetes:$(go_folder helm):\$PATH
END
}

cluster_load() {
  local file
  for file in "$@"; do
    step "Loading $file" import_image "$file"
  done
}

need_root() { ((EUID == 0)) || die "a node on this machine needs root: use sudo, or kind with Docker, or name a context in KUBE_CONTEXT"; }

in_containerd() { ctr --address "$state/run/containerd.sock" --namespace k8s.io "$@"; }

import_image() { in_containerd images import "$1"; }

build_binaries() {
  go_binaries etcd etcd
  go_binaries kubernetes kube-apiserver kubectl kube-controller-manager kube-scheduler kubelet kube-proxy
  go_binaries coredns coredns
  go_binaries local-path-provisioner local-path-provisioner
  go_binaries pause pause
  go_binaries helm helm
}

components=(containerd etcd kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy coredns local-path-provisioner)

node_is_ready() {
  local name
  [[ -d $state ]] && ! is_from_another_boot && node_network_is_up || return 1
  for name in "${components[@]}"; do
    is_running "$name" || return 1
  done
  in_node curl -sf -m 2 -o /dev/null http://localhost:8181/ready &&
    in_node curl -sf -m 2 -o /dev/null http://localhost:10248/healthz &&
    kubelet_says_ready &&
    "$kubernetes/kubectl" get serviceaccount default --request-timeout=5s >/dev/null 2>&1
}

# What the API server knows of a node that was killed stays true for a while: only what this kubelet said counts.
kubelet_says_ready() {
  local ready
  ready=$("$kubernetes/kubectl" get node "$node" --request-timeout=5s \
    -o jsonpath='{range .status.conditions[?(@.type=="Ready")]}{.status} {.lastHeartbeatTime}{end}' 2>/dev/null)
  [[ $ready == "True "* && ! ${ready#True } < $(date -u -r "$state/run/kubelet.pid" +%FT%TZ) ]]
}

await_node() {
  local deadline=$((SECONDS + 90))
  until node_is_ready; do
    ((SECONDS < deadline)) || die "the node does not become ready; its logs are in $state/log"
    sleep 0.3
  done
}

start_node() {
  make_state
  write_configuration
  if ! node_network_is_up; then
    # Nothing can go on in a network that has lost its link.
    kill_node_processes
    node_network_down
    node_network_up
  fi
  start containerd containerd --config "$state/containerd.toml"
  start_apiserver
  await containerd in_containerd version
  in_containerd images ls -q | grep -qx "$busybox" || import_own_images
  await etcd curl -sf --unix-socket "$state/run/etcd.sock" http://etcd/health
  await kube-apiserver "$kubernetes/kubectl" get --raw=/readyz
  start_controllers
  start_workers
  await_node
}

write_configuration() {
  local file name
  for file in "${BASH_SOURCE[0]%/*}"/../cluster.d/node/*; do
    name=$(basename "$file")
    [[ $name == *.conflist ]] && name=cni/$name
    sed -e "s,@state@,$state,g; s,@pause@,$pause,g; s,@busybox@,$busybox,g" \
      -e "s,@bridge@,$bridge,g; s,@pods@,$pods,g; s,@address@,$address,g" "$file" >"$state/$name"
  done
  [[ -f $state/admin.kubeconfig ]] || write_credentials
}

write_credentials() {
  local pki=$state/pki name token
  certificate_authority "$pki"
  openssl genrsa -out "$pki/service-accounts.key" 2048
  certificate "$pki" server /CN=kube-apiserver \
    "DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:$node,IP:198.19.0.1,IP:$address"
  certificate "$pki" kubelet "/O=system:nodes/CN=system:node:$node"
  certificate "$pki" kube-controller-manager /CN=system:kube-controller-manager
  certificate "$pki" kube-scheduler /CN=system:kube-scheduler
  certificate "$pki" kube-proxy /CN=system:kube-proxy
  certificate "$pki" kube-apiserver /O=system:masters/CN=kube-apiserver
  for name in kubelet kube-controller-manager kube-scheduler kube-proxy; do
    kubeconfig "$server" "$pki/ca.crt" "$pki/$name.crt" "$pki/$name.key" >"$state/$name.kubeconfig"
  done
  token=$(openssl rand -hex 16)
  printf '%s,admin,admin,system:masters\n' "$token" >"$pki/tokens.csv"
  kubeconfig "$server" "$pki/ca.crt" "$token" >"$state/.admin"
  mv "$state/.admin" "$state/admin.kubeconfig" # there only if all the others are
}

import_own_images() {
  local folder
  folder=$(mktemp -d)
  umask 022
  mkdir -p "$folder/pause" "$folder/busybox/bin" "$folder/busybox/tmp"
  cp "$(go_folder pause)/pause" "$folder/pause/pause"
  image_tar "$pause" "$folder/pause" "$folder/pause.tar" /pause
  import_image "$folder/pause.tar"
  cp "$(command -v busybox)" "$folder/busybox/bin/busybox"
  busybox --list | grep -vx busybox | xargs -I '{}' ln -sf busybox "$folder/busybox/bin/{}"
  chmod 1777 "$folder/busybox/tmp"
  image_tar "$busybox" "$folder/busybox" "$folder/busybox.tar" sh
  import_image "$folder/busybox.tar"
  rm -rf "$folder"
}

start_apiserver() {
  local pki=$state/pki
  start etcd "$(go_folder etcd)/etcd" --data-dir="$state/etcd" --unsafe-no-fsync --log-level=warn \
    --listen-client-urls="unix://$state/run/etcd.sock" --listen-peer-urls="unix://$state/run/etcd-peer.sock" \
    --advertise-client-urls=http://localhost:2379
  start kube-apiserver "$kubernetes/kube-apiserver" --etcd-servers="unix://$state/run/etcd.sock" \
    --bind-address="$address" --advertise-address="$address" --secure-port=6443 --service-cluster-ip-range="$services" \
    --client-ca-file="$pki/ca.crt" --token-auth-file="$pki/tokens.csv" --tls-cert-file="$pki/server.crt" --tls-private-key-file="$pki/server.key" \
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$pki/service-accounts.key" \
    --service-account-signing-key-file="$pki/service-accounts.key" \
    --kubelet-certificate-authority="$pki/ca.crt" --kubelet-client-certificate="$pki/kube-apiserver.crt" \
    --kubelet-client-key="$pki/kube-apiserver.key" --kubelet-preferred-address-types=InternalIP \
    --authorization-mode=Node,RBAC --allow-privileged=true \
    --enable-admission-plugins=NodeRestriction,OwnerReferencesPermissionEnforcement
}

start_controllers() {
  start kube-controller-manager "$kubernetes/kube-controller-manager" --kubeconfig="$state/kube-controller-manager.kubeconfig" \
    --service-account-private-key-file="$state/pki/service-accounts.key" --root-ca-file="$state/pki/ca.crt" \
    --use-service-account-credentials --leader-elect=false --bind-address=127.0.0.1
  start kube-scheduler "$kubernetes/kube-scheduler" --kubeconfig="$state/kube-scheduler.kubeconfig" \
    --leader-elect=false --bind-address=127.0.0.1
}

start_workers() {
  start kubelet "$kubernetes/kubelet" --config="$state/kubelet.yaml" --kubeconfig="$state/kubelet.kubeconfig" \
    --root-dir="$state/kubelet" --hostname-override="$node" --node-ip="$address"
  start kube-proxy "$kubernetes/kube-proxy" --kubeconfig="$state/kube-proxy.kubeconfig" --hostname-override="$node" \
    --proxy-mode=iptables --cluster-cidr="$pods" --conntrack-max-per-core=0
  start coredns "$(go_folder coredns)/coredns" -conf "$state/Corefile"
  "$kubernetes/kubectl" apply --server-side -f "$state/storage.yaml"
  start local-path-provisioner "$(go_folder local-path-provisioner)/local-path-provisioner" start \
    --kubeconfig="$KUBECONFIG" --config="$state/local-path.json" --helper-pod-file="$state/local-path-pod.yaml" \
    --helper-image="$busybox" --namespace=local-path-storage --configmap-name=local-path-provisioner \
    --service-account-name=local-path-provisioner --provisioner-name=rancher.io/local-path
}

# await NAME COMMAND…: until the command succeeds, which it must while NAME runs.
await() {
  local name=$1 deadline=$((SECONDS + 60))
  shift
  until "$@" >/dev/null 2>&1; do
    # "start" may not have brought it into the node's network yet.
    if ! is_running "$name" && sleep 1 && ! is_running "$name" || ((SECONDS > deadline)); then
      tail -n 20 "$state/log/$name.log"
      exit 1
    fi
    sleep 0.2
  done
}
