package io.parley.connection.stream;

import io.parley.connection.ConnectionActor;
import io.parley.connection.InputAck;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
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
final class ActorBridgeStage
    extends AbstractGraphStageWithMaterializedValue<
        FlowShape<DecodeResult<ClientMessage>, Batch<ServerMessage>>, ActorBridgeStage.Control> {

  /** What an actor does with it, from any thread. Nothing of it does anything at the end. */
  interface Control extends InputAck {

    /** Where to bring what comes, once: tells it {@link ConnectionActor.InputReady}. */
    void connectTo(ActorRef<ConnectionActor.Command> connection);

    /** Nothing more that comes is wanted. */
    void cancel();

    /** What waits to be sent; when that is completed, and all of it has gone out, it ends. */
    SendQueue<Batch<ServerMessage>> sendQueue();
  }

  private enum StageSignal {
    CONNECT,
    ACKNOWLEDGE,
    CANCEL,
    PUSH
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
   * @param maxWeight how much may wait, see {@link SendQueue}
   */
  ActorBridgeStage(ToIntFunction<Batch<ServerMessage>> weight, int maxWeight) {
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
    private final AsyncCallback<StageSignal> signals = createAsyncCallback(this::onSignal);
    private final SendQueue<Batch<ServerMessage>> sendQueue =
        new SendQueue<>(weight, maxWeight, () -> signals.invoke(StageSignal.PUSH));

    private volatile Optional<ActorRef<ConnectionActor.Command>> connection = Optional.empty();

    private boolean started;

    /** Whether the actor has something to deal with, or has not begun. */
    private boolean awaitingAck = true;

    /** The end of what the peer says, not yet told. */
    private Optional<ConnectionActor.Command> completion = Optional.empty();

    private boolean completionSent;

    Logic() {
      super(shape);
      setHandler(in, new InputHandler());
      setHandler(out, new OutputHandler());
    }

    @Override
    public void connectTo(ActorRef<ConnectionActor.Command> actor) {
      connection = Optional.of(actor);
      signals.invoke(StageSignal.CONNECT);
    }

    @Override
    public void acknowledge() {
      signals.invoke(StageSignal.ACKNOWLEDGE);
    }

    @Override
    public void cancel() {
      signals.invoke(StageSignal.CANCEL);
    }

    @Override
    public SendQueue<Batch<ServerMessage>> sendQueue() {
      return sendQueue;
    }

    @Override
    public void postStop() {
      sendQueue.cancel();
      if (!completionSent) {
        notifyActor(new ConnectionActor.InputFailed(new AbruptStageTerminationException(this)));
      }
    }

    private void onSignal(StageSignal call) {
      switch (call) {
        case CONNECT -> startInput();
        case ACKNOWLEDGE -> pullNext();
        case CANCEL -> {
          completionSent = true;
          cancel(in);
          setKeepGoing(false);
        }
        case PUSH -> pushNext();
      }
    }

    private void startInput() {
      started = true;
      notifyActor(new ConnectionActor.InputReady(this));
      if (completion.isPresent() && completion.get() instanceof ConnectionActor.InputFailed) {
        sendCompletion();
      }
    }

    private void pullNext() {
      awaitingAck = false;
      if (completion.isPresent()) {
        sendCompletion();
      } else if (!isClosed(in) && !hasBeenPulled(in)) {
        pull(in);
      }
    }

    /** There is nothing more to read, whatever there is to send. */
    private void completeInput(ConnectionActor.Command word, boolean waits) {
      completion = Optional.of(word);
      setKeepGoing(true);
      if (!waits) {
        sendCompletion();
      }
    }

    private void sendCompletion() {
      if (!completionSent) {
        completionSent = true;
        completion.ifPresent(this::notifyActor);
        setKeepGoing(false);
      }
    }

    private void notifyActor(ConnectionActor.Command command) {
      connection.ifPresent(actor -> actor.tell(command));
    }

    private void pushNext() {
      if (isAvailable(out)) {
        sendQueue.poll().ifPresent(batch -> push(out, batch));
      }
      if (sendQueue.isComplete() && !isClosed(out)) {
        complete(out);
      }
    }

    private final class InputHandler extends AbstractInHandler {
      @Override
      public void onPush() {
        awaitingAck = true;
        notifyActor(new ConnectionActor.Input(grab(in), Logic.this));
      }

      @Override
      public void onUpstreamFinish() {
        completeInput(ConnectionActor.InputEnded.INSTANCE, awaitingAck);
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        completeInput(new ConnectionActor.InputFailed(cause), !started);
      }
    }

    private final class OutputHandler extends AbstractOutHandler {
      @Override
      public void onPull() {
        pushNext();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        sendQueue.cancel(); // what the peer says is read on
      }
    }
  }
}
