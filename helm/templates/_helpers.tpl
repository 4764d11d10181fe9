{{- /* The name of everything the chart makes: the release's, with the chart's where it is not in it already. */}}
{{- define "instagram-operator.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
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

{{- /* What the operator does in a namespace that it watches. Nothing on secrets, which receivers have mounted;
     nothing to delete: what belongs to an account goes with it. */}}
{{- define "instagram-operator.rules" -}}
- apiGroups: [instagram-operator.io]
  resources: [instagramaccounts]
  verbs: [get, list, watch, patch]
- apiGroups: [instagram-operator.io]
  resources: [eventsubscriptions]
  verbs: [get, list, watch]
- apiGroups: [instagram-operator.io]
  resources: [instagramaccounts/status, eventsubscriptions/status]
  verbs: [patch]
- apiGroups: [apps]
  resources: [deployments]
  verbs: [list, watch, create, patch]
- apiGroups: [""]
  resources: [configmaps, persistentvolumeclaims, serviceaccounts, services]
  verbs: [list, watch, create, patch]
# Patched to make the kubelet refresh what it has mounted.
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch, patch]
{{- end }}
