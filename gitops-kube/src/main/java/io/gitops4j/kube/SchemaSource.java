package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.merge.Schema;
import java.util.Optional;

/** One way to learn how a server merges objects. Remembers; not thread-safe. */
interface SchemaSource {

  /** What a server says; nothing if it says nothing of the kind, or nothing in this way at all. */
  Optional<Schema> schema(ApiResource resource, Asking asking);

  /**
   * How fresh an answer must be.
   *
   * @param catalogue what the server serves: what was learnt of a server that served something else
   *     may be old
   * @param again whether to ask again also if the catalogue is the same
   */
  record Asking(Catalogue catalogue, boolean again) {}
}
