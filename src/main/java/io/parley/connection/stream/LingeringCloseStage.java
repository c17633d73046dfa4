package io.parley.connection.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
 */
final class LingeringCloseStage
    extends AbstractGraphStageWithMaterializedValue<
        BidiShape<ByteString, ByteString, ByteString, ByteString>, LingeringCloseStage.Control> {

  /**
   * The control of a running stage.
   *
   * @param done completes, never with a failure, when both directions have ended
   * @param reset resets the connection, with the cause; has no effect if it has ended
   */
  record Control(CompletionStage<Done> done, AsyncCallback<Throwable> reset) {}

  private final Inlet<ByteString> outboundIn = Inlet.create("LingeringClose.outboundIn");
  private final Outlet<ByteString> outboundOut = Outlet.create("LingeringClose.outboundOut");
  private final Inlet<ByteString> inboundIn = Inlet.create("LingeringClose.inboundIn");
  private final Outlet<ByteString> inboundOut = Outlet.create("LingeringClose.inboundOut");
  private final BidiShape<ByteString, ByteString, ByteString, ByteString> shape =
      BidiShape.of(outboundIn, outboundOut, inboundIn, inboundOut);

  @Override
  public BidiShape<ByteString, ByteString, ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, Control> createLogicAndMaterializedValuePair(Attributes attributes) {
    Logic logic = new Logic();
    return Pair.create(logic, new Control(logic.done, logic.reset));
  }

  private final class Logic extends GraphStageLogic {
    private final CompletableFuture<Done> done = new CompletableFuture<>();
    private final AsyncCallback<Throwable> reset = createAsyncCallback(this::failStage);

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

    private final class OutboundInHandler extends AbstractInHandler {
      @Override
      public void onPush() {
        push(outboundOut, grab(outboundIn));
      }

      @Override
      public void onUpstreamFinish() {
        complete(outboundOut);
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        fail(outboundOut, cause);
      }
    }

    private final class OutboundOutHandler extends AbstractOutHandler {
      @Override
      public void onPull() {
        pull(outboundIn);
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
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
