package io.gitops4j.examples.guestbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param repository any repository to play on instead of the story's own
 */
record Arguments(Optional<Repository> repository) {

  /**
   * Any repository.
   *
   * @param address of the repository
   * @param path the folder of the application, empty for the root
   * @param values files of values, in order; none for plain manifests or a chart's own values
   * @param revision branch, tag or commit; empty for HEAD
   */
  record Repository(String address, String path, List<String> values, String revision) {
    Repository {
      values = List.copyOf(values);
    }
  }

  static Arguments parse(String[] arguments) {
    String address = "";
    String path = "";
    String revision = "";
    List<String> values = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      String value = valueOf(arguments, i);
      switch (arguments[i]) {
        case "--repository" -> address = value;
        case "--path" -> path = value;
        case "--values" -> values.add(value);
        case "--revision" -> revision = value;
        default ->
            throw new IllegalArgumentException(
                "no option is called '" + arguments[i] + "'; " + usage());
      }
    }
    if (address.isEmpty() && arguments.length > 0) {
      throw new IllegalArgumentException("--repository is missing; " + usage());
    }
    return new Arguments(
        address.isEmpty()
            ? Optional.empty()
            : Optional.of(new Repository(address, path, values, revision)));
  }

  private static String valueOf(String[] arguments, int option) {
    if (option + 1 >= arguments.length) {
      throw new IllegalArgumentException("'" + arguments[option] + "' needs a value; " + usage());
    }
    return arguments[option + 1];
  }

  private static String usage() {
    return "usage: guestbook [--repository URL [--path P] [--values F]... [--revision R]]";
  }
}
