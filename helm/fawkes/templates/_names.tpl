{{/* The mesh: where each service listens, whether it stores, and who may call it. NetworkPolicies and Deployments both read it. */}}
{{- define "fawkes.mesh" -}}
data-api: {port: 9101, management: 8082, listen: FAWKES_DATA_API_LISTEN, stores: true, callers: [gateway, insights, anomaly-detection, smart-alerting]}
insights: {port: 9102, management: 8083, listen: FAWKES_INSIGHTS_LISTEN, stores: {{ .Values.postgres.insightsCheckpoints }}, callers: [gateway]}
anomaly-detection: {port: 9103, management: 8084, listen: FAWKES_ANOMALY_DETECTION_LISTEN, stores: true, callers: [gateway, insights, smart-alerting]}
smart-alerting: {port: 9104, management: 8085, listen: FAWKES_SMART_ALERTING_LISTEN, stores: true, callers: [gateway]}
gateway: {port: 8080, management: 8081, listen: FAWKES_LISTEN, stores: false, callers: []}
{{- end }}

{{/* The values of one service: its own over the defaults. Takes root and name. */}}
{{- define "fawkes.settings" -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (index .root.Values.services .name)) | toYaml }}
{{- end }}

{{- define "fawkes.prefix" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- (contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name)) | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* What is the same in every version, so that it may select. Takes root and name. */}}
{{- define "fawkes.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "fawkes.labels" -}}
{{ include "fawkes.selector" . }}
app.kubernetes.io/part-of: fawkes
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Labels of what belongs to the mesh as a whole. */}}
{{- define "fawkes.meshLabels" -}}
{{ include "fawkes.labels" (dict "root" . "name" "mesh") }}
{{- end }}

{{- define "fawkes.image" -}}
{{- $image := .root.Values.image }}
{{- $path := compact (list $image.registry $image.repository .name) | join "/" }}
{{- with index $image.digests .name }}
{{- printf "%s@%s" $path . }}
{{- else }}
{{- printf "%s:%s" $path (default $.root.Chart.AppVersion $image.tag) }}
{{- end }}
{{- end }}

{{- define "fawkes.secret" -}}
{{- default (include "fawkes.prefix" .) .Values.secret.name }}
{{- end }}

{{- define "fawkes.tlsSecret" -}}
{{- default (printf "%s-tls" (include "fawkes.prefix" .)) .Values.ingress.tlsSecret }}
{{- end }}

{{- define "fawkes.externalUrl" -}}
{{- if .Values.externalUrl }}
{{- .Values.externalUrl }}
{{- else if and .Values.ingress.enabled .Values.ingress.hosts }}
{{- printf "https://%s" (first .Values.ingress.hosts) }}
{{- else if and .Values.route.enabled .Values.route.host }}
{{- printf "https://%s" .Values.route.host }}
{{- end }}
{{- end }}

{{/* The name PostgreSQL knows a service's database and serving role by: docs/operations/databases.md. */}}
{{- define "fawkes.database" -}}
{{- printf "fawkes_%s" (replace "-" "_" .) }}
{{- end }}
