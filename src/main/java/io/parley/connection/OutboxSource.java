package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.protocol.ServerMessage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * The head of a stream: what waits for a peer, bounded by what it weighs and not by its number, as
 * Pekko's own queues are. Whoever adds to it wakes the stream only if that sleeps.
 */
final class OutboxSource
    extends AbstractGraphStageWithMaterializedValue<
        SourceShape<Batch<ServerMessage>>, OutboxSource.Feed> {

  /** Adds to what waits, from any thread. Nothing of it does anything when the stream has ended. */
  interface Feed {
    /**
     * Adds a batch.
     *
     * @return false if what waits weighs too much already, and this was not taken; true if the
     *     stream has ended
     */
    boolean offer(Batch<ServerMessage> batch);

    /** Adds a batch, however much waits. */
    void put(Batch<ServerMessage> batch);

    /** Nothing will be added; the stream completes when all has gone out. */
    void complete();
  }

  private final Outlet<Batch<ServerMessage>> out = Outlet.create("OutboxSource.out");
  private final SourceShape<Batch<ServerMessage>> shape = SourceShape.of(out);
  private final ToIntFunction<Batch<ServerMessage>> weight;
  private final int maxWeight;

  /**
   * The head of one stream or of many.
   *
   * @param weight what a batch weighs; asked twice of each
   * @param maxWeight what weighs so much together takes no more; what is added may go over it
   */
  OutboxSource(ToIntFunction<Batch<ServerMessage>> weight, int maxWeight) {
    this.weight = weight;
    this.maxWeight = maxWeight;
  }

  @Override
  public SourceShape<Batch<ServerMessage>> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, Feed> createLogicAndMaterializedValuePair(Attributes attributes) {
    Logic logic = new Logic();
    return Pair.create(logic, logic);
  }

  private final class Logic extends GraphStageLogic implements Feed {
    private final Queue<Batch<ServerMessage>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger load = new AtomicInteger();

    /** The peer could take more, and nothing waited when it was looked at. */
    private final AtomicBoolean asleep = new AtomicBoolean();

    private final AsyncCallback<Done> awake = createAsyncCallback(done -> next());
    private volatile boolean completed;
    private volatile boolean ended;

    Logic() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              next();
            }
          });
    }

    @Override
    public boolean offer(Batch<ServerMessage> batch) {
      if (load.get() >= maxWeight && !ended) {
        return false;
      }
      put(batch);
      return true;
    }

    @Override
    public void put(Batch<ServerMessage> batch) {
      if (!ended) {
        load.addAndGet(weight.applyAsInt(batch));
        waiting.add(batch);
        wake();
      }
    }

    @Override
    public void complete() {
      completed = true;
      asleep.set(false);
      awake.invoke(Done.getInstance());
    }

    @Override
    public void postStop() {
      ended = true;
      waiting.clear();
    }

    private void wake() {
      if (asleep.get() && asleep.compareAndSet(true, false)) {
        awake.invoke(Done.getInstance());
      }
    }

    private void next() {
      if (!isAvailable(out)) { // woken to complete
        if (completed && waiting.isEmpty()) {
          completeStage();
        }
        return;
      }
      do {
        boolean last = completed; // before the look: nothing is added after it
        Batch<ServerMessage> batch = waiting.poll();
        if (batch != null) {
          load.addAndGet(-weight.applyAsInt(batch));
          push(out, batch);
          return;
        }
        if (last) {
          completeStage();
          return;
        }
        asleep.set(true);
        // What came between the look and the sleep has woken nobody.
      } while ((!waiting.isEmpty() || completed) && asleep.compareAndSet(true, false));
    }
  }
}
