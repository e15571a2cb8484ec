package io.gitops4j.helm.chart;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.render.UnrenderableException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks values against the {@code values.schema.json} of the chart and of each subchart. */
public final class ValuesSchemas {
  private static final URI ADDRESS = URI.create("file:///values.schema.json");

  private final Map<String, String> violations = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private @Nullable ChartFile firstViolated;

  private ValuesSchemas() {}

  /**
   * Checks all.
   *
   * @return what a person should know: schemas that were left out, since they refer to others
   * @throws UnrenderableException naming every violation with its place, chart by chart
   */
  public static List<String> check(ReleaseChart release) {
    ValuesSchemas schemas = new ValuesSchemas();
    schemas.check(release.chart(), release.values());
    if (schemas.firstViolated != null) {
      String all =
          schemas.violations.entrySet().stream()
              .map(entry -> "%s:\n%s".formatted(entry.getKey(), entry.getValue()))
              .collect(Collectors.joining("\n"));
      throw new UnrenderableException(
          new SourcePosition(schemas.firstViolated.path(), 1, 1),
          "values don't meet the specifications of the schema(s) in the following chart(s):\n"
              + all,
          null);
    }
    return schemas.warnings;
  }

  private void check(Chart chart, Map<String, @Nullable Object> values) {
    chart.schema().ifPresent(schema -> check(chart, schema, values));
    for (Chart subchart : chart.subcharts()) {
      Tables.asMap(values.get(subchart.name())).ifPresent(below -> check(subchart, below));
    }
  }

  private void check(Chart chart, ChartFile file, Map<String, @Nullable Object> values) {
    try {
      Object schema = Json.parse(file.text());
      if (SchemaReferences.leadElsewhere(schema)) {
        warnings.add(
            "'%s' refers to other schemas than its own parts, which are not loaded here: the values are not checked against it"
                .formatted(file.path()));
        return;
      }
      List<Error> errors = validate(schema, values);
      if (!errors.isEmpty()) {
        violated(chart, file, SchemaMessages.lines(errors));
      }
    } catch (InvalidSchemaException e) {
      violated(chart, file, "the schema is none:\n" + SchemaMessages.lines(e.getErrors()));
    } catch (JsonSchemaException | IllegalArgumentException e) {
      violated(chart, file, String.valueOf(e.getMessage()));
    }
  }

  private void violated(Chart chart, ChartFile file, String what) {
    violations.put(chart.name(), what);
    firstViolated = firstViolated == null ? file : firstViolated;
  }

  private static List<Error> validate(
      @Nullable Object schema, Map<String, @Nullable Object> values) {
    Validator validator =
        new ValidatorFactory()
            .withDefaultDialect(new Dialects.Draft2020Dialect())
            .withJsonNodeFactory(PlainNode.factory())
            .withSchemaResolver(address -> SchemaResolver.Result.empty())
            .withMessageProvider(SchemaMessages::of)
            .withEvaluatorFactory(new Expressions())
            .createValidator();
    URI address = validator.registerSchema(ADDRESS, new PlainNode(schema, ""));
    return validator.validate(address, new PlainNode(values, "")).getErrors();
  }

  /** Regular expressions that take no more time than the text is long, as those of Go. */
  private static final class Expressions implements EvaluatorFactory {
    @Override
    public Optional<Evaluator> create(
        dev.harrel.jsonschema.SchemaParsingContext context, String keyword, JsonNode schema) {
      return keyword.equals("pattern") && schema.isString()
          ? Optional.of(pattern(schema.asString()))
          : Optional.empty();
    }

    private static Evaluator pattern(String expression) {
      Pattern pattern = compiled(expression);
      return (context, node) ->
          !node.isString() || pattern.matcher(node.asString()).find()
              ? Evaluator.Result.success()
              : Evaluator.Result.failure(
                  "'%s' does not match pattern '%s'".formatted(node.asString(), expression));
    }

    private static Pattern compiled(String expression) {
      try {
        return Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "the pattern '%s' is none: %s".formatted(expression, e.getMessage()), e);
      }
    }
  }
}
