# shellcheck shell=bash
# The node's container images: there is no registry, so they are loaded; the two that the node itself needs are made here.
source "${BASH_SOURCE[0]%/*}/go-binaries.sh"
source "${BASH_SOURCE[0]%/*}/image-tar.sh"
source "${BASH_SOURCE[0]%/*}/node-folder.sh"

pause=localhost/pause:1
busybox=localhost/busybox:1

in_containerd() { ctr --address "$containerd_socket" --namespace k8s.io "$@"; }

import_image() { in_containerd images import "$1"; }

import_own_images() {
  local folder
  ! in_containerd images ls -q | grep -qx "$busybox" || return 0
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
