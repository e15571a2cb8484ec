package io.gitops4j.core.change;

import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Where a scalar stands in a text.
 *
 * @param start its first character, quotes included
 * @param end one after its last character
 * @param style how it is written
 * @param value what it says, without quotes
 */
record ScalarPlace(int start, int end, ScalarStyle style, String value) {}
