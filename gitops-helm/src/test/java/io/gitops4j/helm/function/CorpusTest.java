package io.gitops4j.helm.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.helm.function.Corpus.Case;
import io.gitops4j.helm.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What templates print, against what helm printed for them. */
class CorpusTest {
  private static final Pattern POSITIONED =
      Pattern.compile("Error: (case:[0-9:]+)\\n  executing (.*)", Pattern.DOTALL);
  private static final Pattern ENDED =
      Pattern.compile("Error: execution error at \\((case:[0-9:]+)\\): (.*)", Pattern.DOTALL);
  private static final Pattern UNPARSED =
      Pattern.compile("Error: parse error at \\((case:[0-9]+)\\): (.*)", Pattern.DOTALL);

  static List<String> files() {
    return Corpus.FILES;
  }

  @ParameterizedTest
  @MethodSource("files")
  void printsWhatHelmPrints(String file) {
    List<String> differences = new ArrayList<>();
    for (Case wanted : Corpus.cases(file)) {
      String got = printed(wanted.template());
      boolean same =
          wanted.failed() ? isFailure(wanted.answer(), got) : got.equals("= " + wanted.answer());
      if (!same) {
        differences.add(
            "%n%s%n  helm: %s%n  we:   %s"
                .formatted(wanted.template(), shown(wanted.answer()), shown(got)));
      }
    }

    assertThat(differences).isEmpty();
  }

  private static String shown(String text) {
    return text.replace("\n", "\\n").replace("\t", "\\t");
  }

  private static String printed(String template) {
    try {
      return "= " + Rendering.of(template);
    } catch (TemplateException e) {
      return "! " + e.text();
    }
  }

  /** Helm words the errors of Go's templates in its own way. */
  private static boolean isFailure(String answer, String got) {
    Matcher ended = ENDED.matcher(answer);
    if (ended.matches()) {
      return got.contains(ended.group(1))
          && got.contains("HELM_ERR_START" + ended.group(2).stripTrailing() + "HELM_ERR_END");
    }
    return flat(got).equals("! " + flat(goError(answer)));
  }

  private static String goError(String answer) {
    Matcher positioned = POSITIONED.matcher(answer);
    if (positioned.matches()) {
      return "template: " + positioned.group(1) + ": executing " + positioned.group(2);
    }
    Matcher unparsed = UNPARSED.matcher(answer);
    return unparsed.matches()
        ? "template: " + unparsed.group(1) + ": " + unparsed.group(2)
        : answer.replaceFirst("^Error: ", "");
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
