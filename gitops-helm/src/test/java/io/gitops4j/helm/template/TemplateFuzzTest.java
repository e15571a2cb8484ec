package io.gitops4j.helm.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a template says, it prints something or fails with a typed error, within its budget.
 * {@code -Dseed} starts elsewhere, {@code -Dtries} tries more.
 */
class TemplateFuzzTest {
  private static final long SEED = Long.getLong("seed", 1);
  private static final int TRIES = Integer.getInteger("tries", 2000);
  private static final Meter.Limits LIMITS =
      new Meter.Limits(200_000, 1 << 20, 4 << 20, 500, Duration.ofSeconds(20));

  @Test
  void randomTemplatesFailInWordsOnly() throws IOException {
    GoMap data = Templates.data();
    for (long seed = SEED; seed < SEED + TRIES; seed++) {
      tryOut(RandomTemplate.of(seed), data);
    }
  }

  @Test
  void brokenTemplatesFailInWordsOnly() throws IOException {
    GoMap data = Templates.data();
    List<String> templates = known();
    Random random = new Random(SEED);
    for (int i = 0; i < TRIES * 5; i++) {
      String template = templates.get(random.nextInt(templates.size()));
      tryOut(RandomTemplate.mutated(template, random), data);
    }
  }

  private static List<String> known() throws IOException {
    List<String> templates = new ArrayList<>();
    for (Path file : TemplateCases.files()) {
      TemplateCases.read(file).forEach(each -> templates.add(each.template()));
    }
    return templates;
  }

  private static void tryOut(String template, GoMap data) {
    try {
      Templates.render(template, data, LIMITS);
    } catch (TemplateException | BudgetException e) {
      assertThat(e.getMessage()).isNotBlank();
    } catch (RuntimeException | Error e) {
      fail("'%s' fails with %s".formatted(template, e), e);
    }
  }

  /** The real program says the same about templates by chance. */
  @Test
  @EnabledIfSystemProperty(named = "gitops4j.helm", matches = ".+")
  void printsWhatHelmPrints(@TempDir Path folder) throws Exception {
    String values = Files.readString(TemplateCases.folder().resolve("values.yaml"));
    RealHelm helm = RealHelm.withValues(folder, values);
    List<String> known = known();
    Random random = new Random(SEED);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Integer.getInteger("tries", 100); i++) {
      String template =
          i % 2 == 0
              ? RandomTemplate.of(random.nextLong())
              : RandomTemplate.mutated(known.get(random.nextInt(known.size())), random);
      TemplateCases.Case theirs = helm.answer(template);
      TemplateCases.Case ours = TemplateTest.answer(template);
      String said = GoStrings.readable(ours.expected());
      // What Helm says of its root object, and of functions that only it has, can't be the same.
      boolean comparable =
          !theirs.expected().contains("Capabilities") && !said.endsWith(" not defined");
      if (comparable && !said.equals(theirs.expected())) {
        differences.add("%s\n  ours: %s\n  helm: %s".formatted(template, said, theirs.expected()));
      }
    }
    assertThat(differences).isEmpty();
  }
}
