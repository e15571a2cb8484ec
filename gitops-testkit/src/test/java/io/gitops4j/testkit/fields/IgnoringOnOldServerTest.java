package io.gitops4j.testkit.fields;

/** The same on a server of old. */
class IgnoringOnOldServerTest extends IgnoringTest {
  @Override
  Shop open() {
    return new Shop("v1.20.2");
  }
}
