package io.parley.protocol;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Whether a nickname and a text will do. */
@State(Scope.Benchmark)
public class InputValidationBenchmark {
  private static final int LIMIT = 4096;

  @Param({"chris", "Zoë", "小明"})
  public String raw;

  /** A nickname, with the key by which it is compared. */
  @Benchmark
  public String nickname() throws RejectedException {
    return Nickname.parse(raw).key();
  }

  /** A text that has nothing to be removed. */
  @Benchmark
  public Text text() throws RejectedException {
    return Text.parse(raw, LIMIT);
  }
}
