package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	namespace = "social"
	// From the creation of a pod until its receiver is ready.
	receiverStarts = time.Second
	// A kubelet looks at mounted ConfigMaps this long after a change of the pod; up to seven times of it.
	volumeRefresh = 100 * time.Millisecond
)

// A Cluster plays the parts of a cluster that are missing beside an API server: controllers that make pods and volumes, and the kubelet that runs
// the pods.
type Cluster struct {
	kube      *Kube
	receivers *Receivers
	// How much it does at a time.
	turns chan struct{}

	mutex sync.Mutex
	// By the name that an account's objects have.
	deployed, bound map[string]bool
	configs         map[string]string
	addresses       map[string]string
}

// NewCluster makes one that does nothing yet.
func NewCluster(kube *Kube, receivers *Receivers) *Cluster {
	return &Cluster{
		kube: kube, receivers: receivers, turns: make(chan struct{}, 16),
		deployed: map[string]bool{}, bound: map[string]bool{}, configs: map[string]string{}, addresses: map[string]string{},
	}
}

// Run plays until the context ends.
func (c *Cluster) Run(ctx context.Context) {
	go c.kube.Follow(ctx, "/api/v1/namespaces/"+namespace+"/configmaps", c.configMap)
	go c.kube.Follow(ctx, "/api/v1/namespaces/"+namespace+"/pods", c.pod)
	go c.kube.Follow(ctx, "/api/v1/namespaces/"+namespace+"/persistentvolumeclaims", func(claim Object) {
		c.once(c.bound, claim.Metadata.Name, func() error { return c.bind(ctx, claim) })
	})
	go c.kube.Follow(ctx, "/apis/apps/v1/namespaces/"+namespace+"/deployments", func(deployment Object) {
		c.once(c.deployed, deployment.Metadata.Name, func() error { return c.deploy(ctx, deployment) })
	})
}

// once does it in the background, if that was not done for this name before.
func (c *Cluster) once(done map[string]bool, name string, do func() error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if done[name] {
		return
	}
	done[name] = true
	go func() {
		if err := do(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}()
}

func (c *Cluster) configMap(configMap Object) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.configs[configMap.Metadata.Name] = configMap.Data["config.yaml"]
}

// pod refreshes what is mounted in a pod that has changed.
func (c *Cluster) pod(pod Object) {
	name := pod.Metadata.Labels["app.kubernetes.io/instance"] + "-receiver"
	time.AfterFunc(time.Duration(1+rand.IntN(7))*volumeRefresh, func() { c.mount(name) })
}

func (c *Cluster) mount(name string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	address, running := c.addresses[name]
	if config, found := c.configs[name]; found && running {
		c.receivers.Configure(address, config)
	}
}

func (c *Cluster) bind(ctx context.Context, claim Object) error {
	return c.patchStatus(ctx, "/api/v1/namespaces/"+namespace+"/persistentvolumeclaims/"+claim.Metadata.Name,
		map[string]any{"phase": "Bound", "capacity": map[string]string{"storage": "2Gi"}, "accessModes": []string{"ReadWriteOnce"}})
}

// deploy makes the pod of a Deployment and runs it: it has an address at once and is ready a little later.
func (c *Cluster) deploy(ctx context.Context, deployment Object) error {
	name := deployment.Metadata.Name
	var spec struct {
		Template map[string]any `json:"template"`
	}
	if err := json.Unmarshal(deployment.Spec, &spec); err != nil {
		return err
	}
	metadata, _ := spec.Template["metadata"].(map[string]any)
	metadata["name"] = name + "-" + deployment.Metadata.UID[:5]
	pods := "/api/v1/namespaces/" + namespace + "/pods"
	err := c.inTurn(func() error {
		_, err := c.kube.Send(ctx, http.MethodPost, pods, asJSON, spec.Template)
		return err
	})
	if err != nil {
		return err
	}
	address, err := c.receivers.Start(strings.TrimSuffix(name, "-receiver"), numberOf(name))
	if err != nil {
		return err
	}
	c.mutex.Lock()
	c.addresses[name] = address
	c.mutex.Unlock()
	for _, ready := range []bool{false, true} {
		if ready {
			time.Sleep(receiverStarts)
			c.mount(name)
		}
		if err := c.patchStatus(ctx, pods+"/"+metadata["name"].(string), podStatus(address, ready)); err != nil {
			return err
		}
		if err := c.patchStatus(ctx, "/apis/apps/v1/namespaces/"+namespace+"/deployments/"+name, deploymentStatus(ready)); err != nil {
			return err
		}
	}
	return nil
}

func (c *Cluster) patchStatus(ctx context.Context, path string, status map[string]any) error {
	return c.inTurn(func() error {
		_, err := c.kube.Send(ctx, http.MethodPatch, path+"/status", mergePatch, map[string]any{"status": status})
		return err
	})
}

func (c *Cluster) inTurn(do func() error) error {
	c.turns <- struct{}{}
	defer func() { <-c.turns }()
	return do()
}

func podStatus(address string, ready bool) map[string]any {
	condition := map[string]string{"type": "Ready", "status": map[bool]string{true: "True", false: "False"}[ready]}
	return map[string]any{
		"phase": "Running", "podIP": address, "podIPs": []any{map[string]string{"ip": address}}, "conditions": []any{condition},
		"containerStatuses": []any{map[string]any{
			"name": "receiver", "image": "receiver", "imageID": "", "ready": ready, "started": true, "restartCount": 0,
			"state": map[string]any{"running": map[string]any{}},
		}},
	}
}

func deploymentStatus(ready bool) map[string]any {
	status := map[string]any{"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1, "unavailableReplicas": 1}
	if ready {
		status["readyReplicas"], status["availableReplicas"], status["unavailableReplicas"] = 1, 1, nil
	}
	return status
}

// numberOf an account, or of an object of it: the digits in its name.
func numberOf(name string) int {
	number, _ := strconv.Atoi(strings.Split(name, "-")[1])
	return number
}
