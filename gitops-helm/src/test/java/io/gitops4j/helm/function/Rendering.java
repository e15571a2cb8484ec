package io.gitops4j.helm.function;

import io.gitops4j.helm.format.YamlReader;
import io.gitops4j.helm.template.Builtins;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Meter;
import io.gitops4j.helm.template.Meter.Limits;
import io.gitops4j.helm.template.Surroundings;
import io.gitops4j.helm.template.TemplateEvaluation;
import io.gitops4j.helm.template.TemplateParser;
import io.gitops4j.helm.template.TemplateSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** One template called {@code case}, with the values of the corpus, at a fixed time. */
final class Rendering {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static final TemplateParser PARSER =
      new TemplateParser(
          FunctionTable.builder().addAll(Builtins.table()).addAll(Functions.table()).build(), 0);

  private final Set<String> unstable = new TreeSet<>();
  private final Meter meter;
  private final Random random;

  private Rendering(Limits limits, long seed) {
    this.meter = new Meter(limits, System::nanoTime);
    this.random = new Random(seed);
  }

  static Rendering withSeed(long seed) {
    return new Rendering(Limits.DEFAULT, seed);
  }

  static Rendering within(Limits limits) {
    return new Rendering(limits, 7);
  }

  /** What a template prints. */
  static String of(String template) {
    return withSeed(7).print(template);
  }

  String print(String template) {
    TemplateSet set = TemplateSet.of(List.of(PARSER.parse("case", template)));
    Surroundings surroundings =
        new Surroundings(
            meter, Clock.fixed(NOW, ZoneOffset.UTC), random, unstable::add, lookup -> new GoMap());
    return new TemplateEvaluation(PARSER, set, surroundings).include("case", data());
  }

  /** The functions used whose results change. */
  Set<String> unstable() {
    return unstable;
  }

  private static GoMap data() {
    Meter meter = new Meter(Limits.DEFAULT, System::nanoTime);
    GoMap values = (GoMap) YamlReader.read(Corpus.text("values.yaml"), meter);
    GoType type = GoType.named("common.Values", GoType.MAP);
    GoMap root = new GoMap(type);
    root.put("Values", Objects.requireNonNull(values).as(type));
    return root;
  }
}
