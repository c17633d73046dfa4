package io.parley.wire.framing;

import static io.parley.protocol.Problem.Code.FRAME_CUT_SHORT;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Bytes, cut anywhere, to the payloads of whole JSON objects that come one after another. Between
 * objects there may be white space and commas; anything else there is one {@link
 * DecodeResult.Malformed} in each chunk, and reading goes on at the next opening brace. So it does
 * when half an object has waited too long for its rest, or else one lost brace would swallow all
 * that follows. An object that is too long is {@link DecodeResult.Unrecoverable}.
 *
 * <p>It holds one chunk and the beginning of one object, and asks for more when it has nothing
 * whole.
 */
public final class JsonObjectFraming
    extends GraphStage<FlowShape<ByteString, DecodeResult<ByteString>>> {
  private static final String PARTIAL_TIMER = "unfinished";

  private final Inlet<ByteString> in = Inlet.create("JsonObjects.in");
  private final Outlet<DecodeResult<ByteString>> out = Outlet.create("JsonObjects.out");
  private final FlowShape<ByteString, DecodeResult<ByteString>> shape = FlowShape.of(in, out);
  private final int maxObjectBytes;
  private final Duration partialTimeout;

  /**
   * Makes the operator.
   *
   * @param maxObject the most bytes of one object
   * @param unfinished how long half an object may wait for its rest
   */
  public JsonObjectFraming(int maxObject, Duration unfinished) {
    this.maxObjectBytes = maxObject;
    this.partialTimeout = unfinished;
  }

  @Override
  public FlowShape<ByteString, DecodeResult<ByteString>> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inherited) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final JsonObjectScanner scanner = new JsonObjectScanner(maxObjectBytes);

    Logic() {
      super(shape);
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              cancelTimer(PARTIAL_TIMER);
              scanner.feed(grab(in));
              emitOrPull();
            }

            @Override
            public void onPull() {
              emitOrPull();
            }

            @Override
            public void onUpstreamFinish() {
              cancelTimer(PARTIAL_TIMER);
              emitOrPull();
            }
          });
    }

    @Override
    public void onTimer(Object key) {
      // It runs only while more is awaited, and more is awaited only on demand.
      scanner.discardPartial();
      push(out, new DecodeResult.Malformed<>(JsonObjectScanner.notJson()));
    }

    private void emitOrPull() {
      if (isAvailable(out)) {
        Optional<DecodeResult<ByteString>> next = scanner.next();
        if (next.isEmpty()) {
          awaitMore();
          return;
        }
        push(out, next.get());
        if (next.get() instanceof DecodeResult.Unrecoverable<ByteString>) {
          completeStage();
          return;
        }
      }
      if (isClosed(in) && scanner.isExhausted() && !scanner.isInObject()) {
        completeStage();
      }
    }

    private void awaitMore() {
      if (isClosed(in)) {
        if (scanner.isInObject()) {
          push(out, new DecodeResult.Malformed<>(cutShort()));
        }
        completeStage();
        return;
      }
      if (!hasBeenPulled(in)) {
        pull(in);
      }
      if (scanner.isInObject()) {
        scheduleOnce(PARTIAL_TIMER, partialTimeout);
      }
    }
  }

  private static Problem cutShort() {
    return new Problem(FRAME_CUT_SHORT, "The last object was cut short; it was not read.");
  }
}
