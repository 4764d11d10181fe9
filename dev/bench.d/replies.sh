# shellcheck shell=bash disable=SC2034,SC2154 # dev/bench and its parts share variables
# Replies to a Meta on the same cores.

part_replies() {
  local round port
  port=$(free_port)
  prepare_receiver
  receiver_folder receiver
  sed -i "s#^graph:.*#graph: {url: 'http://127.0.0.1:$port', version: v25.0}#" "$data/receiver/config.yaml"
  echo "replies: {perSecond: 1000}" >>"$data/receiver/config.yaml"
  launch_receiver receiver
  for ((round = 0; round <= rounds; round++)); do
    # The first round warms up.
    record "measure=replies,contestant=receiver,round=$round" replies --url "http://127.0.0.1:${ports[receiver:api]}/v1/messages" \
      --token "$api_token" --listen "127.0.0.1:$port" --events "$((slice * 1000))" --pids "$(pids_of receiver)"
  done
}
