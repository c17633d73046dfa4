package io.parley.wire.framing;

import io.parley.wire.flow.DecodeResult;
import java.util.function.Function;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Bytes, cut anywhere, to messages by way of frames. After a length that cannot be, and where the
 * last frame is cut short, it says {@link DecodeResult.Unrecoverable} and completes.
 *
 * @param <M> the kind of message
 */
final class FrameDecoder<M> extends GraphStage<FlowShape<ByteString, DecodeResult<M>>> {
  private final Inlet<ByteString> in = Inlet.create("FrameDecoder.in");
  private final Outlet<DecodeResult<M>> out = Outlet.create("FrameDecoder.out");
  private final FlowShape<ByteString, DecodeResult<M>> shape = FlowShape.of(in, out);
  private final LengthFraming framing;
  private final Function<ByteString, DecodeResult<M>> payloadDecoder;

  FrameDecoder(LengthFraming framing, Function<ByteString, DecodeResult<M>> readPayload) {
    this.framing = framing;
    this.payloadDecoder = readPayload;
  }

  @Override
  public FlowShape<ByteString, DecodeResult<M>> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {
    private final FrameReader<M> reader = new FrameReader<>(framing, payloadDecoder);

    Logic() {
      super(shape);
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              reader.append(grab(in));
              next();
            }

            @Override
            public void onPull() {
              next();
            }

            @Override
            public void onUpstreamFinish() {
              if (reader.isEmpty()) {
                completeStage();
              } else if (isAvailable(out)) {
                next();
              }
            }
          });
    }

    /** Emits the next message if all of its frame is there; or else waits for more of it. */
    private void next() {
      reader.next(isClosed(in)).ifPresentOrElse(this::emit, () -> pull(in));
    }

    private void emit(DecodeResult<M> received) {
      push(out, received);
      if (received instanceof DecodeResult.Unrecoverable || (reader.isEmpty() && isClosed(in))) {
        completeStage();
      }
    }
  }
}
