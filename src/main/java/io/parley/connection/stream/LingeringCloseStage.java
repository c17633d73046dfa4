package io.parley.connection.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * The stage between the socket and the dialect. It reports when both directions have ended.
 *
 * <pre>
 *             +------+
 *   encoded ~>|      |~~~> to socket
 *             |      |
 *   decoded <~|      |<~~~ from socket
 *             +------+
 * </pre>
 *
 * When the dialect stops reading, this stage reads on and drops the bytes until the peer closes. To
 * close a socket with unread bytes resets the connection, and the peer would lose the message that
 * explains the end. It has no deadline; {@link ConnectionStream} has one and resets it.
 *
 * <p>It reports once that the peer has stalled: bytes wait, and the socket has taken none for the
 * write timeout. A large write is split, because the socket reports only whole writes. While bytes
 * wait there is one timer, which is not restarted for each write.
 */
final class LingeringCloseStage
    extends AbstractGraphStageWithMaterializedValue<
        BidiShape<ByteString, ByteString, ByteString, ByteString>, LingeringCloseStage.Control> {

  /**
   * The control of a running stage.
   *
   * @param done completes, never with a failure, when both directions have ended
   * @param stalled completes, never with a failure, if the peer has stalled
   * @param reset resets the connection, with the cause; has no effect if it has ended
   */
  record Control(
      CompletionStage<Done> done, CompletionStage<Done> stalled, AsyncCallback<Throwable> reset) {}

  /** The size of a write, in bytes: half of Pekko's buffer for writes. */
  private static final int MAX_WRITE = 64 * 1024;

  private static final String WRITE_TIMER = "write";

  private final Inlet<ByteString> outboundIn = Inlet.create("LingeringClose.outboundIn");
  private final Outlet<ByteString> outboundOut = Outlet.create("LingeringClose.outboundOut");
  private final Inlet<ByteString> inboundIn = Inlet.create("LingeringClose.inboundIn");
  private final Outlet<ByteString> inboundOut = Outlet.create("LingeringClose.inboundOut");
  private final BidiShape<ByteString, ByteString, ByteString, ByteString> shape =
      BidiShape.of(outboundIn, outboundOut, inboundIn, inboundOut);
  private final Duration writeTimeout;
  private final LongSupplier nanoTime;

  /**
   * A stage for any number of connections.
   *
   * @param writeTimeout the time without progress after which the peer has stalled
   * @param nanoTime in nanoseconds
   */
  LingeringCloseStage(Duration writeTimeout, LongSupplier nanoTime) {
    this.writeTimeout = writeTimeout;
    this.nanoTime = nanoTime;
  }

  @Override
  public BidiShape<ByteString, ByteString, ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, Control> createLogicAndMaterializedValuePair(Attributes attributes) {
    Logic logic = new Logic();
    return Pair.create(logic, new Control(logic.done, logic.stalled, logic.reset));
  }

  private final class Logic extends TimerGraphStageLogic {
    private final CompletableFuture<Done> done = new CompletableFuture<>();
    private final CompletableFuture<Done> stalled = new CompletableFuture<>();
    private final AsyncCallback<Throwable> reset = createAsyncCallback(this::failStage);

    /** The rest of a large write. */
    private ByteString unwritten = ByteString.emptyByteString();

    /** Whether the socket has not taken the last write. */
    private boolean writing;

    private long lastProgress;
    private boolean timerRuns;

    Logic() {
      super(shape);
      setHandler(outboundIn, new OutboundInHandler());
      setHandler(outboundOut, new OutboundOutHandler());
      setHandler(inboundIn, new InboundInHandler());
      setHandler(inboundOut, new InboundOutHandler());
    }

    @Override
    public void postStop() {
      done.complete(Done.getInstance());
    }

    private void write(ByteString bytes) {
      unwritten = bytes.drop(MAX_WRITE);
      writing = true;
      lastProgress = nanoTime.getAsLong();
      if (!timerRuns && !stalled.isDone()) {
        timerRuns = true;
        scheduleOnce(WRITE_TIMER, writeTimeout);
      }
      push(outboundOut, bytes.take(MAX_WRITE));
    }

    @Override
    public void onTimer(Object key) {
      timerRuns = false;
      if (!writing) {
        return;
      }
      Duration left = writeTimeout.minusNanos(nanoTime.getAsLong() - lastProgress);
      if (left.isNegative() || left.isZero()) {
        stalled.complete(Done.getInstance());
      } else {
        timerRuns = true;
        scheduleOnce(WRITE_TIMER, left);
      }
    }

    private final class OutboundInHandler extends AbstractInHandler {
      @Override
      public void onPush() {
        write(grab(outboundIn));
      }

      @Override
      public void onUpstreamFinish() {
        if (unwritten.isEmpty()) {
          complete(outboundOut);
        }
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        fail(outboundOut, cause);
      }
    }

    private final class OutboundOutHandler extends AbstractOutHandler {
      @Override
      public void onPull() {
        writing = false;
        if (unwritten.nonEmpty()) {
          write(unwritten);
          if (unwritten.isEmpty() && isClosed(outboundIn)) {
            complete(outboundOut);
          }
        } else if (!isClosed(outboundIn)) {
          pull(outboundIn);
        }
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        writing = false;
        unwritten = ByteString.emptyByteString();
        cancel(outboundIn, cause);
      }
    }

    private final class InboundInHandler extends AbstractInHandler {
      @Override
      public void onPush() {
        ByteString bytes = grab(inboundIn);
        if (isClosed(inboundOut)) {
          pull(inboundIn);
        } else {
          push(inboundOut, bytes);
        }
      }

      @Override
      public void onUpstreamFinish() {
        complete(inboundOut);
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        fail(inboundOut, cause);
      }
    }

    private final class InboundOutHandler extends AbstractOutHandler {
      @Override
      public void onPull() {
        pull(inboundIn);
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        if (!isClosed(inboundIn) && !hasBeenPulled(inboundIn)) {
          pull(inboundIn);
        }
      }
    }
  }
}
