package io.parley.connection.stream;

import io.parley.connection.ConnectionActor;
import io.parley.connection.OutputBudget;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.DecodeResult;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
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
 * The stage between the stream and the actor of a connection; one for all connections of a port.
 *
 * <pre>
 *             +-------+
 *   actor  ~~>|       |~~> batches for the peer, as fast as it reads
 *             |       |
 *   actor <~~ |       |<~~ messages of the peer, each after the acknowledgement of the last
 *             +-------+
 * </pre>
 *
 * While more output waits than the peer may leave unread, the next message is not pulled, even if
 * the last one is acknowledged.
 *
 * <p>Pekko's sink for an actor creates another actor and watches its target. That takes 1 KiB per
 * connection. This stage is acknowledged by a method call, and the actor cancels it.
 */
final class ActorBridgeStage
    extends AbstractGraphStageWithMaterializedValue<
        FlowShape<DecodeResult<ClientMessage>, Batch<ServerMessage>>, ActorBridgeStage.Control> {

  /**
   * About the memory of a batch besides its bytes. It also bounds the number of batches in a queue.
   */
  static final int BATCH_OVERHEAD = 64;

  /** A message is in memory as text and encoded. */
  private static final int COPIES = 2;

  /** The control of a running stage, for any thread. It is a no-op once the stage has stopped. */
  interface Control {

    /** Sets what encodes the batches at present, once, before the first one. */
    void encodeWith(Supplier<BatchEncoder<ServerMessage>> currentEncoder);

    /** What encodes the batches at present. */
    BatchEncoder<ServerMessage> encoder();

    /** Sets the actor, once, and sends it {@link ConnectionActor.InputReady}. */
    void connectTo(ActorRef<ConnectionActor.Command> connection);

    /** Delivers the next message to the actor. */
    void acknowledge();

    /** Whether the queued messages were dropped, because the server needs the memory. */
    boolean isDropped();

    /** Stops reading. */
    void cancel();

    /** The send queue. The stage ends when it is completed and empty. */
    SendQueue<Batch<ServerMessage>> sendQueue();
  }

  private enum StageSignal {
    CONNECT,
    ACKNOWLEDGE,
    CANCEL,
    PUSH
  }

  private final Inlet<DecodeResult<ClientMessage>> in = Inlet.create("ActorBridge.in");
  private final Outlet<Batch<ServerMessage>> out = Outlet.create("ActorBridge.out");
  private final FlowShape<DecodeResult<ClientMessage>, Batch<ServerMessage>> shape =
      FlowShape.of(in, out);
  private final int maxSendQueue;
  private final int maxPendingOutput;
  private final OutputBudget budget;

  /**
   * Creates the stage for any number of streams.
   *
   * @param maxSendQueue the size of each send queue, in encoded bytes
   * @param maxPendingOutput the output that may wait while input is read, in encoded bytes
   * @param budget counts the send queues of all streams
   */
  ActorBridgeStage(int maxSendQueue, int maxPendingOutput, OutputBudget budget) {
    this.maxSendQueue = maxSendQueue;
    this.maxPendingOutput = maxPendingOutput;
    this.budget = budget;
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

  private final class Logic extends GraphStageLogic
      implements Control, SendQueue.Ledger<Batch<ServerMessage>>, OutputBudget.Queue {
    private final AsyncCallback<StageSignal> signals = createAsyncCallback(this::onSignal);
    private final SendQueue<Batch<ServerMessage>> sendQueue =
        new SendQueue<>(this::weightOf, maxSendQueue, this, () -> signals.invoke(StageSignal.PUSH));

    private volatile Supplier<BatchEncoder<ServerMessage>> currentEncoder = Logic::noEncoder;
    private volatile Optional<ActorRef<ConnectionActor.Command>> connection = Optional.empty();

    /** What stays counted of a dropped queue until this stage stops; empty if it is not dropped. */
    private volatile OptionalLong leavingBytes = OptionalLong.empty();

    private boolean started;

    /** Whether the actor has not acknowledged the last message. */
    private boolean awaitingAck = true;

    /** The end of the input; empty while it lasts. */
    private Optional<ConnectionActor.Command> completion = Optional.empty();

    private boolean completionSent;

    Logic() {
      super(shape);
      setHandler(in, new InputHandler());
      setHandler(out, new OutputHandler());
    }

    @Override
    public void encodeWith(Supplier<BatchEncoder<ServerMessage>> encoder) {
      currentEncoder = encoder;
    }

    @Override
    public BatchEncoder<ServerMessage> encoder() {
      return currentEncoder.get();
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
    public boolean isDropped() {
      return leavingBytes.isPresent();
    }

    @Override
    public void added(Batch<ServerMessage> batch, int weight) {
      batch.hold(budget);
      budget.enforce();
    }

    @Override
    public void left(Batch<ServerMessage> batch) {
      batch.release();
    }

    @Override
    public long heldBytes() {
      return sendQueue.pendingWeight();
    }

    @Override
    public long drop() {
      long leaving = (long) COPIES * sendQueue.takenWeight();
      leavingBytes = OptionalLong.of(leaving);
      sendQueue.clear();
      notifyActor(ConnectionActor.SendQueueDropped.INSTANCE);
      return leaving;
    }

    @Override
    public void preStart() {
      budget.register(this);
    }

    @Override
    public void postStop() {
      sendQueue.cancel();
      budget.unregister(this, leavingBytes.orElse(0));
      if (!completionSent) {
        notifyActor(new ConnectionActor.InputFailed(new AbruptStageTerminationException(this)));
      }
    }

    private void onSignal(StageSignal signal) {
      switch (signal) {
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
      notifyActor(ConnectionActor.InputReady.INSTANCE);
      if (completion.isPresent() && completion.get() instanceof ConnectionActor.InputFailed) {
        sendCompletion();
      }
    }

    private void pullNext() {
      awaitingAck = false;
      if (completion.isPresent()) {
        sendCompletion();
      } else {
        pullIfAllowed();
      }
    }

    /** Is called again whenever output has left. */
    private void pullIfAllowed() {
      if (!awaitingAck
          && !isClosed(in)
          && !hasBeenPulled(in)
          && sendQueue.pendingWeight() <= maxPendingOutput) {
        pull(in);
      }
    }

    /** The input has ended; the output may go on. */
    private void completeInput(ConnectionActor.Command command, boolean deferred) {
      completion = Optional.of(command);
      setKeepGoing(true);
      if (!deferred) {
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
        pullIfAllowed();
      }
      if (sendQueue.isComplete() && !isClosed(out)) {
        complete(out);
      }
    }

    private int weightOf(Batch<ServerMessage> batch) {
      return BATCH_OVERHEAD + batch.encodedWith(encoder()).size();
    }

    private static BatchEncoder<ServerMessage> noEncoder() {
      throw new IllegalStateException("no encoder is set");
    }

    private final class InputHandler extends AbstractInHandler {
      @Override
      public void onPush() {
        awaitingAck = true;
        notifyActor(new ConnectionActor.Input(grab(in)));
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
        sendQueue.cancel();
        pullIfAllowed(); // input is still read
      }
    }
  }
}
