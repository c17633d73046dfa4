package io.parley.wire.framing;

import static io.parley.protocol.Problem.Code.FRAME_CUT_SHORT;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
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
 * Finds complete JSON objects in bytes that may be cut anywhere. Between objects there may be white
 * space and commas. Anything else there becomes one {@link DecodeResult.Malformed} for each chunk,
 * and reading continues at the next opening brace. The same happens when an incomplete object has
 * waited too long for its end, because one missing brace would otherwise swallow all that follows.
 * An object that is too long, or for which there is no memory, is {@link
 * DecodeResult.Unrecoverable}; so is the begin of a TLS handshake.
 *
 * <p>It buffers at most one chunk and the start of one object.
 */
public final class JsonObjectFraming
    extends GraphStage<FlowShape<ByteString, DecodeResult<ByteString>>> {
  private static final String PARTIAL_TIMER = "partial";

  private final Inlet<ByteString> in = Inlet.create("JsonObjectFraming.in");
  private final Outlet<DecodeResult<ByteString>> out = Outlet.create("JsonObjectFraming.out");
  private final FlowShape<ByteString, DecodeResult<ByteString>> shape = FlowShape.of(in, out);
  private final int maxObjectBytes;
  private final Duration partialTimeout;
  private final InputMemory memory;

  /**
   * A stage for any number of connections.
   *
   * @param maxObjectBytes the maximum size of one object, in bytes
   * @param partialTimeout the time that an incomplete object may wait for its end
   * @param memory counts incomplete objects
   */
  public JsonObjectFraming(int maxObjectBytes, Duration partialTimeout, InputMemory memory) {
    this.maxObjectBytes = maxObjectBytes;
    this.partialTimeout = partialTimeout;
    this.memory = memory;
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
    private final JsonObjectScanner scanner = new JsonObjectScanner(maxObjectBytes, memory);
    private boolean begun;
    private boolean tlsHello;

    Logic() {
      super(shape);
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              cancelTimer(PARTIAL_TIMER);
              ByteString chunk = grab(in);
              tlsHello = !begun && TlsHello.isBeginOf(chunk);
              begun = true;
              scanner.feed(chunk);
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
    public void postStop() {
      scanner.discardPartial();
    }

    @Override
    public void onTimer(Object key) {
      // The timer runs only while the stage has pulled, so that there is demand.
      scanner.discardPartial();
      push(out, new DecodeResult.Malformed<>(JsonObjectScanner.notJson()));
    }

    private void emitOrPull() {
      if (isAvailable(out)) {
        Optional<DecodeResult<ByteString>> next =
            tlsHello
                ? Optional.of(new DecodeResult.Unrecoverable<>(TlsHello.PROBLEM))
                : scanner.next();
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
