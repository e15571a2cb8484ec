package io.gitops4j.core.diff;

import io.gitops4j.core.application.FieldRule;
import io.gitops4j.core.application.FieldRule.Treatment;
import io.gitops4j.core.manifest.FieldPattern;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What holds for the fields of one object.
 *
 * @param claims in no particular order
 */
record ObjectRules(List<Claim> claims) {
  static final ObjectRules NONE = new ObjectRules(List.of());

  ObjectRules {
    claims = List.copyOf(claims);
  }

  /**
   * One rule, given or built in.
   *
   * @param rule says which fields
   * @param whose whose ownership counts where ownership counts
   */
  record Claim(FieldRule rule, Predicate<ManagedFieldsEntry> whose) {
    static Claim of(FieldRule rule) {
      return new Claim(
          rule, entry -> rule.managers().isEmpty() || rule.managers().contains(entry.manager()));
    }

    Treatment treatment() {
      return rule.treatment();
    }

    List<FieldPattern> fields() {
      return rule.fields();
    }
  }

  boolean isEmpty() {
    return claims.isEmpty();
  }

  Stream<Claim> of(Treatment treatment) {
    return claims.stream().filter(claim -> claim.treatment() == treatment);
  }

  boolean has(Treatment treatment) {
    return of(treatment).findAny().isPresent();
  }

  /** Equal rules print equally. */
  @Override
  public String toString() {
    return claims.stream()
        .map(claim -> claim.rule().toString())
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
