package io.gitops4j.core.history;

import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.Digest;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where things are in the folder of a {@link FileStateStore}. */
record StateLayout(Path folder) {
  private static final String SUFFIX = ".json";

  /** File names end at 255 bytes on most systems, and a suffix of ours must fit behind. */
  private static final int LONGEST_NAME = 200;

  private static final int KEPT_OF_LONG_NAME = 120;

  /** No application name has it, so a shortened name can't be taken for a whole one. */
  private static final String SHORTENED = "~";

  Path applications() {
    return folder.resolve("applications");
  }

  Path blobs() {
    return folder.resolve("blobs");
  }

  /** In the same folder, so on the same disk: what is moved from here is not copied. */
  Path temporaries() {
    return folder.resolve("tmp");
  }

  Path temporary(long number) {
    return temporaries().resolve(Long.toString(number));
  }

  Path application(ApplicationName name) {
    String text = name.value();
    String shortened =
        text.length() <= LONGEST_NAME
            ? text
            : text.substring(0, KEPT_OF_LONG_NAME) + SHORTENED + Digest.of(text);
    return applications().resolve(shortened + SUFFIX);
  }

  boolean isShortened(Path file) {
    String text = file.getFileName().toString();
    return text.contains(SHORTENED) && text.endsWith(SUFFIX);
  }

  /** The application of a state file, empty for any other file. */
  Optional<ApplicationName> name(Path file) {
    String text = file.getFileName().toString();
    if (!text.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ApplicationName(text.substring(0, text.length() - SUFFIX.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Path blob(Digest digest) {
    return blobs().resolve(digest.hex().substring(0, 2)).resolve(digest.hex().substring(2));
  }

  /** The folder of a file that is below {@link #folder}. */
  static Path home(Path file) {
    return Objects.requireNonNull(file.getParent(), "every file of a store is in a folder");
  }

  static Path corrupt(Path file, int number) {
    return file.resolveSibling(file.getFileName() + ".corrupt-" + number);
  }
}
