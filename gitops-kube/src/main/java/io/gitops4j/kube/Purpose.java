package io.gitops4j.kube;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ResourceKey;

/**
 * What a request is for, as error messages tell it.
 *
 * @param text such as {@code list apps/Deployment in guestbook}
 * @param secret whether answers may hold values of Secrets, so that no word of them may be quoted
 */
record Purpose(String text, boolean secret) {
  private static final GroupKind SECRET = new GroupKind("", "Secret");

  static Purpose of(String verb, ResourceKey object) {
    return new Purpose(verb + " " + object, object.groupKind().equals(SECRET));
  }

  static Purpose of(String verb, GroupKind kind, String namespace) {
    String where = namespace.isEmpty() ? " everywhere" : " in " + namespace;
    return new Purpose(verb + " " + kind + where, kind.equals(SECRET));
  }

  static Purpose discovery(String address) {
    return new Purpose("read what the cluster serves from " + address, false);
  }

  static Purpose schemas(String address) {
    return new Purpose("read the schemas that the cluster publishes from " + address, false);
  }

  @Override
  public String toString() {
    return text;
  }
}
