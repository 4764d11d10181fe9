# shellcheck shell=bash
# How the node is started, part by part, and when it is ready. Parts that run are left alone.
source "${BASH_SOURCE[0]%/*}/say.sh"
source "${BASH_SOURCE[0]%/*}/go-binaries.sh"
source "${BASH_SOURCE[0]%/*}/node-folder.sh"
source "${BASH_SOURCE[0]%/*}/node-network.sh"
source "${BASH_SOURCE[0]%/*}/node-processes.sh"
source "${BASH_SOURCE[0]%/*}/node-state.sh"
source "${BASH_SOURCE[0]%/*}/node-credentials.sh"
source "${BASH_SOURCE[0]%/*}/node-images.sh"

node=dev
components=(containerd etcd kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy coredns local-path-provisioner)
kubernetes=$(go_folder kubernetes)

as_admin() { NO_PROXY=$addresses "$kubernetes/kubectl" --kubeconfig="$admin_kubeconfig" --request-timeout=5s "$@"; }

start_node() {
  make_state
  write_configuration
  write_credentials "$node"
  if ! node_network_is_up; then
    # Nothing can go on in a network that has lost its link.
    kill_node_processes
    node_network_down
    node_network_up
  fi
  [[ -n $(node_pids) ]] || remove_shim_sockets
  start containerd containerd --config "$state/containerd.toml"
  start_apiserver
  await containerd in_containerd version
  import_own_images
  await etcd curl -sf --unix-socket "$state/run/etcd.sock" http://etcd/health
  await kube-apiserver as_admin get --raw=/readyz
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
}

start_apiserver() {
  start etcd "$(go_folder etcd)/etcd" --data-dir="$state/etcd" --unsafe-no-fsync --log-level=warn \
    --listen-client-urls="unix://$state/run/etcd.sock" --listen-peer-urls="unix://$state/run/etcd-peer.sock" \
    --advertise-client-urls=http://localhost:2379
  start kube-apiserver "$kubernetes/kube-apiserver" --etcd-servers="unix://$state/run/etcd.sock" \
    --bind-address="$address" --advertise-address="$address" --secure-port=6443 --service-cluster-ip-range="$services" \
    --client-ca-file="$pki/ca.crt" --token-auth-file="$pki/tokens.csv" \
    --tls-cert-file="$pki/server.crt" --tls-private-key-file="$pki/server.key" \
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$pki/service-accounts.key" \
    --service-account-signing-key-file="$pki/service-accounts.key" \
    --kubelet-certificate-authority="$pki/ca.crt" --kubelet-client-certificate="$pki/kube-apiserver.crt" \
    --kubelet-client-key="$pki/kube-apiserver.key" --kubelet-preferred-address-types=InternalIP \
    --authorization-mode=Node,RBAC --allow-privileged=true \
    --enable-admission-plugins=NodeRestriction,OwnerReferencesPermissionEnforcement
}

start_controllers() {
  start kube-controller-manager "$kubernetes/kube-controller-manager" --kubeconfig="$state/kube-controller-manager.kubeconfig" \
    --service-account-private-key-file="$pki/service-accounts.key" --root-ca-file="$pki/ca.crt" \
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
  as_admin apply --server-side -f "$state/storage.yaml"
  start local-path-provisioner "$(go_folder local-path-provisioner)/local-path-provisioner" start \
    --kubeconfig="$admin_kubeconfig" --config="$state/local-path.json" --helper-pod-file="$state/local-path-pod.yaml" \
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

await_node() {
  local deadline=$((SECONDS + 90))
  until node_is_ready; do
    ((SECONDS < deadline)) || die "the node does not become ready; its logs are in $state/log"
    sleep 0.3
  done
}

node_is_ready() {
  local name
  [[ -d $state ]] && ! is_from_another_boot && node_network_is_up || return 1
  for name in "${components[@]}"; do
    is_running "$name" || return 1
  done
  in_node curl -sf -m 2 -o /dev/null http://localhost:8181/ready &&
    in_node curl -sf -m 2 -o /dev/null http://localhost:10248/healthz &&
    kubelet_says_ready &&
    as_admin get serviceaccount default >/dev/null 2>&1
}

# What the API server knows of a node that was killed stays true for a while: only what this kubelet said counts.
kubelet_says_ready() {
  local ready
  ready=$(as_admin get node "$node" \
    -o jsonpath='{range .status.conditions[?(@.type=="Ready")]}{.status} {.lastHeartbeatTime}{end}' 2>/dev/null)
  [[ $ready == "True "* && ! ${ready#True } < $(date -u -r "$state/run/kubelet.pid" +%FT%TZ) ]]
}
