# shellcheck shell=bash
# Debian packages that a script needs.
source "${BASH_SOURCE[0]%/*}/say.sh"

# debian_packages PACKAGE…: installs those that are missing, as root only.
debian_packages() {
  local package missing=()
  command -v dpkg-query >/dev/null ||
    die "this needs Debian or Ubuntu, with the packages: $*"
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  ((${#missing[@]} > 0)) || return 0
  ((EUID == 0)) || die "packages are missing; install them with: sudo apt-get install ${missing[*]}"
  step "Installing Debian packages: ${missing[*]}" apt_install "${missing[@]}"
}

apt_install() {
  local install=(apt-get install --yes --option DPkg::Lock::Timeout=300 --no-install-recommends --no-remove "$@")
  # --no-remove: somebody's Docker may bring a containerd of its own, which Debian's would replace.
  export DEBIAN_FRONTEND=noninteractive
  # The package lists are fetched only if those at hand do not do.
  "${install[@]}" || { apt-get update && "${install[@]}"; }
}
