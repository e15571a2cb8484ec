package io.gitops4j.jgit;

import io.gitops4j.core.source.GitSource;
import io.gitops4j.core.source.GitWriter;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.testkit.contract.GitWriterContract;
import io.gitops4j.testkit.git.InMemoryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** {@link JGitWriter} keeps the contract wherever the repository lies. */
class JGitWriterTest {

  abstract static class Contract extends GitWriterContract {
    private final Place.Setup setup;
    @TempDir private Path temp;
    private Place place = Place.path(Path.of("/unused"));
    private JGitSource source = JGitSource.cachingIn(Path.of("unused"));

    Contract(Place.Setup setup) {
      this.setup = setup;
    }

    @BeforeEach
    void open() throws IOException {
      place = setup.in(Files.createDirectory(temp.resolve("remote")));
      source =
          JGitSource.cachingIn(
              temp.resolve("cache"), JGitOptions.defaults().withCredentials(place.credentials()));
    }

    @AfterEach
    void close() throws IOException {
      source.close();
      place.close();
    }

    @Override
    protected GitWriter writer() {
      return JGitWriter.using(source);
    }

    @Override
    protected GitSource source() {
      return source;
    }

    @Override
    protected RepositoryUrl publish(InMemoryRepository repository) {
      return place.publish(repository);
    }
  }

  @Nested
  class OverALocalPath extends Contract {
    OverALocalPath() {
      super(Place::path);
    }
  }

  @Nested
  class OverAFileAddress extends Contract {
    OverAFileAddress() {
      super(Place::file);
    }
  }

  @Nested
  class OverHttp extends Contract {
    OverHttp() {
      super(Place::http);
    }
  }

  @Nested
  class OverHttpWithAPassword extends Contract {
    OverHttpWithAPassword() {
      super(Place::protectedHttp);
    }
  }

  @Nested
  class OverSsh extends Contract {
    OverSsh() {
      super(Place::ssh);
    }
  }
}
