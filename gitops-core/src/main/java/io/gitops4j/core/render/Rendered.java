package io.gitops4j.core.render;

import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * What a rendering gave: everything or nothing, so that a failed one can never be taken for an
 * application without objects.
 *
 * @since 0.1.0
 */
public sealed interface Rendered {

  /**
   * All manifests that the application wants.
   *
   * @param manifests in the renderer's order; may be none
   * @param warnings what a person should know, such as an ignored setting
   * @since 0.1.0
   */
  record Complete(List<Manifest> manifests, List<String> warnings) implements Rendered {
    /** Copies the lists. */
    public Complete {
      manifests = List.copyOf(manifests);
      warnings = List.copyOf(warnings);
    }

    /** Without warnings. */
    public static Complete of(List<Manifest> manifests) {
      return new Complete(manifests, List.of());
    }
  }

  /**
   * Nothing, because something is wrong with the files or the settings. Trying again with the same
   * request will not help.
   *
   * @param application for whom
   * @param reason what is wrong and what would be right
   * @param position where, if it is known
   * @since 0.1.0
   */
  record Failed(ApplicationName application, String reason, Optional<SourcePosition> position)
      implements Rendered {
    /** A sentence for a person. */
    public String message() {
      return "cannot render '%s': %s%s"
          .formatted(application, position.map(at -> at + ": ").orElse(""), reason);
    }
  }
}
