package io.parley.wire.framing;

import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Both directions of a dialect with frames in one operator, which is made once for all connections:
 * an operator costs each of them a third of a KiB, and each log-in the time to make it.
 *
 * <pre>
 *                    +---------------+
 *     Batch of O  ~~>|     codec     |~~>  bytes
 *   Received of I <~~| frames, codec |<~~  bytes
 *                    +---------------+
 * </pre>
 *
 * @param <O> what is said
 * @param <I> what is heard
 */
public final class FramedCodec<O, I>
    extends GraphStage<BidiShape<Batch<O>, ByteString, ByteString, DecodeResult<I>>> {
  private final Inlet<Batch<O>> messagesIn = Inlet.create("FramedCodec.said");
  private final Outlet<ByteString> bytesOut = Outlet.create("FramedCodec.sent");
  private final Inlet<ByteString> bytesIn = Inlet.create("FramedCodec.read");
  private final Outlet<DecodeResult<I>> messagesOut = Outlet.create("FramedCodec.heard");
  private final BidiShape<Batch<O>, ByteString, ByteString, DecodeResult<I>> shape =
      BidiShape.of(messagesIn, bytesOut, bytesIn, messagesOut);
  private final LengthFraming framing;
  private final Supplier<ConnectionCodec<O, I>> codecFactory;

  private FramedCodec(LengthFraming framing, Supplier<ConnectionCodec<O, I>> codecs) {
    this.framing = framing;
    this.codecFactory = codecs;
  }

  /**
   * For any number of connections.
   *
   * @param framing of what comes in
   * @param codecs makes that of one connection
   */
  public static <O, I>
      BidiFlow<Batch<O>, ByteString, ByteString, DecodeResult<I>, NotUsed> bidiFlow(
          LengthFraming framing, Supplier<ConnectionCodec<O, I>> codecs) {
    return BidiFlow.fromGraph(new FramedCodec<>(framing, codecs));
  }

  @Override
  public BidiShape<Batch<O>, ByteString, ByteString, DecodeResult<I>> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic(codecFactory.get());
  }

  private final class Logic extends GraphStageLogic {
    private final ConnectionCodec<O, I> codec;
    private final FrameReader<I> reader;

    Logic(ConnectionCodec<O, I> codec) {
      super(shape);
      this.codec = codec;
      this.reader = new FrameReader<>(framing, codec::decode);
      setHandler(messagesIn, new MessageInHandler());
      setHandler(bytesOut, new BytesOutHandler());
      setHandler(bytesIn, new BytesInHandler());
      setHandler(messagesOut, new MessageOutHandler());
    }

    private final class MessageInHandler extends AbstractInHandler {
      @Override
      public void onPush() {
        ByteString bytes = codec.encode(grab(messagesIn));
        if (bytes.isEmpty()) {
          pull(messagesIn);
        } else {
          push(bytesOut, bytes);
        }
      }

      @Override
      public void onUpstreamFinish() {
        complete(bytesOut);
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        fail(bytesOut, cause);
      }
    }

    private final class BytesOutHandler extends AbstractOutHandler {
      @Override
      public void onPull() {
        pull(messagesIn);
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        cancel(messagesIn, cause);
      }
    }

    private final class BytesInHandler extends AbstractInHandler {
      @Override
      public void onPush() {
        reader.append(grab(bytesIn));
        emitOrPull();
      }

      @Override
      public void onUpstreamFinish() {
        if (reader.isEmpty()) {
          complete(messagesOut);
        } else if (isAvailable(messagesOut)) {
          emitOrPull();
        }
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        fail(messagesOut, cause);
      }
    }

    private final class MessageOutHandler extends AbstractOutHandler {
      @Override
      public void onPull() {
        emitOrPull();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        cancel(bytesIn, cause);
      }
    }

    /** Emits the next message if all of its frame is there; or else waits for more of it. */
    private void emitOrPull() {
      reader.next(isClosed(bytesIn)).ifPresentOrElse(this::emit, () -> pull(bytesIn));
    }

    private void emit(DecodeResult<I> received) {
      push(messagesOut, received);
      if (received instanceof DecodeResult.Unrecoverable) {
        complete(messagesOut);
        cancel(bytesIn);
      } else if (reader.isEmpty() && isClosed(bytesIn)) {
        complete(messagesOut);
      }
    }
  }
}
