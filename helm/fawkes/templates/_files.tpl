{{/* Folders of files a service reads, beside its /tmp: name, whose, and where its ConfigMap or Secret is. Takes root and name. */}}
{{- define "fawkes.folders" -}}
{{- $values := .root.Values }}
{{- $prefix := include "fawkes.prefix" .root }}
{{- if $values.access.issuers }}
- {name: issuers, configMap: {{ $prefix }}-issuers}
{{- end }}
{{- if and (eq .name "data-api") $values.catalog }}
- {name: catalog, configMap: {{ $prefix }}-catalog}
{{- end }}
{{- if and (eq .name "anomaly-detection") $values.anomalyRules }}
- {name: rules, configMap: {{ $prefix }}-anomaly-rules}
{{- end }}
{{- if eq .name "smart-alerting" }}
{{- if $values.alerting.configSecret }}
- {name: alerting, secret: {{ $values.alerting.configSecret }}}
{{- else if $values.alerting.config }}
- {name: alerting, configMap: {{ $prefix }}-alerting}
{{- end }}
{{- end }}
{{- end }}

{{/* Changes when a file changes that is read at the start only. alertmanager.yml and the catalog are read again. */}}
{{- define "fawkes.filesChecksum" -}}
{{- list .root.Values.access.issuers (eq .name "anomaly-detection" | ternary .root.Values.anomalyRules "") | toJson | sha256sum }}
{{- end }}
