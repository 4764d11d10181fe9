package io.instagramoperator.e2e;

import java.util.List;

/** An application team's service that takes events: the tutorial's consumer in Java, as a pod behind a Service. */
record Consumer(Kubectl kubectl, String name) {

    static final int PORT = 8080;

    private static final String STORED = "stored ";

    /** Starts it, with what it verifies requests with in the key {@code secret} of a Secret of its own name. */
    void start(String signingSecret) {
        kubectl.apply("""
                apiVersion: v1
                kind: Secret
                metadata: { name: %1$s }
                stringData: { secret: "%2$s" }
                ---
                apiVersion: v1
                kind: Service
                metadata: { name: %1$s }
                spec:
                  selector: { app: %1$s }
                  ports: [ { port: %3$d } ]
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: %1$s }
                spec:
                  strategy: { type: Recreate }
                  selector: { matchLabels: { app: %1$s } }
                  template:
                    metadata: { labels: { app: %1$s } }
                    spec:
                      automountServiceAccountToken: false
                      securityContext: { runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532, seccompProfile: { type: RuntimeDefault } }
                      containers:
                        - name: consumer
                          image: localhost/instagram-operator/consumer:dev
                          workingDir: /data
                          env:
                            - { name: PORT, value: "%3$d" }
                            - { name: WEBHOOK_SECRET, valueFrom: { secretKeyRef: { name: %1$s, key: secret } } }
                          readinessProbe: { tcpSocket: { port: %3$d }, periodSeconds: 1 }
                          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ ALL ] } }
                          volumeMounts: [ { name: data, mountPath: /data } ]
                      volumes: [ { name: data, emptyDir: {} } ]
                """.formatted(name, signingSecret, PORT));
        kubectl.run("rollout", "status", "deployment/" + name, "--timeout=120s");
    }

    /** The ids of the events that it verified and stored, in the order in which they came. */
    List<String> stored() {
        return kubectl.run("logs", "deployment/" + name)
                .lines()
                .filter(line -> line.startsWith(STORED))
                .map(line -> line.substring(STORED.length()))
                .toList();
    }
}
