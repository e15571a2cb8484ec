package io.gitops4j.core.diff;

import io.gitops4j.core.application.FieldRule;
import io.gitops4j.core.application.FieldRule.Treatment;
import io.gitops4j.core.application.FieldRules;
import io.gitops4j.core.application.JqEngine;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.diff.IgnoredFields.Settled;
import io.gitops4j.core.diff.ObjectRules.Claim;
import io.gitops4j.core.diff.Reclaim.Adoption;
import io.gitops4j.core.diff.Settlement.Parts;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.Conflict;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.MergeException;
import io.gitops4j.core.merge.OwnershipRewrite;
import io.gitops4j.core.merge.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settles intents against live objects: the one decision that comparison, dry run and sync share.
 * Pure; as thread-safe as the schemas it was given.
 *
 * @since 0.1.0
 */
public final class Settling {
  private final ComparisonContext context;
  private final FieldRules rules;
  private final BuiltInRules builtIn;
  private final String unusual;
  private final RulesByKind rulesByKind;

  Settling(Intents intents, ComparisonContext context) {
    this.context = context;
    this.rules = context.fieldRules();
    this.rulesByKind = new RulesByKind(rules.rules());
    this.builtIn = new BuiltInRules(rules, intents);
    this.unusual = unusual(rules);
  }

  private static String unusual(FieldRules rules) {
    if (rules.equals(FieldRules.DEFAULT)) {
      return "";
    }
    FieldRules general = rules.withoutRules();
    return general.equals(FieldRules.DEFAULT) ? "" : general.toString();
  }

  private ObjectRules rulesOf(Intent intent) {
    List<Claim> claims = new ArrayList<>();
    rulesByKind.about(intent.key()).stream().map(Claim::of).forEach(claims::add);
    builtIn.of(intent).forEach(claims::add);
    return claims.isEmpty() ? ObjectRules.NONE : new ObjectRules(claims);
  }

  /**
   * By what receipts know an intent: its digest, and under rules of its own also theirs, since what
   * is no difference under one rule is one without.
   */
  Digest subject(ResourceKey key, Digest intent) {
    List<FieldRule> about = rulesByKind.about(key);
    boolean scaled = builtIn.isScaled(key);
    if (about.isEmpty() && !scaled && unusual.isEmpty()) {
      return intent;
    }
    return Digest.of("%s\n%s\n%s\n%s".formatted(intent.hex(), about, scaled, unusual));
  }

  Digest subject(Intent intent) {
    return subject(intent.key(), intent.digest());
  }

  /** Whether what is sent may depend on the object as it is at that moment. */
  public boolean looksAtLive(Intent intent) {
    return !rulesOf(intent).isEmpty();
  }

  /**
   * What is sent for an intent now.
   *
   * @param live the object as it is, empty if there is none
   */
  public Settlement settle(Intent intent, Optional<LiveResource> live) {
    return settle(intent, live.orElse(null));
  }

  Settlement settle(Intent intent, @Nullable LiveResource live) {
    Intent known = intent.knownAs(subject(intent));
    if (live == null || !isComparable(intent, live)) {
      return Settlement.plain(known, live);
    }
    LiveOwners owners = LiveOwners.of(live, context.fieldManager());
    ObjectRules about = rulesOf(intent);
    if (about.isEmpty() && owners.others().isEmpty() && isLast(intent)) {
      return Settlement.plain(known, live);
    }
    Schema schema = context.schema(intent.manifest().kind());
    try {
      return new OneObject(known, live, owners, schema).settle(about);
    } catch (MergeException e) {
      return about.isEmpty() ? Settlement.plain(known, live) : untold(known, live, e);
    }
  }

  private static boolean isComparable(Intent intent, LiveResource live) {
    return live.manifest().kind().equals(intent.manifest().kind()) && !intent.isNamedByServer();
  }

  /** Better not applied than a field reset that was to be left alone. */
  private static Settlement untold(Intent known, LiveResource live, MergeException e) {
    String why = "it can't be told which fields are left to others: " + e.getMessage();
    return Settlement.of(
        known, live, new Parts(false, Optional.empty(), FieldSet.EMPTY, List.of(), why));
  }

  private boolean isLast(Intent intent) {
    return context
        .lastIntent(intent.key())
        .filter(last -> !last.digest().equals(intent.digest()))
        .isEmpty();
  }

  /** What an apply of the intent leaves behind. */
  public Receipt receipt(Intent intent, LiveResource answer) {
    return Receipt.of(
        settle(intent, answer).sent(), answer, context.terms(intent.manifest().kind()));
  }

  /** What of an object others own and an intent does not state. */
  List<ForeignField> foreign(Intent intent, LiveResource live) {
    if (!live.manifest().kind().equals(intent.manifest().kind())) {
      return List.of();
    }
    LiveOwners owners = LiveOwners.of(live, context.fieldManager());
    Schema schema = context.schema(intent.manifest().kind());
    FieldSet sent = StatedFields.sent(intent, schema);
    try {
      return new Reclaim(rules, live, owners, schema)
          .listed(sent, context.redactor().redacted(live.key(), live.content()));
    } catch (MergeException e) {
      return List.of();
    }
  }

  /** One intent and its object. */
  private final class OneObject {
    private final Intent intent;
    private final LiveResource live;
    private final LiveOwners owners;
    private final Schema schema;
    private final IgnoredFields fields;

    OneObject(Intent intent, LiveResource live, LiveOwners owners, Schema schema) {
      this.intent = intent;
      this.live = live;
      this.owners = owners;
      this.schema = schema;
      this.fields = new IgnoredFields(intent.manifest().content(), live, owners, schema);
    }

    Settlement settle(ObjectRules about) {
      Optional<JqEngine> jq = rules.jqEngine();
      Settled settled = fields.settle(about, jq);
      Intent sent =
          settled.document().equals(intent.manifest().content())
              ? intent
              : intent.settledAs(settled.document());
      FieldSet stated = StatedFields.sent(sent, schema);
      Roots failing = roots(about, Treatment.FAIL, jq);
      Roots untouched = settled.roots().and(failing.paths());
      FieldSet foreign = untouched.outside(foreign(about, stated, jq));
      Optional<ManagedFields> rewritten = new Rewriting(stated, untouched, foreign).owners();
      Parts parts = new Parts(settled.locked(), rewritten, foreign, settled.settled(), "");
      Settlement settlement = Settlement.of(sent, live, parts);
      return about.has(Treatment.FAIL)
          ? new Conflicts(about, jq).checked(settlement, parts)
          : settlement;
    }

    private Roots roots(ObjectRules about, Treatment treatment, Optional<JqEngine> jq) {
      Roots roots = Roots.NONE;
      for (Claim claim : about.of(treatment).toList()) {
        roots = roots.and(fields.granular(claim, jq));
      }
      return roots;
    }

    private FieldSet foreign(ObjectRules about, FieldSet stated, Optional<JqEngine> jq) {
      if (!about.has(Treatment.STRICT)) {
        return FieldSet.EMPTY;
      }
      FieldSet all = new Reclaim(rules, live, owners, schema).foreign(stated);
      boolean everywhere =
          about.of(Treatment.STRICT).anyMatch(claim -> claim.rule().isAboutAllFields());
      return everywhere ? all : roots(about, Treatment.STRICT, jq).in(all);
    }

    /** Who must own what, so that an apply takes away what has to go. */
    private final class Rewriting {
      private final FieldSet stated;
      private final Roots untouched;
      private final FieldSet foreign;
      private final Reclaim reclaim = new Reclaim(rules, live, owners, schema);

      Rewriting(FieldSet stated, Roots untouched, FieldSet foreign) {
        this.stated = stated;
        this.untouched = untouched;
        this.foreign = foreign;
      }

      Optional<ManagedFields> owners() {
        String version = intent.manifest().kind().apiVersion();
        boolean isElsewhere =
            owners
                .all()
                .applied(context.fieldManager(), "")
                .filter(own -> !own.apiVersion().equals(version))
                .isPresent();
        if (isElsewhere) {
          return Optional.empty();
        }
        List<Adoption> adopted = reclaim.adopted(version);
        FieldSet theirs =
            adopted.stream().map(Adoption::stated).reduce(FieldSet.EMPTY, FieldSet::union);
        FieldSet taken = untouched.outside(theirs.union(foreign).union(noLongerStated()));
        if (taken.isEmpty()) {
          return Optional.empty();
        }
        OwnershipRewrite rewrite =
            OwnershipRewrite.of(live.content(), context.fieldManager(), schema).takingOnly(taken);
        for (Adoption adoption : adopted) {
          FieldSet defaults = untouched.outside(adoption.defaults());
          rewrite = rewrite.releasing(adoption.manager(), defaults);
        }
        return rewrite.result();
      }

      private FieldSet noLongerStated() {
        FieldSet once =
            context
                .lastIntent(intent.key())
                .filter(last -> last.manifest().kind().equals(intent.manifest().kind()))
                .map(last -> StatedFields.sent(last, schema))
                .orElse(FieldSet.EMPTY);
        return reclaim.noLongerStated(once, stated);
      }
    }

    /** Refuses to take fields away from others where a rule says so. */
    private final class Conflicts {
      private final ObjectRules about;
      private final Optional<JqEngine> jq;

      Conflicts(ObjectRules about, Optional<JqEngine> jq) {
        this.about = about;
        this.jq = jq;
      }

      Settlement checked(Settlement settlement, Parts parts) {
        List<String> conflicts =
            Predictor.conflicts(settlement, context.terms(intent.manifest().kind())).stream()
                .filter(this::isRefused)
                .map(
                    conflict ->
                        "%s is owned by %s".formatted(conflict.path(), conflict.owner().manager()))
                .distinct()
                .toList();
        if (conflicts.isEmpty()) {
          return settlement;
        }
        String why =
            String.join(", ", conflicts) + ", and a rule says not to take it away from others";
        return Settlement.of(
            settlement.sent(),
            live,
            new Parts(parts.locked(), parts.owners(), parts.foreign(), parts.settled(), why));
      }

      private boolean isRefused(Conflict conflict) {
        return about
            .of(Treatment.FAIL)
            .filter(claim -> claim.whose().test(conflict.owner()))
            .anyMatch(
                claim ->
                    claim.rule().isAboutAllFields()
                        || new Roots(fields.granular(claim, jq)).contain(conflict.path()));
      }
    }
  }
}
