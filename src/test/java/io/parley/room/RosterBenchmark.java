package io.parley.room;

import io.parley.protocol.Nickname;
import java.time.Instant;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Measures the roster of small and large rooms. */
@State(Scope.Benchmark)
public class RosterBenchmark {
  @Param({"10", "1000", "10000"})
  public int members;

  private final Roster<Integer> roster = new Roster<>();
  private final Nickname newcomer = new Nickname("newcomer");

  @Setup
  public void fill() {
    for (int i = 0; i < members; i++) {
      roster.add(new Nickname("member-" + i), i, Instant.EPOCH);
    }
    if (roster.memberCount() != members) {
      throw new IllegalStateException(roster.memberCount() + " members");
    }
  }

  /** A member joins and leaves. */
  @Benchmark
  public Optional<Member<Integer>> addAndRelease() {
    roster.add(newcomer, -1, Instant.EPOCH);
    return roster.release(-1);
  }

  /** Finds the author of a text. */
  @Benchmark
  public Optional<Member<Integer>> find() {
    return roster.find(members / 2);
  }

  /** Iterates over all members, as for a delivery. */
  @Benchmark
  public void iterate(Blackhole blackhole) {
    for (Member<Integer> member : roster.members()) {
      blackhole.consume(member.reference());
    }
  }
}
