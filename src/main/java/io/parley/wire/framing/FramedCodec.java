package io.parley.wire.framing;

import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Both directions of a dialect with frames in one operator, because each operator costs every
 * connection about 350 bytes and time when it connects.
 *
 * <pre>
 *                    +---------------+
 *     Batch of O  ~~>|     codec     |~~>  bytes
 *   DecodeResult  <~~| frames, codec |<~~  bytes
 *                    +---------------+
 * </pre>
 *
 * @param <O> the messages to send
 * @param <I> the messages received
 */
public final class FramedCodec<O, I>
    extends AbstractGraphStageWithMaterializedValue<
        BidiShape<Batch<O>, ByteString, ByteString, DecodeResult<I>>, Supplier<BatchEncoder<O>>> {
  private final Inlet<Batch<O>> messagesIn = Inlet.create("FramedCodec.messagesIn");
  private final Outlet<ByteString> bytesOut = Outlet.create("FramedCodec.bytesOut");
  private final Inlet<ByteString> bytesIn = Inlet.create("FramedCodec.bytesIn");
  private final Outlet<DecodeResult<I>> messagesOut = Outlet.create("FramedCodec.messagesOut");
  private final BidiShape<Batch<O>, ByteString, ByteString, DecodeResult<I>> shape =
      BidiShape.of(messagesIn, bytesOut, bytesIn, messagesOut);
  private final LengthFraming framing;
  private final Supplier<ConnectionCodec<O, I>> codecFactory;
  private final InputMemory memory;

  private FramedCodec(
      LengthFraming framing, Supplier<ConnectionCodec<O, I>> codecs, InputMemory memory) {
    this.framing = framing;
    this.codecFactory = codecs;
    this.memory = memory;
  }

  /** A flow that any number of connections may use; see {@link #connectionFlow}. */
  public static <O, I>
      BidiFlow<Batch<O>, ByteString, ByteString, DecodeResult<I>, NotUsed> bidiFlow(
          LengthFraming framing, Supplier<ConnectionCodec<O, I>> codecs, InputMemory memory) {
    return connectionFlow(framing, codecs, memory)
        .mapMaterializedValue(encoder -> NotUsed.getInstance());
  }

  /**
   * A flow that any number of connections may use. It materializes what encodes the batches of the
   * connection at present.
   *
   * @param framing of received bytes
   * @param codecs creates the codec of one connection
   * @param memory counts incomplete frames
   */
  public static <O, I>
      BidiFlow<Batch<O>, ByteString, ByteString, DecodeResult<I>, Supplier<BatchEncoder<O>>>
          connectionFlow(
              LengthFraming framing, Supplier<ConnectionCodec<O, I>> codecs, InputMemory memory) {
    return BidiFlow.fromGraph(new FramedCodec<>(framing, codecs, memory));
  }

  @Override
  public BidiShape<Batch<O>, ByteString, ByteString, DecodeResult<I>> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, Supplier<BatchEncoder<O>>> createLogicAndMaterializedValuePair(
      Attributes attributes) {
    ConnectionCodec<O, I> codec = codecFactory.get();
    return Pair.create(new Logic(codec), codec::encoder);
  }

  private final class Logic extends GraphStageLogic {
    private final ConnectionCodec<O, I> codec;
    private final FrameReader<I> reader;

    Logic(ConnectionCodec<O, I> codec) {
      super(shape);
      this.codec = codec;
      this.reader = new FrameReader<>(framing, codec::decode, memory);
      setHandler(messagesIn, new MessageInHandler());
      setHandler(bytesOut, new BytesOutHandler());
      setHandler(bytesIn, new BytesInHandler());
      setHandler(messagesOut, new MessageOutHandler());
    }

    @Override
    public void postStop() {
      reader.close();
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
        reader.close();
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
        reader.close();
        cancel(bytesIn, cause);
      }
    }

    /** Emits the next message if its frame is complete, or else pulls more bytes. */
    private void emitOrPull() {
      reader.next(isClosed(bytesIn)).ifPresentOrElse(this::emit, () -> pull(bytesIn));
    }

    private void emit(DecodeResult<I> result) {
      push(messagesOut, result);
      if (result instanceof DecodeResult.Unrecoverable) {
        reader.close();
        complete(messagesOut);
        cancel(bytesIn);
      } else if (reader.isEmpty() && isClosed(bytesIn)) {
        complete(messagesOut);
      }
    }
  }
}
