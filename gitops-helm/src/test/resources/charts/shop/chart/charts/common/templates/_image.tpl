{{- define "common.image" -}}
{{ .registry }}/{{ .name }}:latest
{{- end }}
