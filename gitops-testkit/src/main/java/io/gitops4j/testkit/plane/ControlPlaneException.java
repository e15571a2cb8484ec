package io.gitops4j.testkit.plane;

import io.gitops4j.core.kernel.GitOpsException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control plane did not start.
 *
 * @since 0.1.0
 */
public final class ControlPlaneException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /**
   * Why it did not.
   *
   * @since 0.1.0
   */
  public enum Reason {
    /** There is no folder of programs, or it lacks one. */
    ASSETS_MISSING,
    /** A program ended by itself; the message quotes its last lines. */
    PROGRAM_ENDED,
    /** It took too long; the message says what was waited for. */
    NOT_READY,
    /** The machine refuses: no temporary folder, no port, no process. */
    MACHINE
  }

  private final Reason reason;

  private ControlPlaneException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  static ControlPlaneException assetsMissing(String what) {
    return new ControlPlaneException(
        Reason.ASSETS_MISSING,
        what
            + "; point KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and"
            + " kube-controller-manager",
        null);
  }

  static ControlPlaneException ended(Program program) {
    return new ControlPlaneException(
        Reason.PROGRAM_ENDED,
        "%s ended with code %d; its last lines:%s"
            .formatted(program.name(), program.exitCode(), quoted(program.lastLines())),
        null);
  }

  static ControlPlaneException notReady(Program program, String waitedFor, String limit) {
    return new ControlPlaneException(
        Reason.NOT_READY,
        "%s was not ready within %s, waited for %s; its last lines:%s"
            .formatted(program.name(), limit, waitedFor, quoted(program.lastLines())),
        null);
  }

  static ControlPlaneException machine(String what, @Nullable Throwable cause) {
    return new ControlPlaneException(Reason.MACHINE, what, cause);
  }

  private static String quoted(List<String> lines) {
    return lines.isEmpty() ? " none" : "\n  " + String.join("\n  ", lines);
  }

  /** Why it did not start. */
  public Reason reason() {
    return reason;
  }

  /** A slow machine may be faster the next time. */
  @Override
  public boolean isTransient() {
    return reason == Reason.NOT_READY;
  }
}
