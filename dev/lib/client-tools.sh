# shellcheck shell=bash
# kubectl and helm: those of the user, or else built from Go modules.
source "${BASH_SOURCE[0]%/*}/go-binaries.sh"

# client_tools: puts them on the PATH; $client_path is what it put there.
client_tools() {
  client_path=
  if ! command -v kubectl >/dev/null; then
    go_binaries kubernetes kubectl
    client_path+=$(go_folder kubernetes):
  fi
  if ! command -v helm >/dev/null; then
    go_binaries helm helm
    client_path+=$(go_folder helm):
  fi
  PATH=$client_path$PATH
}
