{{/* Everything a container of one service is told. Takes root, name, it (its row of the mesh) and settings. */}}
{{- define "fawkes.environment" -}}
{{- $root := .root }}
- name: {{ .it.listen }}
  value: {{ printf "%s:%v" $root.Values.listenAddress .it.port | quote }}
- name: FAWKES_MANAGEMENT_LISTEN
  value: {{ printf "%s:%v" $root.Values.listenAddress .it.management | quote }}
- name: FAWKES_LOG_LEVEL
  value: {{ $root.Values.logLevel }}
{{- include "fawkes.fromSecret" (dict "root" $root "variable" "FAWKES_AUTH_TOKEN_SHA256" "key" "auth-token-sha256") }}
{{- if $root.Values.access.issuers }}
- name: FAWKES_AUTH_ISSUERS_FILE
  value: /etc/fawkes/issuers/issuers.yaml
{{- end }}
{{- with $root.Values.telemetry.otlpEndpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . | quote }}
{{- end }}
- name: OTEL_RESOURCE_ATTRIBUTES
  value: {{ include "fawkes.resourceAttributes" $root | quote }}
{{- if .settings.javaOptions }}
- name: JDK_JAVA_OPTIONS
  value: {{ .settings.javaOptions | quote }}
{{- end }}
{{- if .it.stores }}
{{- include "fawkes.postgres" . }}
{{- end }}
{{- include (printf "fawkes.environment.%s" .name) . }}
{{- range $variable, $value := .settings.env }}
- name: {{ $variable }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "fawkes.resourceAttributes" -}}
{{- $attributes := list (printf "service.namespace=%s" (include "fawkes.prefix" .)) (printf "service.version=%s" .Chart.AppVersion) }}
{{- with .Values.telemetry.environment }}
{{- $attributes = append $attributes (printf "deployment.environment.name=%s" .) }}
{{- end }}
{{- join "," $attributes }}
{{- end }}

{{/* One variable out of the Secret. Without it in there the Pod does not start, or with optional the variable is not set. */}}
{{- define "fawkes.fromSecret" }}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ include "fawkes.secret" .root }}
      key: {{ .key }}
      {{- if .optional }}
      optional: true
      {{- end }}
{{- end }}

{{- define "fawkes.postgres" }}
{{- $root := .root }}
{{- if eq $root.Values.postgres.mode "cloudnativepg" }}
{{- $database := include "fawkes.database" .name }}
{{- $server := printf "%s-postgres-rw:5432/%s?sslmode=require" (include "fawkes.prefix" $root) $database }}
- name: POSTGRES_OWNER_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ printf "%s-postgres-%s-owner" (include "fawkes.prefix" $root) .name }}, key: password}}
- name: POSTGRES_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ printf "%s-postgres-%s" (include "fawkes.prefix" $root) .name }}, key: password}}
- name: FAWKES_POSTGRES_MIGRATION_URL
  value: {{ printf "postgresql://%s_owner:$(POSTGRES_OWNER_PASSWORD)@%s" $database $server | quote }}
- name: FAWKES_POSTGRES_URL
  value: {{ printf "postgresql://%s:$(POSTGRES_PASSWORD)@%s" $database $server | quote }}
{{- else }}
{{- include "fawkes.fromSecret" (dict "root" $root "variable" "FAWKES_POSTGRES_URL" "key" (printf "%s-postgres-url" .name)) }}
{{- include "fawkes.fromSecret" (dict "root" $root "variable" "FAWKES_POSTGRES_MIGRATION_URL" "key" (printf "%s-postgres-migration-url" .name) "optional" true) }}
{{- end }}
- name: FAWKES_POSTGRES_POOL_SIZE
  value: {{ $root.Values.postgres.poolSize | quote }}
{{- end }}

{{/* Where a peer answers: a headless Service, so that the client balances over its Pods. */}}
{{- define "fawkes.address" }}
{{- $mesh := include "fawkes.mesh" .root | fromYaml }}
- name: FAWKES_{{ .peer | upper | replace "-" "_" }}_ADDRESS
  value: {{ printf "%s-%s:%v" (include "fawkes.prefix" .root) .peer (index $mesh .peer "port") | quote }}
{{- end }}

{{- define "fawkes.peerToken" }}
{{- include "fawkes.fromSecret" (dict "root" . "variable" "FAWKES_PEER_TOKEN" "key" "peer-token") }}
{{- end }}

{{- define "fawkes.webhookSecrets" }}
{{- $root := .root }}
{{- range .sources }}
{{- $variable := printf "FAWKES_WEBHOOK_SECRET_%s" (upper .) }}
{{- include "fawkes.fromSecret" (dict "root" $root "variable" $variable "key" (printf "webhook-secret-%s" .) "optional" true) }}
{{- include "fawkes.fromSecret" (dict "root" $root "variable" (printf "%s_PREVIOUS" $variable) "key" (printf "webhook-secret-%s-previous" .) "optional" true) }}
{{- end }}
{{- end }}

{{- define "fawkes.environment.data-api" }}
{{- $root := .root }}
{{- include "fawkes.webhookSecrets" (dict "root" $root "sources" (list "github" "argocd" "jenkins" "gitlab" "cdevents" "devlake" "pagerduty" "generic")) }}
{{- range list "github" "argocd" "jenkins" "backstage" }}
{{- include "fawkes.fromSecret" (dict "root" $root "variable" (printf "FAWKES_%s_TOKEN" (upper .)) "key" (printf "%s-token" .) "optional" true) }}
{{- end }}
{{- if $root.Values.catalog }}
- name: FAWKES_CATALOG_PATH
  value: /etc/fawkes/catalog
{{- end }}
{{- end }}

{{- define "fawkes.environment.insights" }}
{{- include "fawkes.address" (dict "root" .root "peer" "data-api") }}
{{- include "fawkes.peerToken" .root }}
{{- end }}

{{- define "fawkes.environment.anomaly-detection" }}
{{- $root := .root }}
{{- include "fawkes.address" (dict "root" .root "peer" "data-api") }}
{{- include "fawkes.peerToken" .root }}
{{- with .root.Values.prometheus.url }}
- name: FAWKES_PROMETHEUS_URL
  value: {{ . | quote }}
{{- range list "token" "user" "password" }}
{{- include "fawkes.fromSecret" (dict "root" $root "variable" (printf "FAWKES_PROMETHEUS_%s" (upper .)) "key" (printf "prometheus-%s" .) "optional" true) }}
{{- end }}
{{- end }}
{{- if .root.Values.anomalyRules }}
- name: FAWKES_ANOMALY_RULES
  value: /etc/fawkes/rules/rules.yaml
{{- end }}
{{- end }}

{{- define "fawkes.environment.smart-alerting" }}
{{- include "fawkes.address" (dict "root" .root "peer" "data-api") }}
{{- include "fawkes.address" (dict "root" .root "peer" "anomaly-detection") }}
{{- include "fawkes.peerToken" .root }}
{{- include "fawkes.webhookSecrets" (dict "root" .root "sources" (list "alertmanager" "grafana" "alerts")) }}
{{- with include "fawkes.externalUrl" .root }}
- name: FAWKES_EXTERNAL_URL
  value: {{ . | quote }}
{{- end }}
{{- if or .root.Values.alerting.config .root.Values.alerting.configSecret }}
- name: FAWKES_ALERTMANAGER_CONFIG
  value: /etc/fawkes/alerting/alertmanager.yml
{{- end }}
{{- end }}

{{- define "fawkes.environment.gateway" }}
{{- $root := .root }}
{{- range list "data-api" "insights" "anomaly-detection" "smart-alerting" }}
{{- include "fawkes.address" (dict "root" $root "peer" .) }}
{{- end }}
{{- include "fawkes.peerToken" .root }}
{{- end }}
