# shellcheck shell=bash disable=SC2034,SC2154 # dev/bench and its parts share variables
# The operator as its image runs it and with no more rights than the chart gives, on a real API server, with many accounts.

readonly operator_name=instagram-operator

part_scale() {
  local accounts
  prepare_operator
  for accounts in "${crowds[@]}"; do
    scale_once "$accounts"
  done
  scale_once "${crowds[-1]}" --subscriptions
}

# prepare_operator: sets $operator_java, $operator_app, $kubectl and $helm.
prepare_operator() {
  local base
  use_jdk 25
  build_jars operator
  base=$(base_image) || return
  is_prepared operator "$base" || step "Recording how the operator starts" prepare_image operator "$base"
  describe Java "$(sed -nE 's/^IMPLEMENTOR_VERSION="(.*)"/\1/p' "$JAVA_HOME/release")"
  operator_java=$base/root/bin/java
  operator_app=$PWD/target/images/operator/app
  kubectl=$(cluster_program kubernetes kubectl) helm=$(cluster_program helm helm)
  # Not while it is waited for: that takes minutes. Whether it starts is seen then.
  try "Building the API server, once" dev/apiserver run true
}

# cluster_program MODULE PROGRAM: prints where one of the programs of the cluster is, once it is built.
cluster_program() {
  # A shell of its own, since this one builds the programs of dev/bench.d.
  # shellcheck disable=SC2016
  bash -c 'source dev/lib/go-binaries.sh && go_binaries "$@" >&2 && echo "$(go_folder "$1")/$2"' cluster_program "$@"
}

# scale_once ACCOUNTS [FLAG…]
scale_once() {
  local accounts=$1 labels=measure=scale,accounts=$1,contestant=operator
  shift
  [[ -z $* ]] || labels=${labels/=scale/=subscribed}
  say "Starting an API server"
  if ! launch_apiserver || ! install_operator; then
    leave_out operator "the API server did not start; see target/bench/log"
    forget_all
    return
  fi
  sed "s#=/app/#=$operator_app/#" "$operator_app/java.options" >"$data/java.options"
  record "$labels" scale --accounts "$accounts" --rest "$((slice * 30))s" --changes 20 --kubeconfig "$data/kubeconfig" \
    --audit "$data/audit.log" --output target/bench/log/operator.log --pids "${pids[apiserver]}" "$@" -- \
    env "$image_environment" KUBECONFIG="$data/operator.kubeconfig" KUBERNETES_NAMESPACE="$operator_name" QUARKUS_MANAGEMENT_HOST=127.0.0.1 \
    QUARKUS_MANAGEMENT_PORT="$(free_port)" INSTAGRAM_OPERATOR_RECEIVER_IMAGE=localhost/receiver INSTAGRAM_OPERATOR_GATEWAY_IMAGE=localhost/gateway \
    "$operator_java" "@$data/java.options" -jar "$operator_app/quarkus-run.jar" || leave_out operator "$reason"
  forget_all
}

# launch_apiserver: an empty one, with $data/kubeconfig for its admin and its audit log in $data/audit.log.
launch_apiserver() {
  local tries
  : >"$data/audit.log"
  # shellcheck disable=SC2016 # for the inner shell
  launch apiserver env TEST_APISERVER_AUDIT="$data/audit.log" dev/apiserver run \
    bash -c 'cp "$TEST_APISERVER_KUBECONFIG" "$0.new" && mv "$0.new" "$0" && exec sleep infinity' "$data/kubeconfig"
  for ((tries = 0; tries < 600; tries++)); do
    [[ ! -f $data/kubeconfig ]] || return 0
    is_alive apiserver || return 1
    sleep 0.1
  done
  return 1
}

# install_operator: what the chart makes but the Deployment, and $data/operator.kubeconfig for its ServiceAccount.
install_operator() {
  local as_admin=("$kubectl" --kubeconfig="$data/kubeconfig")
  {
    "${as_admin[@]}" create namespace "$operator_name" &&
      "${as_admin[@]}" create namespace social &&
      "$helm" template "$operator_name" helm --namespace "$operator_name" --set image.registry=localhost \
        --show-only templates/crds.yaml --show-only templates/serviceaccount.yaml --show-only templates/rbac.yaml |
      "${as_admin[@]}" apply --server-side -f - &&
      "${as_admin[@]}" wait --for condition=Established crd --all --timeout=60s &&
      "${as_admin[@]}" config view --raw --output 'jsonpath={.clusters[0].cluster.certificate-authority-data}' | base64 -d >"$data/ca.crt" &&
      kubeconfig "$("${as_admin[@]}" config view --output 'jsonpath={.clusters[0].cluster.server}')" "$data/ca.crt" \
        "$("${as_admin[@]}" create token "$operator_name" --namespace "$operator_name" --duration 24h)" >"$data/operator.kubeconfig"
  } >target/bench/log/install.log 2>&1
}
