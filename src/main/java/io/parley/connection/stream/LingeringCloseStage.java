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
 * Stands between a socket and its dialect, and knows when both directions have ended.
 *
 * <pre>
 *             +------+
 *   said  ~~~>|      |~~~> sent
 *             | edge |
 *   heard <~~~|      |<~~~ read
 *             +------+
 * </pre>
 *
 * Once the dialect has had enough it goes on reading, and drops what it reads, until the peer is
 * done. Were the reading to stop instead, closing with unread bytes would reset the connection, and
 * the answer that explains the end would be lost with it. It has no deadline of its own: whoever
 * ends the connection has one, and can reset it.
 */
final class LingeringCloseStage
    extends AbstractGraphStageWithMaterializedValue<
        BidiShape<ByteString, ByteString, ByteString, ByteString>, LingeringCloseStage.Control> {

  /**
   * What there is to do with it.
   *
   * @param done completed, never with a failure, when both directions have ended
   * @param reset ends both at once, with what the peer is reset for; nothing if they have ended
   */
  record Control(CompletionStage<Done> done, AsyncCallback<Throwable> reset) {}

  private final Inlet<ByteString> outboundIn = Inlet.create("Edge.said");
  private final Outlet<ByteString> outboundOut = Outlet.create("Edge.sent");
  private final Inlet<ByteString> inboundIn = Inlet.create("Edge.read");
  private final Outlet<ByteString> inboundOut = Outlet.create("Edge.heard");
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
