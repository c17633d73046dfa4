package io.parley.dialect;

import static io.parley.protocol.Problem.Code.FRAME_CUT_SHORT;

import io.parley.protocol.Problem;
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
 * Received.Malformed} in each chunk, and reading goes on at the next opening brace. So it does when
 * half an object has waited too long for its rest, or else one lost brace would swallow all that
 * follows. An object that is too long is {@link Received.Broken}.
 *
 * <p>It holds one chunk and the beginning of one object, and asks for more when it has nothing
 * whole.
 */
final class JsonObjects extends GraphStage<FlowShape<ByteString, Received<ByteString>>> {
  private static final String UNFINISHED = "unfinished";

  private final Inlet<ByteString> in = Inlet.create("JsonObjects.in");
  private final Outlet<Received<ByteString>> out = Outlet.create("JsonObjects.out");
  private final FlowShape<ByteString, Received<ByteString>> shape = FlowShape.of(in, out);
  private final int maxObject;
  private final Duration unfinished;

  /**
   * Makes the operator.
   *
   * @param maxObject the most bytes of one object
   * @param unfinished how long half an object may wait for its rest
   */
  JsonObjects(int maxObject, Duration unfinished) {
    this.maxObject = maxObject;
    this.unfinished = unfinished;
  }

  @Override
  public FlowShape<ByteString, Received<ByteString>> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inherited) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final ObjectScanner scanner = new ObjectScanner(maxObject);

    Logic() {
      super(shape);
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              cancelTimer(UNFINISHED);
              scanner.feed(grab(in));
              advance();
            }

            @Override
            public void onPull() {
              advance();
            }

            @Override
            public void onUpstreamFinish() {
              cancelTimer(UNFINISHED);
              advance();
            }
          });
    }

    @Override
    public void onTimer(Object key) {
      // It runs only while more is awaited, and more is awaited only on demand.
      scanner.abandon();
      push(out, new Received.Malformed<>(ObjectScanner.notJson()));
    }

    private void advance() {
      if (isAvailable(out)) {
        Optional<Received<ByteString>> next = scanner.next();
        if (next.isEmpty()) {
          awaitMore();
          return;
        }
        push(out, next.get());
        if (next.get() instanceof Received.Broken<ByteString>) {
          completeStage();
          return;
        }
      }
      if (isClosed(in) && scanner.isUsedUp() && !scanner.isInside()) {
        completeStage();
      }
    }

    private void awaitMore() {
      if (isClosed(in)) {
        if (scanner.isInside()) {
          push(out, new Received.Malformed<>(cutShort()));
        }
        completeStage();
        return;
      }
      if (!hasBeenPulled(in)) {
        pull(in);
      }
      if (scanner.isInside()) {
        scheduleOnce(UNFINISHED, unfinished);
      }
    }
  }

  private static Problem cutShort() {
    return new Problem(FRAME_CUT_SHORT, "The last object was cut short; it was not read.");
  }
}
