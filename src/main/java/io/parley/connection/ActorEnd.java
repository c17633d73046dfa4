package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * The end of a stream where its actor is; one operator for all connections of a port.
 *
 * <pre>
 *             +-------+
 *   actor  ~~>|       |~~> what the peer is to hear, as fast as it reads
 *             |  end  |
 *   actor <~~ |       |<~~ what the peer says, each when the one before has been dealt with
 *             +-------+
 * </pre>
 *
 * Pekko's own sink for an actor is made for one actor, has a name and a mailbox to be answered by,
 * and watches the actor: that is a KiB of each connection, and a part of each log-in. This one is
 * answered by a call, and the actor says when it ends.
 */
final class ActorEnd
    extends AbstractGraphStageWithMaterializedValue<
        FlowShape<DecodeResult<ClientMessage>, Batch<ServerMessage>>, ActorEnd.Control> {

  /** What an actor does with it, from any thread. Nothing of it does anything at the end. */
  interface Control extends Reading {

    /** Where to bring what comes, once: tells it {@link ConnectionActor.InputReady}. */
    void bringTo(ActorRef<ConnectionActor.Command> connection);

    /** Nothing more that comes is wanted. */
    void cancel();

    /** What waits to be sent; when that is completed, and all of it has gone out, it ends. */
    Backlog<Batch<ServerMessage>> backlog();
  }

  private enum Call {
    BRING,
    READ_ON,
    CANCEL,
    SEND
  }

  private final Inlet<DecodeResult<ClientMessage>> in = Inlet.create("ActorEnd.in");
  private final Outlet<Batch<ServerMessage>> out = Outlet.create("ActorEnd.out");
  private final FlowShape<DecodeResult<ClientMessage>, Batch<ServerMessage>> shape =
      FlowShape.of(in, out);
  private final ToIntFunction<Batch<ServerMessage>> weight;
  private final int maxWeight;

  /**
   * The end of one stream or of many.
   *
   * @param weight what a batch weighs
   * @param maxWeight how much may wait, see {@link Backlog}
   */
  ActorEnd(ToIntFunction<Batch<ServerMessage>> weight, int maxWeight) {
    this.weight = weight;
    this.maxWeight = maxWeight;
  }

  @Override
  public FlowShape<DecodeResult<ClientMessage>, Batch<ServerMessage>> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, Control> createLogicAndMaterializedValuePair(Attributes attributes) {
    Logic logic = new Logic();
    return Pair.create(logic, logic);
  }

  private final class Logic extends GraphStageLogic implements Control {
    private final AsyncCallback<Call> calls = createAsyncCallback(this::onCall);
    private final Backlog<Batch<ServerMessage>> backlog =
        new Backlog<>(weight, maxWeight, () -> calls.invoke(Call.SEND));

    private volatile Optional<ActorRef<ConnectionActor.Command>> connection = Optional.empty();

    private boolean begun;

    /** Whether the actor has something to deal with, or has not begun. */
    private boolean busy = true;

    /** The end of what the peer says, not yet told. */
    private Optional<ConnectionActor.Command> lastWord = Optional.empty();

    private boolean told;

    Logic() {
      super(shape);
      setHandler(in, new Bringing());
      setHandler(out, new Sending());
    }

    @Override
    public void bringTo(ActorRef<ConnectionActor.Command> actor) {
      connection = Optional.of(actor);
      calls.invoke(Call.BRING);
    }

    @Override
    public void readOn() {
      calls.invoke(Call.READ_ON);
    }

    @Override
    public void cancel() {
      calls.invoke(Call.CANCEL);
    }

    @Override
    public Backlog<Batch<ServerMessage>> backlog() {
      return backlog;
    }

    @Override
    public void postStop() {
      backlog.end();
      if (!told) {
        tell(new ConnectionActor.InputFailed(new AbruptStageTerminationException(this)));
      }
    }

    private void onCall(Call call) {
      switch (call) {
        case BRING -> begin();
        case READ_ON -> readNext();
        case CANCEL -> {
          told = true;
          cancel(in);
          setKeepGoing(false);
        }
        case SEND -> send();
      }
    }

    private void begin() {
      begun = true;
      tell(new ConnectionActor.InputReady(this));
      if (lastWord.isPresent() && lastWord.get() instanceof ConnectionActor.InputFailed) {
        tellLastWord();
      }
    }

    private void readNext() {
      busy = false;
      if (lastWord.isPresent()) {
        tellLastWord();
      } else if (!isClosed(in) && !hasBeenPulled(in)) {
        pull(in);
      }
    }

    /** There is nothing more to read, whatever there is to send. */
    private void ends(ConnectionActor.Command word, boolean waits) {
      lastWord = Optional.of(word);
      setKeepGoing(true);
      if (!waits) {
        tellLastWord();
      }
    }

    private void tellLastWord() {
      if (!told) {
        told = true;
        lastWord.ifPresent(this::tell);
        setKeepGoing(false);
      }
    }

    private void tell(ConnectionActor.Command command) {
      connection.ifPresent(actor -> actor.tell(command));
    }

    private void send() {
      if (isAvailable(out)) {
        backlog.take().ifPresent(batch -> push(out, batch));
      }
      if (backlog.isDone() && !isClosed(out)) {
        complete(out);
      }
    }

    private final class Bringing extends AbstractInHandler {
      @Override
      public void onPush() {
        busy = true;
        tell(new ConnectionActor.Input(grab(in), Logic.this));
      }

      @Override
      public void onUpstreamFinish() {
        ends(ConnectionActor.InputEnded.INSTANCE, busy);
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        ends(new ConnectionActor.InputFailed(cause), !begun);
      }
    }

    private final class Sending extends AbstractOutHandler {
      @Override
      public void onPull() {
        send();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        backlog.end(); // what the peer says is read on
      }
    }
  }
}
