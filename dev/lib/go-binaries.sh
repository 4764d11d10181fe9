# shellcheck shell=bash
# Programs built from Go modules, once for each version, into the cache folder.
# dev/cluster.d/go has a module for each, whose go.mod and go.sum say exactly what is built.
source "${BASH_SOURCE[0]%/*}/say.sh"
source "${BASH_SOURCE[0]%/*}/cache.sh"

go_modules=$(cd "$(dirname "${BASH_SOURCE[0]}")/../cluster.d/go" && pwd)

# go_version MODULE: prints the version of what it builds, which its go.mod requires on a line of its own; nothing for our own.
go_version() { sed -nE 's/^require [^ ]+ (v[^ ]+).*/\1/p' "$go_modules/$1/go.mod"; }

# go_folder MODULE: prints where its programs are once built. Whatever changes the module changes the folder.
go_folder() {
  local version
  version=$(go_version "$1")
  printf '%s\n' "$cache/$1${version:+-$version}-$(cat "$go_modules/$1"/* | sha256sum | cut -c 1-8)"
}

# go_binaries MODULE PROGRAM…: builds those that are not there yet.
go_binaries() {
  local module=$1 folder program
  shift
  folder=$(go_folder "$module")
  for program in "$@"; do
    [[ -x $folder/$program ]] || step "Building $program" go_build "$module" "$program" "$folder"
  done
}

go_package() {
  case $1 in
    kubeconform) echo github.com/yannh/kubeconform/cmd/kubeconform ;;
    kube-score) echo github.com/zegl/kube-score/cmd/kube-score ;;
    kube*) echo "k8s.io/kubernetes/cmd/$1" ;;
    etcd) echo go.etcd.io/etcd/server/v3 ;;
    helm) echo helm.sh/helm/v4/cmd/helm ;;
    promtool) echo github.com/prometheus/prometheus/cmd/promtool ;;
    local-path-provisioner) echo github.com/rancher/local-path-provisioner ;;
    *) echo . ;;
  esac
}

go_build() {
  local module=$1 program=$2 folder=$3 version flags tags=
  PATH=$PATH:/usr/local/go/bin
  command -v go >/dev/null || die "building $program needs Go 1.26 or newer: install it"
  mkdir -p "$folder"
  exec 9>"$folder/.lock"
  flock 9
  [[ ! -x $folder/$program ]] || return 0
  flags="-s -w"
  if [[ $module == kubernetes ]]; then
    # Clients refuse to talk to a server that calls itself v0.0.0.
    version=$(go_version kubernetes)
    flags+=" -X k8s.io/component-base/version.gitVersion=$version"
    flags+=" -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=$(cut -d. -f2 <<<"$version")"
  fi
  # Without the clients of all the clouds in which Prometheus can look for its targets: they take five times as long as the rest.
  [[ $program != promtool ]] || tags=remove_all_sd
  cd "$go_modules/$module" || return
  CGO_ENABLED=0 go build -v -trimpath -tags "$tags" -ldflags "$flags" -o "$folder/.$program" "$(go_package "$program")"
  mv "$folder/.$program" "$folder/$program"
}
