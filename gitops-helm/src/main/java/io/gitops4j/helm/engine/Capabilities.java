package io.gitops4j.helm.engine;

import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates see as {@code .Capabilities}. */
final class Capabilities {
  private static final GoType VERSIONS =
      GoType.named("common.VersionSet", GoType.STRINGS, Capabilities::method);

  private static final GoType TYPE = GoType.pointerTo(GoType.struct("common.Capabilities"));

  private Capabilities() {}

  static Struct of(ReleaseFacts facts) {
    List<String> apis = new ArrayList<>(KnownApis.VERSIONS);
    apis.addAll(facts.apiVersions());
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("KubeVersion", KubeVersion.of(facts.kubeVersion()));
    fields.put("APIVersions", GoList.copyOf(VERSIONS, apis));
    fields.put("HelmVersion", helmVersion());
    return new Struct(TYPE, fields);
  }

  private static Struct helmVersion() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Version", "v4.1.4");
    fields.put("GitCommit", "05fa37973dc9e42b76e1d2883494c87174b6074f");
    fields.put("GitTreeState", "clean");
    fields.put("GoVersion", "go1.25.9");
    fields.put("KubeClientVersion", "v1.35");
    return new Struct(GoType.struct("version.BuildInfo"), fields);
  }

  private static GoObject.@Nullable Method method(Object receiver, String name) {
    GoList versions = (GoList) receiver;
    return name.equals("Has")
        ? new GoObject.Method(
            Signature.of(GoType.STRING), call -> versions.contains(call.string(0)))
        : null;
  }
}
