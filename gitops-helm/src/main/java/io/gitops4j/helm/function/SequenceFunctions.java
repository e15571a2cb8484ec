package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.INT;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Signature;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Functions that count. */
final class SequenceFunctions {
  private static final long BYTES_OF_A_NUMBER = 24;

  private SequenceFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    table.add("until", Signature.of(INT), SequenceFunctions::until);
    table.add(
        "untilStep",
        Signature.of(INT, INT, INT),
        call -> list(steps(call, call.integer(0), call.integer(1), call.integer(2))));
    table.add("seq", Signature.variadic(INT), SequenceFunctions::sequence);
  }

  private static GoList list(List<Long> numbers) {
    return GoList.copyOf(GoType.INTS, numbers);
  }

  private static GoList until(Call call) {
    long count = call.integer(0);
    return list(steps(call, 0, count, count < 0 ? -1 : 1));
  }

  private static List<Long> steps(Call call, long start, long stop, long step) {
    List<Long> numbers = new ArrayList<>();
    boolean leadsThere = stop < start ? step < 0 : step > 0;
    if (!leadsThere || start == stop) {
      return numbers;
    }
    BigInteger distance = BigInteger.valueOf(stop).subtract(BigInteger.valueOf(start));
    long count = distance.divide(BigInteger.valueOf(step)).abs().min(MANY).longValue();
    call.meter().allocate(BYTES_OF_A_NUMBER * (count + 1));
    call.meter().steps(count);
    long at = start;
    // The last step may pass the largest number, where Go goes on at the smallest one.
    for (long i = 0; i <= count && (step > 0 ? at < stop : at > stop); i++) {
      numbers.add(at);
      at += step;
    }
    return numbers;
  }

  private static final BigInteger MANY = BigInteger.valueOf(Long.MAX_VALUE / 64);

  private static String sequence(Call call) {
    int size = call.size();
    if (size == 0 || size > 3) {
      return "";
    }
    long start = size == 1 ? 1 : call.integer(0);
    long end = call.integer(size - 1);
    long step = end < start ? -1 : 1;
    if (size == 3) {
      step = call.integer(1);
      if (end < start && step > 0) {
        return "";
      }
    }
    long stop = end + (end < start ? -1 : 1);
    return steps(call, start, stop, step).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
