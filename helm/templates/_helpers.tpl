{{- /* The name of everything the chart makes: the release's, with the chart's where it is not in it already. */}}
{{- define "instagram-operator.name" -}}
{{- $chart := .Values.nameOverride | default .Chart.Name -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains $chart .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $chart | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "instagram-operator.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "instagram-operator.name" .) -}}
{{- end }}

{{- define "instagram-operator.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "instagram-operator.labels" -}}
{{ include "instagram-operator.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* The full name of an image. Takes a list of the root context and the values of the image; what these lack is the operator's. */}}
{{- define "instagram-operator.image" -}}
{{- $root := index . 0 -}}
{{- $image := index . 1 -}}
{{- $registry := $root.Values.image.registry -}}
{{- if not $registry -}}
{{- fail "image.registry is empty, and this project has no public images yet: push them to a registry of yours with 'dev/build --push REGISTRY', then add '--set image.registry=REGISTRY'." -}}
{{- end -}}
{{- if $image.digest -}}
{{- printf "%s/%s@%s" $registry $image.repository $image.digest -}}
{{- else -}}
{{- printf "%s/%s:%s" $registry $image.repository (coalesce $image.tag $root.Values.image.tag $root.Chart.AppVersion) -}}
{{- end -}}
{{- end }}

{{- /* What the operator does in a namespace that it watches. Nothing on secrets, which receivers have mounted.
     What belongs to an account or an app goes with it, so only what a living one may want no more is there to be deleted. */}}
{{- define "instagram-operator.rules" -}}
- apiGroups: [instagram-operator.io]
  resources: [instagramaccounts, metaapps]
  verbs: [get, list, watch, patch]
- apiGroups: [instagram-operator.io]
  resources: [eventsubscriptions]
  verbs: [list, watch]
- apiGroups: [instagram-operator.io]
  resources: [instagramaccounts/status, eventsubscriptions/status, metaapps/status]
  verbs: [patch]
# Never deleted by the operator; some clusters let nobody change the owners of what he may not delete.
- apiGroups: [apps]
  resources: [deployments]
  verbs: [list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [configmaps, persistentvolumeclaims, serviceaccounts, services]
  verbs: [list, watch, create, patch, delete]
# The second owner of all these.
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get]
- apiGroups: [networking.k8s.io]
  resources: [ingresses, networkpolicies]
  verbs: [list, watch, create, patch, delete]
# Of a gateway with several pods; the fewer it has, the less there is to keep.
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [list, watch, create, patch, delete]
# No part of Kubernetes: a rule on it does no harm where it is not installed.
- apiGroups: [gateway.networking.k8s.io]
  resources: [httproutes]
  verbs: [list, watch, create, patch, delete]
# Patched to make the kubelet refresh what it has mounted.
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch, patch]
# Patched to count the same again.
- apiGroups: [""]
  resources: [events]
  verbs: [create, patch]
{{- end }}
