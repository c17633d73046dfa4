package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Dialects;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.QueueOfferResult;
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
  private List<StreamOutbox> outboxes;
  private final Taker taker = new Taker();

  /** Takes everything at once. */
  private static final class Taker implements BoundedSourceQueue<Batch<ServerMessage>> {
    private int taken;

    @Override
    public QueueOfferResult offer(Batch<ServerMessage> batch) {
      taken += batch.messages().size();
      return QueueOfferResult.enqueued();
    }

    @Override
    public void complete() {}

    @Override
    public void fail(Throwable failure) {}

    @Override
    public int size() {
      return 0;
    }

    @Override
    public boolean isCompleted() {
      return false;
    }
  }

  @Setup
  public void prepare() {
    kit = new DialectTestKit();
    messages =
        Collections.nCopies(
            BATCH, new ServerMessage.Chatted(new Nickname("chris"), Text.clean("x".repeat(64))));
    List<Dialect> spoken =
        List.of(dialects.split(" ")).stream()
            .map(name -> Dialects.find(name, kit.wire()).orElseThrow())
            .toList();
    outboxes =
        IntStream.range(0, MEMBERS)
            .mapToObj(
                i ->
                    new StreamOutbox(
                        spoken.get(i % spoken.size()).serverSide(),
                        Integer.MAX_VALUE,
                        new AtomicInteger(Integer.MIN_VALUE),
                        taker,
                        () -> {}))
            .toList();
  }

  @TearDown
  public void end() {
    kit.close();
  }

  @Benchmark
  @OperationsPerInvocation(MEMBERS * BATCH)
  public int deliver() {
    Batch<ServerMessage> batch = Batch.copyOf(messages);
    for (StreamOutbox outbox : outboxes) {
      outbox.offer(batch);
    }
    return taker.taken;
  }
}
