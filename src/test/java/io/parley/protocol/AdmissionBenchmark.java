package io.parley.protocol;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whether a nickname and a text will do. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AdmissionBenchmark {
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
