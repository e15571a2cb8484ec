{{- define "shop.labels" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "shop.hook" -}}
"helm.sh/hook": pre-install,pre-upgrade
"helm.sh/hook-weight": "-5"
"helm.sh/hook-delete-policy": before-hook-creation
{{- end }}

{{- /* lookup in a comment stays, and so does "lookup" in text. */ -}}
{{- define "shop.password" -}}
{{- $found := (lookup "v1" "Secret" .Release.Namespace "shop") | default dict -}}
{{- $data := $found.data | default (dict "password" ("lookup found nothing" | b64enc)) -}}
{{- $data.password -}}
{{- end }}
