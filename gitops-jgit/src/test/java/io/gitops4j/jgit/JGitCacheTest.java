package io.gitops4j.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceTree;
import io.gitops4j.testkit.git.InMemoryGit;
import io.gitops4j.testkit.git.InMemoryRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The copies in the cache folder: who waits for whom, and what happens when they are damaged. */
@Timeout(120)
class JGitCacheTest {
  @TempDir private Path temp;
  private final InMemoryRepository origin =
      new InMemoryGit().repository("https://git.example/guestbook.git");
  private final Revision first = origin.commit("master").file("values.yaml", "tag: 0.1\n").push();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Path remote = Path.of("unused");
  private Path cache = Path.of("unused");
  private JGitSource source = JGitSource.cachingIn(Path.of("unused"));

  @BeforeEach
  void open() {
    remote = temp.resolve("remote/guestbook.git");
    cache = temp.resolve("cache");
    origin.exportTo(remote);
    source = JGitSource.cachingIn(cache);
  }

  @AfterEach
  void close() {
    source.close();
    threads.shutdownNow();
  }

  @Test
  void readersDoNotWaitForAFetchOfWhatTheyHave() throws Exception {
    try (HttpGitServer server = new HttpGitServer(temp.resolve("remote"))) {
      RepositoryUrl url = RepositoryUrl.of(server.address() + "/guestbook.git");
      SourceTree read = source.tree(url, first);
      Revision second = origin.commit("master").file("values.yaml", "tag: 0.2\n").push();
      origin.exportTo(remote);
      CountDownLatch asked = new CountDownLatch(1);
      CountDownLatch released = new CountDownLatch(1);
      server.beforeAnswer(
          () -> {
            asked.countDown();
            await(released);
          });
      Future<SourceTree> fetching = threads.submit(() -> source.tree(url, second));
      await(asked);

      assertThat(text(read)).isEqualTo("tag: 0.1\n");
      assertThat(text(source.tree(url, first))).isEqualTo("tag: 0.1\n");
      assertThat(source.commit(url, first).revision()).isEqualTo(first);
      assertThat(source.isAncestor(url, first, first)).isTrue();
      assertThat(fetching.isDone()).isFalse();

      released.countDown();
      assertThat(text(fetching.get())).isEqualTo("tag: 0.2\n");
    }
  }

  @Test
  void manyReadersOfOneNewCommitShareOneFetch() throws Exception {
    try (HttpGitServer server = new HttpGitServer(temp.resolve("remote"))) {
      RepositoryUrl url = RepositoryUrl.of(server.address() + "/guestbook.git");
      CountDownLatch asked = new CountDownLatch(1);
      CountDownLatch released = new CountDownLatch(1);
      server.beforeAnswer(
          () -> {
            asked.countDown();
            await(released);
          });
      List<Future<SourceTree>> readers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        readers.add(threads.submit(() -> source.tree(url, first)));
      }
      await(asked);
      released.countDown();

      for (Future<SourceTree> reader : readers) {
        assertThat(text(reader.get())).isEqualTo("tag: 0.1\n");
      }
      assertThat(server.requests())
          .filteredOn(request -> request.equals("GET /guestbook.git/info/refs"))
          .hasSize(1);
    }
  }

  @Test
  void anotherProcessFindsWhatIsInTheCacheWithoutTheRemote() throws IOException {
    RepositoryUrl url = RepositoryUrl.of(remote.toString());
    source.tree(url, first);
    source.close();
    Files.move(remote, remote.resolveSibling("away"));

    try (JGitSource later = JGitSource.cachingIn(cache)) {
      assertThat(text(later.tree(url, first))).isEqualTo("tag: 0.1\n");
    }
  }

  @Test
  void aCopyWithoutItsObjectsIsFetchedAnew() throws IOException {
    RepositoryUrl url = RepositoryUrl.of(remote.toString());
    SourceTree read = source.tree(url, first);
    source.close();
    deleteBelow(copy().resolve("objects"));

    try (JGitSource later = JGitSource.cachingIn(cache)) {
      assertThat(text(later.tree(url, first))).isEqualTo("tag: 0.1\n");
    }
    assertThat(read.revision()).isEqualTo(first);
  }

  @Test
  void aCopyThatIsDamagedWhileItIsOpenIsSetAsideAndFetchedAnew() throws IOException {
    RepositoryUrl url = RepositoryUrl.of(remote.toString());
    SourceTree tree = source.tree(url, first);
    deleteBelow(copy().resolve("objects"));
    WindowCacheConfig cold = new WindowCacheConfig();
    cold.install();

    assertThat(text(tree)).isEqualTo("tag: 0.1\n");
    assertThat(text(source.tree(url, first))).isEqualTo("tag: 0.1\n");
  }

  @Test
  void aTruncatedPackIsSetAside() throws IOException {
    RepositoryUrl url = RepositoryUrl.of(remote.toString());
    for (int i = 0; i < 150; i++) {
      origin.commit("master").file("f" + i, "content " + i).push();
    }
    Revision last = origin.head("master");
    origin.exportTo(remote);
    source.tree(url, last);
    source.close();
    try (Stream<Path> files = Files.walk(copy())) {
      for (Path pack : files.filter(f -> f.toString().endsWith(".pack")).toList()) {
        assertThat(pack.toFile().setWritable(true)).isTrue();
        Files.write(pack, new byte[] {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 1});
      }
    }

    try (JGitSource later = JGitSource.cachingIn(cache)) {
      assertThat(text(later.tree(url, last))).isEqualTo("tag: 0.1\n");
    }
  }

  @Test
  void aCopyThatIsNoRepositoryIsSetAside() throws IOException {
    RepositoryUrl url = RepositoryUrl.of(remote.toString());
    source.tree(url, first);
    source.close();
    Path copy = copy();
    Files.delete(copy.resolve("HEAD"));

    try (JGitSource later = JGitSource.cachingIn(cache)) {
      assertThat(text(later.tree(url, first))).isEqualTo("tag: 0.1\n");
    }
    assertThat(copy.resolveSibling(copy.getFileName() + ".damaged")).isDirectory();
  }

  @Test
  void locksThatACrashLeftBehindDoNotStopAnybody() throws IOException {
    RepositoryUrl url = RepositoryUrl.of(remote.toString());
    source.tree(url, first);
    source.close();
    for (String lock : List.of("refs/heads/master.lock", "packed-refs.lock", "FETCH_HEAD.lock")) {
      Files.createDirectories(copy().resolve(lock).getParent());
      Files.writeString(copy().resolve(lock), "");
    }
    Revision second = origin.commit("master").file("values.yaml", "tag: 0.2\n").push();
    origin.exportTo(remote);

    try (JGitSource later = JGitSource.cachingIn(cache)) {
      assertThat(text(later.tree(url, second))).isEqualTo("tag: 0.2\n");
      Revision third = origin.commit("master").file("values.yaml", "tag: 0.3\n").push();
      origin.exportTo(remote);
      assertThat(text(later.tree(url, third))).isEqualTo("tag: 0.3\n");
    }
  }

  @Test
  void thereIsOneBareRepositoryARemoteAndNoWorkTree() throws IOException {
    RepositoryUrl url = RepositoryUrl.of(remote.toString());
    source.tree(url, first);
    source.tree(url, first);

    try (Stream<Path> children = Files.list(cache)) {
      assertThat(children).hasSize(1);
    }
    assertThat(copy().resolve("values.yaml")).doesNotExist();
    assertThat(Files.readString(copy().resolve("config"))).contains("bare = true", "auto = 0");
  }

  private Path copy() throws IOException {
    try (Stream<Path> children = Files.list(cache)) {
      return children.filter(each -> each.toString().endsWith(".git")).findFirst().orElseThrow();
    }
  }

  private static void deleteBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String text(SourceTree tree) {
    return new String(tree.read("values.yaml"), StandardCharsets.UTF_8);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
