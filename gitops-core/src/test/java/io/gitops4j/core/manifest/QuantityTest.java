package io.gitops4j.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

  @ParameterizedTest
  @CsvFileSource(
      resources = "quantities.txt",
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false)
  void isStoredAsByTheApiServer(String spelling, String stored) {
    assertThat(Quantity.parse(spelling).canonical()).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -1",
    "-0.5, -500m",
    "-1024Ki, -1Mi",
    "-1.5Gi, -1536Mi",
    "-007, -007",
    "-1000, -1k",
    "-1.5e1, -1.5e1",
    "-0.5e1, -5",
    "-10Ei, -9223372036854775807",
    "-9E, -9E",
    "-1.1Ki, -1126400m",
    "-0, 0",
    "-1.5n, -2n"
  })
  void mayBeNegative(String spelling, String stored) {
    assertThat(Quantity.parse(spelling)).hasToString(stored);
  }

  @ParameterizedTest
  @CsvSource({
    "1n, 1m",
    "1500u, 2m",
    "-1n, -1m",
    "1e-10, 1e-3",
    "3.14159265358979, 3142m",
    "0.00000001Gi, 10738m",
    "1.23456789Gi, 1325607178061m",
    "1.234m, 2m",
    "1.234567k, 1.234567k",
    "1.2345678k, 1234568m",
    "007, 007",
    "0.1Gi, 107374182400m"
  })
  void isRoundedUpToThousandthsInListsOfResources(String spelling, String stored) {
    assertThat(Quantity.parse(spelling).roundedToMilli()).hasToString(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "abc", "1x", "1 Gi", "1gi", "1GI", "1g", "1e3k", "1.2.3", "1,5", "0x10", "1_000",
        "true", "1e1.5", "1e3m", "1E1E", "1e3.0"
      })
  void refusesWhatHasAnotherForm(String spelling) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantity.parse(spelling))
        .withMessage(
            "quantities must match the regular expression"
                + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1K", "1mi", "1e", "--1", "1Eii", "1E+", "1e-", "1ee3", "1mm", "1kk", "1Kii", "1i", "1u1",
        "1m1", "1Ki1", "1Gi+1", "+-1", "1+1", "1-1", "1-"
      })
  void refusesUnitsThatAreNone(String spelling) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantity.parse(spelling))
        .withMessage("unable to parse quantity's suffix");
  }

  @Test
  void refusesExponentsThatNobodyCanCalculateWith() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantity.parse("5e20000000000"))
        .withMessageContaining("was 20000000000");
  }

  @ParameterizedTest
  @CsvSource({"1000m, 1", "1024Mi, 1Gi", "0.5, 500m", "1e3, 1k", "0Gi, 0", "0.1Gi, 107374182400m"})
  void isEqualToTheSameAmountInAnotherSpelling(String one, String other) {
    assertThat(Quantity.parse(one)).isEqualTo(Quantity.parse(other));
    assertThat(Quantity.parse(one)).hasSameHashCodeAs(Quantity.parse(other));
    assertThat(Quantity.parse(one)).isEqualByComparingTo(Quantity.parse(other));
  }

  @Test
  void differsFromAnotherAmount() {
    assertThat(Quantity.parse("1Gi")).isNotEqualTo(Quantity.parse("1G"));
    assertThat(Quantity.parse("1Gi")).isGreaterThan(Quantity.parse("1G"));
  }

  @Test
  void isReadFromTextsAndNumbers() {
    assertThat(Quantity.of(Scalar.of("250m"))).contains(Quantity.parse("0.25"));
    assertThat(Quantity.of(Scalar.of(2))).map(Quantity::canonical).contains("2");
    assertThat(Quantity.of(Scalar.of(0.5))).map(Quantity::canonical).contains("500m");
    assertThat(Quantity.of(Scalar.of("plenty"))).isEmpty();
    assertThat(Quantity.of(Scalar.NULL)).isEmpty();
    assertThat(Quantity.of(ListValue.EMPTY)).isEmpty();
  }

  @Test
  void tellsItsNumber() {
    assertThat(Quantity.parse("1.5Ki").value()).isEqualByComparingTo(new BigDecimal("1536"));
  }
}
