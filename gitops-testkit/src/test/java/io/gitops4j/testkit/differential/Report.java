package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.ManifestWriter;

/** Tells of a difference so that somebody can mend it. */
final class Report {
  private Report() {}

  static String of(Sequence sequence, Difference difference) {
    return """
        %s
        seed %d, %s
        to run it again: mvn -Dquick -pl gitops-testkit -am test -Dtest=DifferentialTest \
        -Dsurefire.failIfNoSpecifiedTests=false -Dseed=%d

        %s
        --- the server answered
        %s
        --- the in-memory cluster answered
        %s
        """
        .formatted(
            difference.kind(sequence),
            sequence.seed(),
            difference.text(),
            sequence.seed(),
            sequence.text(),
            ManifestWriter.write(difference.seenReal()),
            ManifestWriter.write(difference.seenOurs()));
  }
}
