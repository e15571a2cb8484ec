package io.gitops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.OwnershipOutcome.PreconditionFailed;
import io.gitops4j.core.cluster.OwnershipOutcome.Rewritten;
import io.gitops4j.core.cluster.OwnershipRequest;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The part of the contract of clusters that is about who owns what. */
abstract class ClusterTargetOwners extends ClusterTargetApplies {
  private static final FieldPath THEIRS = FieldPath.of("data", "theirs");

  /** Rewrites of owners. */
  @Nested
  class RewritingOwners {
    @Test
    void changesWhoOwnsWhatAndNoValue() {
      LiveResource before = sharedObject();

      Rewritten done = (Rewritten) target.rewriteOwnership(takingOver(before));

      ManagedFields owners = ManagedFields.of(done.resource().content());
      assertThat(owners.ownersOf(THEIRS))
          .extracting(ManagedFieldsEntry::manager)
          .containsExactly(US);
      assertThat(liveData("theirs")).contains(Scalar.of("2"));
      assertThat(done.resource().uid()).isEqualTo(before.uid());
      assertThat(target.get(key())).contains(done.resource());
    }

    @Test
    void letsAnApplyTakeAwayWhatAnotherStated() {
      target.rewriteOwnership(takingOver(sharedObject()));

      applied(settings("ours", "1"));

      assertThat(liveData("theirs")).isEmpty();
      assertThat(liveData("ours")).contains(Scalar.of("1"));
    }

    @Test
    void refusesAnObjectThatChangedSinceItWasSeen() {
      LiveResource before = sharedObject();
      applied(settings("ours", "3"));

      assertThat(target.rewriteOwnership(takingOver(before)))
          .isInstanceOf(PreconditionFailed.class);
      assertThat(ManagedFields.of(target.get(key()).orElseThrow().content()).ownersOf(THEIRS))
          .extracting(ManagedFieldsEntry::manager)
          .containsExactly(THEM);
    }

    @Test
    void refusesAnotherObjectOfTheSameName() {
      LiveResource before = sharedObject();
      target.delete(DeleteRequest.of(before));
      LiveResource successor = sharedObject();
      OwnershipRequest request = takingOver(successor);
      OwnershipRequest ofPredecessor =
          new OwnershipRequest(
              request.key(),
              before.uid(),
              request.resourceVersion(),
              request.owners(),
              request.fieldManager());

      assertThat(target.rewriteOwnership(ofPredecessor)).isInstanceOf(PreconditionFailed.class);
      assertThat(target.get(key())).contains(successor);
    }

    @Test
    void refusesAnObjectThatIsGone() {
      LiveResource before = sharedObject();
      target.delete(DeleteRequest.of(before));

      assertThat(target.rewriteOwnership(takingOver(before)))
          .isInstanceOf(PreconditionFailed.class);
      assertThat(target.get(key())).isEmpty();
    }

    private LiveResource sharedObject() {
      applied(settings("ours", "1"));
      return assertApplied(target.apply(ApplyRequest.forced(settings("theirs", "2"), THEM)))
          .resource();
    }

    private OwnershipRequest takingOver(LiveResource seen) {
      ManagedFields owners = ManagedFields.of(seen.content());
      FieldSet taken = FieldSet.of(THEIRS);
      ManagedFieldsEntry own = owners.applied(US, "").orElseThrow();
      ManagedFields rewritten =
          owners
              .map(entry -> entry.withFields(entry.fields().difference(taken)))
              .with(own.withFields(own.fields().union(taken)));
      return OwnershipRequest.of(seen, rewritten, US);
    }
  }
}
