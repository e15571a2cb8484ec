package io.gitops4j.testkit.plane;

/** Starts a control plane, tells its folder, and stays until somebody ends it. */
final class PlaneInAnotherJvm {
  private PlaneInAnotherJvm() {}

  public static void main(String[] arguments) throws Exception {
    KubernetesControlPlane plane = KubernetesControlPlane.start();
    System.out.println(plane.kubeconfigFile().getParent());
    int endOfInput = System.in.read();
    System.exit(endOfInput < 0 ? 0 : 1);
  }
}
