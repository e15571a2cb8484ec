package io.gitops4j.examples.guestbook;

import io.gitops4j.core.kernel.GitOpsException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Plays the guestbook story on embedded clusters, or refresh, diff, sync and history on any
 * repository:
 *
 * <pre>
 * ./examples/run guestbook
 * ./examples/run guestbook --repository URL [--path P] [--values F] [--revision R]
 * </pre>
 *
 * <p>Exits with 0 only if every expected state was reached, with 1 and the reason otherwise, with 2
 * for arguments that it does not understand.
 *
 * @since 0.1.0
 */
public final class GuestbookExample {
  private GuestbookExample() {}

  /** See the type. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(arguments, new Narrator(out, hasColours()), err));
  }

  /** Java 17 can't tell a terminal from a file; {@code ./examples/run} can, and says so. */
  private static boolean hasColours() {
    return Boolean.getBoolean("gitops4j.terminal") && System.getenv("NO_COLOR") == null;
  }

  static int run(String[] arguments, Narrator narrator, PrintStream err) {
    try {
      Arguments.parse(arguments)
          .repository()
          .ifPresentOrElse(
              wanted -> AnyRepository.play(wanted, narrator), () -> Story.playAll(narrator));
      return 0;
    } catch (Arguments.UsageException e) {
      err.println("guestbook: " + e.getMessage());
      return 2;
    } catch (UnexpectedStateException | GitOpsException e) {
      err.println("guestbook: " + e.getMessage());
      return 1;
    }
  }
}
