package io.gitops4j.helm.chart;

import java.util.Map;

/** JSON of servers. */
public final class JsonText {
  private JsonText() {}

  /**
   * The object that a text is.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Map<?, ?> object(String text) {
    if (Json.parse(text) instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("it is no object");
  }
}
