package io.gitops4j.testkit.fields;

/** The same on a server of old, which gives the owners of an empty container all that is in it. */
class OwningOnOldServerTest extends OwningTest {
  @Override
  Shop open() {
    return new Shop("v1.20.2");
  }
}
