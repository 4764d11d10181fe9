# shellcheck shell=bash disable=SC2030,SC2031 # the variables of record_aot_cache, which is a subshell so that they end with it
# Ahead-of-time caches (JEP 483, 514, 515): what the JVM has loaded, linked and profiled in a short training run, so that the
# image starts in a fraction of the time. Valid only for the same JRE, flags, jars and file times, hence recorded with the
# image's own JRE on the very files of the image.
source "${BASH_SOURCE[0]%/*}/../lib/say.sh"
source "${BASH_SOURCE[0]%/*}/../lib/ports.sh"

# record_aot_cache APPLICATION FOLDER JAVA: runs the application in FOLDER (the image's /app), and leaves FOLDER/app.aot.
record_aot_cache() (
  application=$1 folder=$2 java=$3 processes=()
  work=$(mktemp -d)
  trap 'kill -9 "${processes[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
  sed "s#=/app/#=$folder/#" "$folder/java.options" >"$work/java.options"
  "train_$application"
  stop_training
  touch -d @1 "$folder/app.aot"
)

train_simulator() {
  local port
  port=$(free_port)
  export QUARKUS_HTTP_PORT=$port
  start_training
  await_ok "http://127.0.0.1:$port/health/ready"
  request PUT "http://127.0.0.1:$port/control/apps/1234567890123456" \
    --header 'Content-Type: application/json' --data '{"secret":"training"}'
  request GET "http://127.0.0.1:$port/control/apps/1234567890123456"
}

train_receiver() {
  local webhook api management
  webhook=$(free_port) api=$(free_port) management=$(free_port)
  mkdir "$work/secrets"
  for secret in app-secret access-token api-token; do printf training >"$work/secrets/$secret"; done
  # Nothing answers at graph.url: the receiver has to start without Meta, too.
  cat >"$work/config.yaml" <<END
account: {namespace: training, name: training, instagramId: "17841400000000000", login: Facebook, pageId: "100000000000000"}
app: {id: "1234567890123456", secretFiles: [secrets/app-secret]}
accessTokenFile: secrets/access-token
webhook: {callbackUrl: "http://127.0.0.1:$webhook/webhooks/training/training", fields: [messages]}
graph: {url: "http://127.0.0.1:$(free_port)", version: v25.0}
store: {embedded: {path: $work/data}}
api: {tokenFiles: [secrets/api-token]}
ports: {webhook: $webhook, api: $api, management: $management}
END
  export RECEIVER_CONFIG=$work/config.yaml
  start_training
  await_ok "http://127.0.0.1:$management/health/ready"
  post_webhook "http://127.0.0.1:$webhook/webhooks/training/training"
  request GET "http://127.0.0.1:$api/v1/events" --header 'Authorization: Bearer training'
  request GET "http://127.0.0.1:$management/status"
  request GET "http://127.0.0.1:$management/metrics"
}

train_gateway() {
  local webhook management receiver
  webhook=$(free_port) management=$(free_port) receiver=$(free_port)
  mkdir "$work/secrets"
  printf training >"$work/secrets/app-secret"
  "$JAVA_HOME/bin/java" dev/images/Receiver.java "$receiver" &
  processes+=($!)
  await_ok "http://127.0.0.1:$receiver/"
  # Nothing answers at graph.url: the gateway has to start without Meta, too.
  cat >"$work/config.yaml" <<END
app: {namespace: training, name: training, id: "1234567890123456", secretFiles: [secrets/app-secret]}
webhook: {callbackUrl: "http://127.0.0.1:$webhook/webhooks/training/training", fields: [messages]}
graph: {url: "http://127.0.0.1:$(free_port)", version: v25.0}
accounts: [{instagramId: "17841400000000000", name: training, url: "http://127.0.0.1:$receiver/webhooks/training/training"}]
ports: {webhook: $webhook, management: $management}
END
  export GATEWAY_CONFIG=$work/config.yaml
  start_training
  await_ok "http://127.0.0.1:$management/health/ready"
  post_webhook "http://127.0.0.1:$webhook/webhooks/training/training"
  request GET "http://127.0.0.1:$management/status"
  request GET "http://127.0.0.1:$management/metrics"
}

# post_webhook URL: a customer's message, signed as Meta signs it.
post_webhook() {
  local now body signature
  now=$(date +%s)000
  body='{"object":"instagram","entry":[{"id":"17841400000000000","time":'$now',"messaging":[{"sender":{"id":"1"},'
  body+='"recipient":{"id":"17841400000000000"},"timestamp":'$now',"message":{"mid":"training","text":"Hello"}}]}]}'
  signature=$(printf '%s' "$body" | openssl dgst -sha256 -hmac training | sed 's/.* //')
  request POST "$1" --header 'Content-Type: application/json' --header "X-Hub-Signature-256: sha256=$signature" --data "$body"
}

train_operator() {
  local api management
  api=$(free_port) management=$(free_port)
  "$JAVA_HOME/bin/java" dev/images/EmptyApiServer.java "$api" &
  processes+=($!)
  await_ok "http://127.0.0.1:$api/healthz"
  # Whatever cluster the user works with is none of its business.
  export KUBERNETES_AUTH_TRYKUBECONFIG=false KUBERNETES_AUTH_TRYSERVICEACCOUNT=false KUBERNETES_MASTER=http://127.0.0.1:$api
  export QUARKUS_MANAGEMENT_PORT=$management
  export INSTAGRAM_OPERATOR_RECEIVER_IMAGE=localhost/receiver INSTAGRAM_OPERATOR_GATEWAY_IMAGE=localhost/gateway
  start_training
  await_ok "http://127.0.0.1:$management/health/ready"
  request GET "http://127.0.0.1:$management/health/live"
  request GET "http://127.0.0.1:$management/metrics"
}

start_training() {
  "$java" "@$work/java.options" -XX:AOTCacheOutput="$folder/app.aot" -jar "$folder/quarkus-run.jar" &
  pid=$!
  processes+=("$pid")
}

# stop_training: the JVM writes the cache when it ends.
stop_training() {
  kill -TERM "$pid"
  wait "$pid" || [[ -s $folder/app.aot ]]
}

# await_ok URL: waits for a good answer.
await_ok() {
  local tries
  for ((tries = 0; tries < 1200; tries++)); do
    curl --silent --fail --output /dev/null "$1" && return
    kill -0 "${processes[-1]}" 2>/dev/null || die "it ended before $1 answered"
    sleep 0.1
  done
  die "no good answer from $1 within two minutes"
}

request() {
  local method=$1 url=$2
  shift 2
  curl --silent --show-error --fail --output /dev/null --max-time 10 --request "$method" "$@" "$url"
}
