package io.gitops4j.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Time, threads and chance come in from outside; only one class of the core touches the real ones.
 */
class OutsideWorldTest {
  private static final String EXEMPT = Production.ROOT + ".kernel.ThreadScheduler";

  private static final String ANY = "*";

  private static final String CONSTRUCTOR = "<init>";

  /** Forbidden members by the type that declares them. */
  private static final Map<String, Set<String>> FORBIDDEN =
      Map.ofEntries(
          Map.entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime")),
          Map.entry("java.util.Calendar", Set.of("getInstance")),
          Map.entry(
              "java.lang.Thread",
              Set.of(
                  "sleep", CONSTRUCTOR, "start", "ofVirtual", "ofPlatform", "startVirtualThread")),
          Map.entry("java.util.concurrent.TimeUnit", Set.of("sleep", "timedWait", "timedJoin")),
          Map.entry("java.util.concurrent.locks.LockSupport", Set.of("parkNanos", "parkUntil")),
          Map.entry("java.util.concurrent.Executors", Set.of(ANY)),
          Map.entry("java.util.concurrent.ThreadPoolExecutor", Set.of(CONSTRUCTOR)),
          Map.entry("java.util.concurrent.ScheduledThreadPoolExecutor", Set.of(CONSTRUCTOR)),
          Map.entry("java.util.concurrent.ForkJoinPool", Set.of(CONSTRUCTOR, "commonPool")),
          Map.entry(
              "java.util.concurrent.CompletableFuture",
              Set.of("orTimeout", "completeOnTimeout", "delayedExecutor")),
          Map.entry("java.util.Timer", Set.of(ANY)),
          Map.entry("java.util.Collection", Set.of("parallelStream")),
          Map.entry("java.util.stream.BaseStream", Set.of("parallel")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")));

  /** Constructors that read the clock or a seed of their own when they are given nothing. */
  private static final Set<String> FORBIDDEN_WITHOUT_ARGUMENTS =
      Set.of("java.util.Date", "java.util.GregorianCalendar", "java.util.Random");

  @Test
  void isReachedThroughTheSchedulerOnly() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : Production.classes()) {
      if (!isExempt(type)) {
        for (JavaCodeUnitAccess<?> access : type.getCodeUnitAccessesFromSelf()) {
          if (isForbidden(access.getTarget())) {
            violations.add(access.getDescription());
          }
        }
      }
    }

    assertThat(violations)
        .as("wall clock, sleep, threads or chance outside of " + EXEMPT)
        .isEmpty();
  }

  @Test
  void isReachedByTheOneExemptClass() {
    List<JavaClass> exempt =
        Production.classes().stream().filter(OutsideWorldTest::isExempt).toList();

    assertThat(exempt)
        .flatExtracting(JavaClass::getCodeUnitAccessesFromSelf)
        .extracting(JavaCodeUnitAccess::getTarget)
        .as("forbidden calls of %s: without any, the exemption or the check has gone stale", EXEMPT)
        .anyMatch(OutsideWorldTest::isForbidden);
  }

  private static boolean isExempt(JavaClass type) {
    return type.getName().equals(EXEMPT) || type.getName().startsWith(EXEMPT + "$");
  }

  private static boolean isForbidden(CodeUnitAccessTarget target) {
    Set<String> names = FORBIDDEN.getOrDefault(declaringType(target), Set.of());
    return names.contains(ANY)
        || names.contains(target.getName())
        || asksTheWallClock(target)
        || runsWithoutExecutor(target)
        || (FORBIDDEN_WITHOUT_ARGUMENTS.contains(target.getOwner().getName())
            && target.getName().equals(CONSTRUCTOR)
            && target.getRawParameterTypes().isEmpty());
  }

  /** An inherited member is called on the heir in byte code: {@code list.parallelStream()}. */
  private static String declaringType(CodeUnitAccessTarget target) {
    for (String type : FORBIDDEN.keySet()) {
      if (target.getOwner().isAssignableTo(type)) {
        return type;
      }
    }
    return target.getOwner().getName();
  }

  /**
   * {@code Clock.system…}, {@code Clock.tick…(zone)} and every {@code now} that is not given a
   * clock.
   */
  private static boolean asksTheWallClock(CodeUnitAccessTarget target) {
    boolean givenClock =
        target.getRawParameterTypes().stream()
            .anyMatch(type -> type.getName().equals("java.time.Clock"));
    if (!target.getOwner().getPackageName().startsWith("java.time") || givenClock) {
      return false;
    }
    boolean clock = target.getOwner().getName().equals("java.time.Clock");
    return target.getName().equals("now") || (clock && target.getName().matches("system.*|tick.*"));
  }

  /** The asynchronous steps of a future run on a pool of the JVM's unless they are given one. */
  private static boolean runsWithoutExecutor(CodeUnitAccessTarget target) {
    boolean future =
        target.getOwner().isAssignableTo("java.util.concurrent.CompletionStage")
            && target.getName().endsWith("Async");
    return future
        && target.getRawParameterTypes().stream()
            .noneMatch(type -> type.getName().equals("java.util.concurrent.Executor"));
  }
}
