package io.gitops4j.helm.template;

import io.gitops4j.helm.template.Evaluation.Lookup;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What one rendering gets from outside.
 *
 * @param meter that counts its costs
 * @param clock with the local time zone
 * @param random the only source of chance
 * @param unstable is told the name of each function used whose result is another one next time
 * @param lookup answers what a cluster has; an empty map for nothing
 * @since 0.1.0
 */
public record Surroundings(
    Meter meter,
    Clock clock,
    RandomGenerator random,
    Consumer<String> unstable,
    Function<Lookup, GoMap> lookup) {}
