# shellcheck shell=bash disable=SC2034,SC2154 # dev/bench and its parts share variables
# The receiver as its image runs it: the image's JRE, options, files and ahead-of-time cache.

readonly account=17841405822304914 app_secret=bench-app-secret api_token=bench-api-token
declare -A ports=()

# prepare_receiver: sets $receiver_java and $receiver_app.
prepare_receiver() {
  local base
  use_jdk 25
  build_jars receiver
  base=$(base_image) || return
  is_prepared receiver "$base" || step "Recording how the receiver starts" prepare_image receiver "$base"
  describe Java "$(sed -nE 's/^IMPLEMENTOR_VERSION="(.*)"/\1/p' "$JAVA_HOME/release")"
  receiver_java=$base/root/bin/java
  receiver_app=$PWD/target/images/receiver/app
}

# receiver_folder NAME: makes its configuration and secrets in $data/NAME, and the options with the paths of this machine.
# Sets ports[NAME:webhook], ports[NAME:api] and ports[NAME:management].
receiver_folder() {
  local name=$1 folder=$data/$1
  [[ ! -d $folder ]] || return 0
  mkdir -p "$folder/secrets"
  ports[$name:webhook]=$(free_port) ports[$name:api]=$(free_port) ports[$name:management]=$(free_port)
  printf %s "$app_secret" >"$folder/secrets/app-secret"
  printf %s "$api_token" >"$folder/secrets/api-token"
  printf %s bench-access-token >"$folder/secrets/access-token"
  # Nothing answers at graph.url: Meta is not part of what is measured.
  cat >"$folder/config.yaml" <<END
account: {namespace: social, name: acme, instagramId: "$account", login: Facebook, pageId: "102938475610293"}
app: {id: "1234567890123456", secretFiles: [secrets/app-secret]}
accessTokenFile: secrets/access-token
webhook: {callbackUrl: "http://127.0.0.1:${ports[$name:webhook]}/webhooks/social/acme", fields: [messages]}
graph: {url: "http://127.0.0.1:$(free_port)", version: v25.0}
store: {embedded: {path: data}}
api: {tokenFiles: [secrets/api-token]}
ports: {webhook: ${ports[$name:webhook]}, api: ${ports[$name:api]}, management: ${ports[$name:management]}}
END
  sed "s#=/app/#=$receiver_app/#" "$receiver_app/java.options" >"$folder/java.options"
}

# receiver_command NAME [JAVA'S OPTIONS]: sets $command, which starts it.
receiver_command() {
  local name=$1
  shift
  receiver_folder "$name"
  command=(env "$image_environment" "RECEIVER_CONFIG=$data/$name/config.yaml" "$receiver_java" "@$data/$name/java.options" "$@"
    -jar "$receiver_app/quarkus-run.jar")
}

# launch_receiver NAME [JAVA'S OPTIONS]
launch_receiver() {
  local name=$1
  receiver_command "$@"
  launch "$name" "${command[@]}"
  urls["$name"]=http://127.0.0.1:${ports[$name:webhook]}/webhooks/social/acme
  await_ok_of "$name" "http://127.0.0.1:${ports[$name:management]}/health/ready"
}

# no_store_agent: builds what takes the store out of a receiver; sets $agent.
no_store_agent() {
  local classes=target/bench/no-store
  agent=$PWD/target/bench/no-store.jar
  mkdir -p "$classes"
  printf 'Premain-Class: NoStore\n' >"$classes.manifest"
  javac -d "$classes" dev/bench.d/no-store/NoStore.java && jar -c -f "$agent" -m "$classes.manifest" -C "$classes" .
}
