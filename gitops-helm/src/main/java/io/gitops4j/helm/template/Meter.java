package io.gitops4j.helm.template;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one rendering costs, and ends it when that is too much. Every loop, and every
 * function whose result is larger than its arguments, charges it before it does the work. Used by
 * one thread.
 *
 * @since 0.1.0
 */
public final class Meter {
  private static final long STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 1024;

  /** Levels on the stack of the caller, of which little may be left. */
  private static final int FIRST_STACK = 100;

  private static final int FRESH_STACK = 2000;

  /** No value is larger, however much may be built in all: it must be had in one piece. */
  private static final long LARGEST_VALUE = 64L << 20;

  private final Limits limits;
  private final LongSupplier nanoTime;
  private final long start;
  private long steps;
  private long nextLook;
  private long output;
  private long allocated;
  private int depth;
  private int stackStart;

  /** Starts to count now, by a clock as {@code System::nanoTime}. */
  public Meter(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** One small piece of work. */
  public void step() {
    steps(1);
  }

  /** Some small pieces of work, about as much as handling as many characters or elements. */
  public void steps(long count) {
    steps += Math.max(0, count);
    if (steps > limits.steps() || steps < 0) {
      throw new BudgetException("the templates do more than %,d steps".formatted(limits.steps()));
    }
    if (steps >= nextLook) {
      nextLook = steps + STEPS_BETWEEN_LOOKS_AT_THE_CLOCK;
      checkTime();
    }
  }

  /** Fails if the time is over or the thread is interrupted. */
  public void checkTime() {
    if (nanoTime.getAsLong() - start > limits.time().toNanos()) {
      throw new BudgetException("the templates take longer than " + limits.time());
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new BudgetException("the rendering was interrupted");
    }
  }

  /** A value of about so many bytes is about to be built; counts as work too. */
  public void allocate(long bytes) {
    long wanted = Math.max(0, bytes);
    if (wanted > LARGEST_VALUE) {
      throw new BudgetException(
          "the templates build a value of more than %,d bytes".formatted(LARGEST_VALUE));
    }
    if (wanted > limits.allocatedBytes() - allocated) {
      throw new BudgetException(
          "the templates build more than %,d bytes".formatted(limits.allocatedBytes()));
    }
    allocated += wanted;
    steps(wanted / 64);
  }

  /** So many bytes are about to be written. */
  public void output(long bytes) {
    output += bytes;
    if (output > limits.outputBytes()) {
      throw new BudgetException(
          "the templates write more than %,d bytes".formatted(limits.outputBytes()));
    }
  }

  /** Something goes one level deeper; {@link #leave} must follow, also after a failure. */
  public void enter() {
    depth++;
    if (depth > limits.depth()) {
      depth--;
      throw new BudgetException(
          "the templates are nested deeper than %,d levels".formatted(limits.depth()));
    }
  }

  /** The level is left. */
  public void leave() {
    depth--;
  }

  /**
   * Does something that may call itself again and again, one level deeper, on a fresh stack before
   * this one is used up.
   */
  public <T extends @Nullable Object> T deeper(Supplier<T> work) {
    enter();
    int before = stackStart;
    boolean fresh = depth - stackStart > (stackStart == 0 ? FIRST_STACK : FRESH_STACK);
    try {
      if (!fresh) {
        return work.get();
      }
      stackStart = depth;
      return FreshStack.run(work);
    } finally {
      stackStart = before;
      leave();
    }
  }

  /** How deep it is now. */
  public int depth() {
    return depth;
  }

  /** How many steps were done. */
  public long stepsDone() {
    return steps;
  }

  /**
   * What one rendering may cost.
   *
   * @param steps small pieces of work
   * @param outputBytes written by all templates, what is included counted each time
   * @param allocatedBytes of values that functions build
   * @param depth of calls and values
   * @param time from start to end
   */
  public record Limits(
      long steps, long outputBytes, long allocatedBytes, int depth, Duration time) {
    /** Far more than real charts need, and about a minute of one core at most. */
    public static final Limits DEFAULT =
        new Limits(500_000_000L, 256L << 20, 2L << 30, 20_000, Duration.ofMinutes(1));
  }
}
