# shellcheck shell=bash
# What the node puts on the machine, and how all of it is taken away.
source "${BASH_SOURCE[0]%/*}/node-network.sh"
source "${BASH_SOURCE[0]%/*}/node-processes.sh"

# Kernel settings of the machine that a kubelet changes.
kubelet_settings=(vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops kernel.keys.root_maxkeys kernel.keys.root_maxbytes)

boot_id() { cat /proc/sys/kernel/random/boot_id; }

make_state() {
  mkdir -p "$state"/{run,log,pki,cni,volumes}
  chmod 700 "$state"
  [[ -f $state/boot-id ]] || boot_id >"$state/boot-id"
  [[ -f $state/sysctl.conf ]] || sysctl "${kubelet_settings[@]}" >"$state/sysctl.conf" 2>/dev/null || true
}

# etcd runs without fsync, so after a reboot its data cannot be trusted.
is_from_another_boot() { [[ -d $state ]] && [[ $(cat "$state/boot-id" 2>/dev/null) != "$(boot_id)" ]]; }

wipe() {
  kill_node_processes
  node_network_down
  [[ -d $state ]] || return 0
  remove_shim_sockets
  unmount_all
  remove_cgroups
  remove_files_elsewhere
  is_from_another_boot || sysctl -q -p "$state/sysctl.conf" 2>/dev/null || true
  rm -rf "$state"
}

unmount_all() {
  local mount
  while
    mount=$(awk -v state="$state/" 'index($5, state) == 1 {last = $5} END {print last}' /proc/self/mountinfo)
    [[ -n $mount ]]
  do
    umount "$mount" 2>/dev/null || umount -l "$mount"
  done
}

# A shim that was killed leaves its socket, whose address is in its container's folder.
remove_shim_sockets() {
  local file
  [[ -d $state/run/containerd ]] || return 0
  find "$state/run/containerd" -name address 2>/dev/null | while read -r file; do
    rm -f "$(sed 's,^unix://,,' "$file")"
  done
}

# An empty folder of another kubelet may go as well; it makes it again.
remove_cgroups() {
  local deadline=$((SECONDS + 5))
  # The kernel takes a moment to let go of what has been killed.
  until ! find /sys/fs/cgroup -depth -type d -path '*/kubepods*' -exec rmdir {} + 2>&1 | grep -q . || ((SECONDS > deadline)); do
    sleep 0.1
  done
}

# Paths that kubelet and the CNI library have built in.
remove_files_elsewhere() {
  find /var/log/containers -lname "$state/*" -delete 2>/dev/null || true
  (grep -lsrF "$state/" /var/lib/cni/results || true) | xargs -r rm -f
  rm -f /var/lib/kubelet/device-plugins/kubelet.sock
  rmdir /var/lib/kubelet/device-plugins /var/lib/kubelet /var/log/containers /var/lib/cni/results /var/lib/cni \
    /run/containerd/s /run/containerd 2>/dev/null || true
}
