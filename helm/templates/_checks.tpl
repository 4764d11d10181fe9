{{- /* What the schema cannot say, or not with a remedy. Nothing is looked up in the cluster: charts are rendered without one, too. */}}
{{- define "instagram-operator.checks" -}}
{{- include "instagram-operator.checkLabels" . }}
{{- if not (or .Values.serviceAccount.create .Values.serviceAccount.name) }}
{{- fail "serviceAccount.create is false and serviceAccount.name is empty: name the ServiceAccount that the operator is to use." }}
{{- end }}
{{- if and (eq (.Values.strategy.type | default "") "Recreate") .Values.strategy.rollingUpdate }}
{{- fail "strategy.rollingUpdate is for strategy.type RollingUpdate only: leave it out." }}
{{- end }}
{{- end }}

{{- define "instagram-operator.checkLabels" -}}
{{- $own := list "app.kubernetes.io/name" "app.kubernetes.io/instance" }}
{{- range $value, $taken := dict "podLabels" $own "commonLabels" (concat $own (list "app.kubernetes.io/version" "app.kubernetes.io/managed-by" "helm.sh/chart")) }}
{{- range $key, $_ := get $.Values $value }}
{{- if has $key $taken }}
{{- fail (printf "%s has %q, which the chart sets itself: leave it out." $value $key) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
