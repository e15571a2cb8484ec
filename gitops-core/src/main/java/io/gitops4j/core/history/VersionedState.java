package io.gitops4j.core.history;

/**
 * A state as a store has it.
 *
 * @param state the state
 * @param version what the next save must expect: 1 or more, higher with every save
 * @since 0.1.0
 */
public record VersionedState(ApplicationState state, long version) {}
