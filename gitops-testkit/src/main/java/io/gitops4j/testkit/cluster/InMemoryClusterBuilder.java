package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.merge.ServerProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Settings of an {@link InMemoryCluster}. Unless told otherwise: version {@code v1.34.1}, seed 1,
 * controllers run, a pod is ready 5 seconds after it was made, and a job is done 10 seconds after
 * its pod runs. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class InMemoryClusterBuilder {
  private final String name;
  private final List<ServedKind> customKinds = new ArrayList<>();
  private String version = "v1.34.1";
  private Optional<ServerProfile> profile = Optional.empty();
  private long seed = 1;
  private boolean hasControllers = true;
  private int remembered = 1000;
  private boolean hasWorkloads = true;
  private Duration podReadyAfter = Duration.ofSeconds(5);
  private Duration jobDoneAfter = Duration.ofSeconds(10);

  InMemoryClusterBuilder(String name) {
    this.name = name;
  }

  /**
   * The version that the cluster tells of itself, such as {@code v1.20.2}; it answers as servers of
   * that version do, as far as it knows in what they differ.
   *
   * @throws IllegalArgumentException if this is no version
   */
  public InMemoryClusterBuilder version(String wanted) {
    Release.of(wanted);
    this.version = wanted;
    return this;
  }

  /** In what server-side apply differs from current servers; that of the version if not told. */
  public InMemoryClusterBuilder profile(ServerProfile wanted) {
    this.profile = Optional.of(wanted);
    return this;
  }

  /**
   * How many writes lists and watches of {@link InMemoryCluster#api} may begin in the past; what is
   * older is gone (410). 1000 unless told otherwise.
   */
  public InMemoryClusterBuilder rememberingWrites(int wanted) {
    this.remembered = wanted;
    return this;
  }

  /** What uids and generated names are made of; equal seeds give equal ones. */
  public InMemoryClusterBuilder seed(long wanted) {
    this.seed = wanted;
    return this;
  }

  /** How long a pod takes from its creation until it is ready. */
  public InMemoryClusterBuilder podsReadyAfter(Duration delay) {
    this.podReadyAfter = delay;
    return this;
  }

  /** How long the pod of a job runs. */
  public InMemoryClusterBuilder jobsDoneAfter(Duration delay) {
    this.jobDoneAfter = delay;
    return this;
  }

  /**
   * Nothing but the API server: nobody acts on workloads, as in tests against a bare control plane.
   * Garbage collection and the end of namespaces are at work all the same.
   */
  public InMemoryClusterBuilder withoutWorkloads() {
    this.hasWorkloads = false;
    return this;
  }

  /**
   * The bare API server: nobody collects garbage or empties namespaces either. A namespace that is
   * deleted terminates until its {@code finalize} is written, dependents stay, and so does what is
   * deleted in the foreground.
   */
  public InMemoryClusterBuilder withoutControllers() {
    this.hasControllers = false;
    return withoutWorkloads();
  }

  /** Serves a kind of an extension, whose schema is not known; {@code status} is a sub-resource. */
  public InMemoryClusterBuilder serving(ApiResource kind) {
    customKinds.add(ServedKind.unknown(kind));
    return this;
  }

  /**
   * The cluster, with the namespaces {@code default}, {@code kube-system}, {@code kube-public} and
   * {@code kube-node-lease}.
   *
   * @param scheduler of all that happens later; the caller closes it
   */
  public InMemoryCluster on(Scheduler scheduler) {
    return InMemoryCluster.create(this, scheduler);
  }

  String name() {
    return name;
  }

  String version() {
    return version;
  }

  Release release() {
    return Release.of(version);
  }

  ServerProfile profile() {
    return profile.orElseGet(() -> ServerProfile.ofVersion(version).orElse(ServerProfile.CURRENT));
  }

  boolean hasControllers() {
    return hasControllers;
  }

  int remembered() {
    return remembered;
  }

  long seed() {
    return seed;
  }

  boolean hasWorkloads() {
    return hasWorkloads;
  }

  Duration podReadyAfter() {
    return podReadyAfter;
  }

  Duration jobDoneAfter() {
    return jobDoneAfter;
  }

  List<ServedKind> customKinds() {
    return customKinds;
  }
}
