# shellcheck shell=bash
# Kubeconfig files that carry everything they need.

# kubeconfig SERVER CA-FILE TOKEN | kubeconfig SERVER CA-FILE CERTIFICATE-FILE KEY-FILE: prints one.
kubeconfig() {
  local user
  if (($# == 3)); then
    user="{token: $3}"
  else
    user="{client-certificate-data: $(base64_line "$3"), client-key-data: $(base64_line "$4")}"
  fi
  cat <<END
apiVersion: v1
kind: Config
clusters:
  - {name: dev, cluster: {server: $1, certificate-authority-data: $(base64_line "$2")}}
users:
  - {name: dev, user: $user}
contexts:
  - {name: dev, context: {cluster: dev, user: dev}}
current-context: dev
END
}

base64_line() { base64 <"$1" | tr -d '\n'; }
