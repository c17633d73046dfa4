package io.parley.protocol;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures the validation of nicknames and texts. */
@State(Scope.Benchmark)
public class InputValidationBenchmark {
  private static final int LIMIT = 4096;

  @Param({"chris", "Zoë", "小明"})
  public String raw;

  /** A nickname and its key. */
  @Benchmark
  public String nickname() throws RejectedException {
    return Nickname.parse(raw).foldedKey();
  }

  /** A text without unsafe characters. */
  @Benchmark
  public Text text() throws RejectedException {
    return Text.parse(raw, LIMIT);
  }
}
