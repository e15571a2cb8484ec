package io.gitops4j.testkit.cluster;

import io.gitops4j.core.merge.Schema;

/**
 * What objects of a kind look like.
 *
 * @param schema by which they are merged
 * @param type of custom resources
 * @param scale where their size is, if they have one
 */
record ObjectForm(Schema schema, CustomType type, ScalePaths scale) {

  static ObjectForm of(Schema schema) {
    return new ObjectForm(schema, CustomType.ANY, ScalePaths.USUAL);
  }
}
