package io.gitops4j.jgit;

import io.gitops4j.core.source.GitWriter.CommitRequest;
import io.gitops4j.core.source.GitWriter.FileContent;
import io.gitops4j.core.source.GitWriter.MergeRequest;
import io.gitops4j.core.source.GitWriter.Signature;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.testkit.git.InMemoryGit;
import io.gitops4j.testkit.git.InMemoryRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads, commits and merges over path and SSH in a JVM of its own; for {@link QuietSystemTest}. */
final class QuietProgram {
  private QuietProgram() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    InMemoryRepository origin = new InMemoryGit().repository("https://git.example/a.git");
    origin.commit("master").file("values.yaml", "tag: 0.1\n").push();
    try (Place path = Place.path(folder.resolve("path"));
        Place ssh = Place.ssh(folder.resolve("ssh"))) {
      work(path.publish(origin), path, folder.resolve("cache"));
      work(ssh.publish(origin), ssh, folder.resolve("cache"));
    }
    System.out.println("DONE");
    System.exit(0);
  }

  private static void work(RepositoryUrl url, Place place, Path cache) {
    JGitOptions options = JGitOptions.defaults().withCredentials(place.credentials());
    try (JGitSource source = JGitSource.cachingIn(cache, options)) {
      source.tree(url, source.resolve(url, RevisionSelector.head())).read("values.yaml");
      JGitWriter writer = JGitWriter.using(source);
      Signature signature = new Signature(Person.named("Ada"), "Change", Instant.EPOCH);
      Revision head =
          writer.commit(
              new CommitRequest(
                  url,
                  "master",
                  "feat",
                  Map.of("values.yaml", Optional.of(FileContent.of("tag: 0.2\n"))),
                  signature));
      writer.merge(new MergeRequest(url, "feat", "master", head, signature));
    }
  }
}
