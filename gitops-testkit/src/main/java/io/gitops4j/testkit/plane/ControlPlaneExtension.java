package io.gitops4j.testkit.plane;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the shared control plane when the first test asks for it; ends it after the last test. */
final class ControlPlaneExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ControlPlaneExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String test = context.getRequiredTestClass().getSimpleName();
    return switch (ControlPlaneSwitch.of(System.getenv())) {
      case RUN -> ConditionEvaluationResult.enabled("KUBEBUILDER_ASSETS is set");
      case SKIP -> {
        store(context)
            .computeIfAbsent(LeftOut.class, key -> new LeftOut(), LeftOut.class)
            .add(test);
        yield ConditionEvaluationResult.disabled(
            "no control plane; to run: " + ControlPlaneSwitch.HOW);
      }
      case FAIL ->
          throw new ExtensionConfigurationException(
              "%s needs a control plane, and CI=true leaves nothing out; run: %s"
                  .formatted(test, ControlPlaneSwitch.HOW));
    };
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KubernetesControlPlane.class;
  }

  @Override
  public KubernetesControlPlane resolveParameter(
      ParameterContext parameter, ExtensionContext context) {
    return store(context)
        .computeIfAbsent(
            KubernetesControlPlane.class,
            key -> KubernetesControlPlane.start(),
            KubernetesControlPlane.class);
  }

  /** Of the whole run: what lies in it is closed after the last test. */
  private static Store store(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE);
  }

  /** Told once, at the end: a skipped test is easily taken for one that passed. */
  private static final class LeftOut implements AutoCloseable {
    private final Set<String> tests = new TreeSet<>();

    synchronized void add(String test) {
      tests.add(test);
    }

    @Override
    public synchronized void close() {
      System.out.printf(
          "NOT RUN for want of a Kubernetes control plane: %s. To run: %s%n",
          String.join(", ", tests), ControlPlaneSwitch.HOW);
    }
  }
}
