package io.gitops4j.testkit.time;

import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.testkit.contract.SchedulerContract;

class ThreadSchedulerTest extends SchedulerContract {
  @Override
  protected Scheduler newScheduler() {
    return Scheduler.threads();
  }
}
