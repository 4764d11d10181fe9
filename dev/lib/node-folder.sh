# shellcheck shell=bash
# shellcheck disable=SC2034 # for those who source this
# Where the node keeps all its files. Short, because sockets lie in it; the same for every user, because a machine can
# have one such node only.

state=/var/lib/instagram-operator-dev
pki=$state/pki
admin_kubeconfig=$state/admin.kubeconfig
containerd_socket=$state/run/containerd.sock
