# shellcheck shell=bash
# shellcheck disable=SC2034 # for those who source this
# The node's network: a namespace of its own, joined to the machine by one link. Its bridge, its iptables rules and its
# kernel settings never touch the machine's, go when the namespace goes, and whoever is inside belongs to the node.
# The addresses are set aside for tests (RFC 2544), so nothing public or private is hit by mistake. There is no way out
# to other networks: images are loaded, and pods talk to each other and to this machine.
source "${BASH_SOURCE[0]%/*}/node-folder.sh"

netns=$state/network
link=iga-dev
bridge=cni0
addresses=198.18.0.0/15 # all of the following; no proxy can reach them
pods=198.18.0.0/24
address=198.18.0.1 # the node's, on the bridge
services=198.19.0.0/16
kubernetes_service=198.19.0.1 # the first of them
link_here=198.18.255.1 # this machine, as pods see it
link_there=198.18.255.2

in_node() { nsenter --net="$netns" -- "$@"; }

node_network_is_up() { mountpoint -q "$netns" && ip route get "$address" | grep -q "via $link_there"; }

node_network_up() {
  touch "$netns"
  unshare --net="$netns" true
  in_node ip link set lo up
  # Made from inside: the namespace has no name under /run/netns by which "ip" could find it.
  in_node ip link add eth0 type veth peer name "$link" netns $$
  in_node ip address add "$link_there/30" dev eth0
  in_node ip link set eth0 up
  in_node ip link add "$bridge" type bridge
  in_node ip address add "$address/24" dev "$bridge"
  in_node ip link set "$bridge" up
  modprobe --quiet br_netfilter 2>/dev/null || true # often built in
  in_node sysctl -q -w net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1
  ip address add "$link_here/30" dev "$link"
  ip link set "$link" up
  ip route add "$pods" via "$link_there"
  ip route add "$services" via "$link_there"
}

node_network_down() {
  ! mountpoint -q "$netns" || umount "$netns"
  # It goes with the namespace, but not at once.
  while ip link show "$link" >/dev/null 2>&1; do
    ip link delete "$link" 2>/dev/null || sleep 0.1
  done
}
