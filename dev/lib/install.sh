# shellcheck shell=bash
# Brings what this checkout builds into the development cluster. Needs say.sh and the environment of dev/cluster.

# image NAME: prints the reference under which dev/build left an image. Its tag changes with its content.
image() { cat "target/images/$1.ref"; }

# install_operator: the chart, as a user installs it, with the images of this checkout.
install_operator() {
  step "Installing the operator with its Helm chart" \
    helm upgrade --install instagram-operator helm --namespace instagram-operator --create-namespace \
    --set image.registry=localhost --set image.tag="$(image_tag operator)" --set receiver.image.tag="$(image_tag receiver)" \
    --set gateway.image.tag="$(image_tag gateway)" \
    --wait --timeout 180s
}

image_tag() { image "$1" | sed 's/.*://'; }

# install_simulator: a fake Meta in a namespace of its own.
install_simulator() {
  step "Starting the simulator, which plays Meta" start_simulator
}

start_simulator() {
  sed "s|image: .*/simulator:.*|image: $(image simulator)|" simulator/deploy/simulator.yaml | kubectl apply -f -
  kubectl --namespace instagram-simulator rollout status deployment/instagram-simulator --timeout=120s
}
