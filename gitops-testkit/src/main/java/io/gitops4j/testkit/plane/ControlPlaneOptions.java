package io.gitops4j.testkit.plane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a {@link KubernetesControlPlane} starts. Immutable.
 *
 * <p>The defaults: no kube-controller-manager, no further flags, two minutes to become ready.
 *
 * @since 0.1.0
 */
public final class ControlPlaneOptions {
  /** The variable of the environment that names the folder of the programs, as envtest has it. */
  static final String ASSETS = "KUBEBUILDER_ASSETS";

  private final Path assets;
  private final boolean controllers;
  private final List<String> serverFlags;
  private final Duration startLimit;

  private ControlPlaneOptions(
      Path assets, boolean controllers, List<String> serverFlags, Duration startLimit) {
    this.assets = assets;
    this.controllers = controllers;
    this.serverFlags = List.copyOf(serverFlags);
    this.startLimit = startLimit;
  }

  /**
   * The programs in the folder that {@code KUBEBUILDER_ASSETS} names.
   *
   * @throws ControlPlaneException if it names none
   */
  public static ControlPlaneOptions fromEnvironment() {
    return from(System.getenv());
  }

  static ControlPlaneOptions from(Map<String, String> environment) {
    String folder = environment.getOrDefault(ASSETS, "");
    if (folder.isBlank()) {
      throw ControlPlaneException.assetsMissing("KUBEBUILDER_ASSETS is not set");
    }
    return withAssets(Path.of(folder));
  }

  /** The programs in this folder: {@code etcd}, {@code kube-apiserver} and so on. */
  public static ControlPlaneOptions withAssets(Path folder) {
    Objects.requireNonNull(folder, "folder");
    return new ControlPlaneOptions(folder, false, List.of(), Duration.ofMinutes(2));
  }

  /** With kube-controller-manager: Deployments make ReplicaSets, namespaces end, owners collect. */
  public ControlPlaneOptions withControllerManager() {
    return new ControlPlaneOptions(assets, true, serverFlags, startLimit);
  }

  /**
   * With a further flag of kube-apiserver, after those set anyway.
   *
   * @param flag such as {@code --feature-gates=Name=true}
   */
  public ControlPlaneOptions withServerFlag(String flag) {
    if (!flag.startsWith("--")) {
      throw new IllegalArgumentException("a flag must begin with '--', was '" + flag + "'");
    }
    List<String> flags = new ArrayList<>(serverFlags);
    flags.add(flag);
    return new ControlPlaneOptions(assets, controllers, flags, startLimit);
  }

  /** With another time that each program has to become ready. */
  public ControlPlaneOptions withStartLimit(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("a start limit must be positive, was " + limit);
    }
    return new ControlPlaneOptions(assets, controllers, serverFlags, limit);
  }

  boolean hasControllers() {
    return controllers;
  }

  List<String> serverFlags() {
    return serverFlags;
  }

  Duration startLimit() {
    return startLimit;
  }

  /** The path of a program that can be run. */
  Path program(String name) {
    Path program = assets.resolve(name);
    if (!Files.isExecutable(program)) {
      throw ControlPlaneException.assetsMissing(
          "no program '%s' in '%s'".formatted(name, assets.toAbsolutePath()));
    }
    return program.toAbsolutePath();
  }
}
