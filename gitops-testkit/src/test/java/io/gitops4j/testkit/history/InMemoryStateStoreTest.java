package io.gitops4j.testkit.history;

import io.gitops4j.core.history.StateStore;
import io.gitops4j.testkit.contract.StateStoreContract;

class InMemoryStateStoreTest extends StateStoreContract {
  @Override
  protected StateStore emptyStore() {
    return StateStore.inMemory();
  }
}
