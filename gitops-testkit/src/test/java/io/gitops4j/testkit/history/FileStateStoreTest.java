package io.gitops4j.testkit.history;

import io.gitops4j.core.history.StateStore;
import io.gitops4j.testkit.contract.StateStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileStateStoreTest extends StateStoreContract {
  @TempDir Path folder;

  @Override
  protected StateStore emptyStore() {
    return StateStore.directory(folder);
  }

  @Override
  protected StateStore reopened(StateStore used) {
    used.close();
    return StateStore.directory(folder);
  }
}
