package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ApplyResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the API server would answer to a forced apply. Exactly one of these. No text form shows
 * content.
 *
 * @since 0.1.0
 */
public sealed interface Prediction {

  /**
   * Computes the answer from the object's fields and their owners; asks nobody.
   *
   * @param live the object as it is, null if there is none
   */
  static Prediction of(Intent intent, @Nullable LiveResource live, ApplyTerms terms) {
    return Predictor.predict(intent, live, terms);
  }

  /**
   * There is no such object: it would be created.
   *
   * @param object what is sent; the server adds its defaults
   * @since 0.1.0
   */
  record Created(MapValue object) implements Prediction {
    @Override
    public String toString() {
      return "Created[]";
    }
  }

  /**
   * The object would be this.
   *
   * @param object after the apply, with its managedFields
   * @param change how far it differs from the object as it is
   * @since 0.1.0
   */
  record Predicted(MapValue object, ApplyResult.Change change) implements Prediction {
    /** Whether values, the order of list items, or the presence of fields would change. */
    public boolean changesContent() {
      return change == ApplyResult.Change.CONTENT;
    }

    @Override
    public String toString() {
      return "Predicted[" + change + "]";
    }
  }

  /**
   * It can't be told without the server.
   *
   * @param why for a person
   * @param guess the best that can be said, if anything can
   * @since 0.1.0
   */
  record Undecided(String why, Optional<Predicted> guess) implements Prediction {}

  /**
   * The server would refuse the intent.
   *
   * @param reason for a person; holds no values
   * @since 0.1.0
   */
  record Invalid(String reason) implements Prediction {}
}
