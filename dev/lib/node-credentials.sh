# shellcheck shell=bash
# Who is who in the node's control plane: certificates for its parts, a token for the user.
source "${BASH_SOURCE[0]%/*}/certificates.sh"
source "${BASH_SOURCE[0]%/*}/kubeconfig.sh"
source "${BASH_SOURCE[0]%/*}/node-folder.sh"
source "${BASH_SOURCE[0]%/*}/node-network.sh"

# write_credentials NODE: writes what is not there yet into $pki, and kubeconfig files into the node's folder.
write_credentials() {
  local node=$1 name token server=https://$address:6443
  [[ ! -f $admin_kubeconfig ]] || return 0
  certificate_authority "$pki"
  openssl genrsa -out "$pki/service-accounts.key" 2048
  certificate "$pki" server /CN=kube-apiserver \
    "DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:$node,IP:$kubernetes_service,IP:$address"
  certificate "$pki" kube-apiserver /O=system:masters/CN=kube-apiserver
  certificate "$pki" kubelet "/O=system:nodes/CN=system:node:$node"
  certificate "$pki" kube-controller-manager /CN=system:kube-controller-manager
  certificate "$pki" kube-scheduler /CN=system:kube-scheduler
  certificate "$pki" kube-proxy /CN=system:kube-proxy
  for name in kubelet kube-controller-manager kube-scheduler kube-proxy; do
    kubeconfig "$server" "$pki/ca.crt" "$pki/$name.crt" "$pki/$name.key" >"$state/$name.kubeconfig"
  done
  # A token, because some client libraries cannot read an EC key.
  token=$(openssl rand -hex 16)
  printf '%s,admin,admin,system:masters\n' "$token" >"$pki/tokens.csv"
  kubeconfig "$server" "$pki/ca.crt" "$token" >"$admin_kubeconfig.new"
  mv "$admin_kubeconfig.new" "$admin_kubeconfig" # there only if all the others are
}
