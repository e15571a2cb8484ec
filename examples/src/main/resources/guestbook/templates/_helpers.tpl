{{/* Labels of one component. Takes a dict with the root and the component's name. */}}
{{- define "guestbook.labels" -}}
app.kubernetes.io/name: guestbook
app.kubernetes.io/part-of: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* The image of one component's values. */}}
{{- define "guestbook.image" -}}
{{ .repository }}:{{ .tag }}
{{- end }}
