package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.Signature;

/** Functions on semantic versions. */
final class VersionFunctions {
  private VersionFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    table.add("semver", Signature.of(STRING), VersionFunctions::version);
    table.add("semverCompare", Signature.of(STRING, STRING), VersionFunctions::matches);
  }

  private static Version version(Call call) {
    call.meter().steps(call.string(0).length());
    return Version.of(call.string(0));
  }

  private static boolean matches(Call call) {
    call.meter().steps(call.string(0).length() + (long) call.string(1).length());
    VersionConstraint constraint = VersionConstraint.of(call.string(0));
    return constraint.accepts(Version.of(call.string(1)));
  }
}
