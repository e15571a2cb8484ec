package io.gitops4j.examples.guestbook;

import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.source.RepositoryUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param repository any repository to play on instead of the story's own
 */
record Arguments(Optional<Repository> repository) {

  static final String USAGE =
      "usage: guestbook [--repository URL [--path P] [--values F]... [--revision R]]";

  /** Arguments that mean nothing; the message tells what would. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message + "; " + USAGE);
    }
  }

  /**
   * Any repository.
   *
   * @param source its address and the folder of the application
   * @param values files of values, in order; none for plain manifests or a chart's own values
   * @param revision branch, tag or commit; empty for HEAD
   */
  record Repository(ApplicationSource source, List<String> values, String revision) {
    Repository {
      values = List.copyOf(values);
    }

    RepositoryUrl address() {
      return source.repository();
    }
  }

  static Arguments parse(String[] arguments) {
    String address = "";
    String path = "";
    String revision = "";
    List<String> values = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--repository" -> address = valueOf(arguments, i);
        case "--path" -> path = valueOf(arguments, i);
        case "--values" -> values.add(valueOf(arguments, i));
        case "--revision" -> revision = valueOf(arguments, i);
        default -> throw new UsageException("no option is called '" + arguments[i] + "'");
      }
    }
    if (arguments.length == 0) {
      return new Arguments(Optional.empty());
    }
    if (address.isEmpty()) {
      throw new UsageException("--repository is missing");
    }
    return new Arguments(Optional.of(new Repository(source(address, path), values, revision)));
  }

  private static String valueOf(String[] arguments, int option) {
    if (option + 1 >= arguments.length) {
      throw new UsageException("'" + arguments[option] + "' needs a value");
    }
    return arguments[option + 1];
  }

  private static ApplicationSource source(String address, String path) {
    boolean isRemote = address.contains(":");
    String full = isRemote ? address : Path.of(address).toAbsolutePath().normalize().toString();
    try {
      return ApplicationSource.git(full).path(path);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
