package io.parley.connection.stream;

import io.parley.connection.OutputBudget;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectCodec;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Dialects;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A batch on its way into the outboxes of a hundred members, for each delivered message. Two
 * dialects in one room cost one encoding more, not one for each member.
 */
@State(Scope.Benchmark)
public class FanOutBenchmark {
  private static final int MEMBERS = 100;
  private static final int BATCH = 40;

  @Param({"beej", "nickname", "beej nickname"})
  public String dialects;

  private DialectTestKit kit;
  private List<ServerMessage> messages;
  private List<Member> members;

  /** Counts the holders of a batch, as a connection does. */
  private static final class HeldBatches implements SendQueue.Ledger<Batch<ServerMessage>> {
    private final OutputBudget budget = new OutputBudget(Long.MAX_VALUE);

    @Override
    public void added(Batch<ServerMessage> batch, int weight) {
      batch.hold(budget);
      budget.enforce();
    }

    @Override
    public void left(Batch<ServerMessage> batch) {
      batch.release();
    }
  }

  /** A member whose socket never blocks. */
  private record Member(
      DialectCodec<ServerMessage, ?> side, SendQueue<Batch<ServerMessage>> backlog) {
    static Member of(DialectCodec<ServerMessage, ?> side) {
      return new Member(
          side,
          new SendQueue<>(
              batch -> batch.encodedWith(side).size(), 1 << 22, new HeldBatches(), () -> {}));
    }

    boolean deliver(Batch<ServerMessage> batch) {
      return backlog.offer(batch)
          && backlog.poll().orElseThrow().encodedWith(side).bytes().nonEmpty();
    }
  }

  @Setup
  public void prepare() {
    kit = new DialectTestKit();
    messages =
        Collections.nCopies(
            BATCH, new ServerMessage.Chatted(new Nickname("chris"), Text.sanitize("x".repeat(64))));
    List<Dialect> spoken =
        List.of(dialects.split(" ")).stream()
            .map(name -> Dialects.find(name, kit.wire()).orElseThrow())
            .toList();
    members =
        IntStream.range(0, MEMBERS)
            .mapToObj(i -> Member.of(spoken.get(i % spoken.size()).serverCodec()))
            .toList();
  }

  @TearDown
  public void end() {
    kit.close();
  }

  @Benchmark
  @OperationsPerInvocation(MEMBERS * BATCH)
  public boolean deliver() {
    Batch<ServerMessage> batch = Batch.copyOf(messages);
    boolean taken = true;
    for (Member member : members) {
      taken &= member.deliver(batch);
    }
    return taken;
  }
}
