# shellcheck shell=bash disable=SC2004,SC2034,SC2154 # dev/bench and its parts share variables
# The gateway of a shared app as its image runs it: in front of one receiver, and of the receivers of many accounts, which one program plays.

readonly many_accounts=200

part_gateway() {
  local round
  gateway_start
  enter receiver gateway
  warm "${entered[@]}"
  turns measure=closed --updates 1
  turns measure=open,rate=1000 --updates 1 --rate 1000
  forget_all
  enter many
  ((${#entered[@]} == 1)) || return 0
  for ((round = 0; round <= rounds; round++)); do
    # The first round warms up.
    deliver many "measure=many,rate=500,updates=1,round=$round" --accounts $many_accounts --warmup 1s --duration "${slice}s" --rate 500 || true
    deliver many "measure=many,rate=500,updates=10,round=$round" --accounts $many_accounts --updates 10 --warmup 1s --duration "${slice}s" --rate 500 || true
    deliver many "measure=many,rate=most,updates=1,round=$round" --accounts $many_accounts --warmup 1s --duration "${slice}s" || true
  done
}

# gateway_start: how long it takes, and its memory at rest.
gateway_start() {
  local round starts=$((rounds * 2 + 1))
  prepare_gateway || return 0
  gateway_command gateway "{instagramId: \"$account\", name: acme, url: \"http://127.0.0.1:$(free_port)/webhooks/social/acme\"}"
  for ((round = 1; round <= starts; round++)); do
    record "measure=start,contestant=gateway,round=$round" start --url "http://127.0.0.1:${ports[gateway:management]}/health/ready" \
      --output target/bench/log/start.log --idle "$((round == starts ? 10 : 0))s" -- "${command[@]}" || leave_out gateway "$reason"
  done
  rm -rf "${data:?}/gateway"
}

# prepare_gateway: sets $gateway_java and $gateway_app.
prepare_gateway() {
  local base
  use_jdk 25
  build_jars gateway
  base=$(base_image) || return
  is_prepared gateway "$base" || step "Recording how the gateway starts" prepare_image gateway "$base"
  gateway_java=$base/root/bin/java
  gateway_app=$PWD/target/images/gateway/app
}

# gateway_command NAME ACCOUNTS: sets $command, which starts one that passes on to these, in YAML.
gateway_command() {
  local name=$1 folder=$data/$1
  mkdir -p "$folder/secrets"
  ports[$name:webhook]=$(free_port) ports[$name:management]=$(free_port)
  printf %s "$app_secret" >"$folder/secrets/app-secret"
  # Nothing answers at graph.url: Meta is not part of what is measured.
  cat >"$folder/config.yaml" <<END
app: {namespace: social, name: agency, id: "1234567890123456", secretFiles: [secrets/app-secret]}
webhook: {callbackUrl: "http://127.0.0.1:${ports[$name:webhook]}/webhooks/social/agency", fields: [messages]}
graph: {url: "http://127.0.0.1:$(free_port)", version: v25.0}
accounts: [$2]
ports: {webhook: ${ports[$name:webhook]}, management: ${ports[$name:management]}}
END
  sed "s#=/app/#=$gateway_app/#" "$gateway_app/java.options" >"$folder/java.options"
  command=(env "$image_environment" "GATEWAY_CONFIG=$folder/config.yaml" "$gateway_java" "@$folder/java.options" -jar "$gateway_app/quarkus-run.jar")
}

launch_gateway() {
  local name=$1
  gateway_command "$@"
  launch "$name" "${command[@]}"
  urls["$name"]=http://127.0.0.1:${ports[$name:webhook]}/webhooks/social/agency
  await_ok_of "$name" "http://127.0.0.1:${ports[$name:management]}/health/ready"
}

# enter_gateway: with a receiver behind it, which takes from it only.
enter_gateway() {
  prepare_receiver && prepare_gateway || return
  receiver_folder behind
  sed -i 's/^app: {/app: {shared: true, /' "$data/behind/config.yaml"
  launch_receiver behind || return
  launch_gateway gateway "{instagramId: \"$account\", name: acme, url: \"${urls[behind]}\"}" || return
  # What it costs is what both cost.
  server_pids[gateway]=${pids[gateway]},${pids[behind]}
}

# enter_many: a gateway with many accounts, whose receivers verify and store nothing.
enter_many() {
  local number port accounts=
  prepare_gateway || return
  port=$(free_port)
  launch takers "$generator" takers --port "$port" --accounts $many_accounts --secret "$app_secret"
  await_ok_of takers "http://127.1.0.1:$port/" || { reason="the program that plays its receivers did not start" && return 1; }
  for ((number = 0; number < many_accounts; number++)); do
    accounts+=$(printf '{instagramId: "178414058%08d", name: account-%d, url: "http://127.1.%d.%d:%d/webhooks/social/account-%d"}, ' \
      $number $number $((number / 250)) $((number % 250 + 1)) "$port" $number)
  done
  launch_gateway many "${accounts%, }"
}
