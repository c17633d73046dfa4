package io.parley.dialect;

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
    extends GraphStage<BidiShape<Batch<O>, ByteString, ByteString, Received<I>>> {
  private final Inlet<Batch<O>> said = Inlet.create("FramedCodec.said");
  private final Outlet<ByteString> sent = Outlet.create("FramedCodec.sent");
  private final Inlet<ByteString> read = Inlet.create("FramedCodec.read");
  private final Outlet<Received<I>> heard = Outlet.create("FramedCodec.heard");
  private final BidiShape<Batch<O>, ByteString, ByteString, Received<I>> shape =
      BidiShape.of(said, sent, read, heard);
  private final LengthFraming framing;
  private final Supplier<Codec<O, I>> codecs;

  private FramedCodec(LengthFraming framing, Supplier<Codec<O, I>> codecs) {
    this.framing = framing;
    this.codecs = codecs;
  }

  /**
   * For any number of connections.
   *
   * @param framing of what comes in
   * @param codecs makes that of one connection
   */
  public static <O, I> BidiFlow<Batch<O>, ByteString, ByteString, Received<I>, NotUsed> bidiFlow(
      LengthFraming framing, Supplier<Codec<O, I>> codecs) {
    return BidiFlow.fromGraph(new FramedCodec<>(framing, codecs));
  }

  @Override
  public BidiShape<Batch<O>, ByteString, ByteString, Received<I>> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic(codecs.get());
  }

  private final class Logic extends GraphStageLogic {
    private final Codec<O, I> codec;
    private final FrameReader<I> reader;

    Logic(Codec<O, I> codec) {
      super(shape);
      this.codec = codec;
      this.reader = new FrameReader<>(framing, codec::decode);
      setHandler(said, new Saying());
      setHandler(sent, new Sending());
      setHandler(read, new Reading());
      setHandler(heard, new Hearing());
    }

    private final class Saying extends AbstractInHandler {
      @Override
      public void onPush() {
        ByteString bytes = codec.encode(grab(said));
        if (bytes.isEmpty()) {
          pull(said);
        } else {
          push(sent, bytes);
        }
      }

      @Override
      public void onUpstreamFinish() {
        complete(sent);
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        fail(sent, cause);
      }
    }

    private final class Sending extends AbstractOutHandler {
      @Override
      public void onPull() {
        pull(said);
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        cancel(said, cause);
      }
    }

    private final class Reading extends AbstractInHandler {
      @Override
      public void onPush() {
        reader.add(grab(read));
        next();
      }

      @Override
      public void onUpstreamFinish() {
        if (reader.isEmpty()) {
          complete(heard);
        } else if (isAvailable(heard)) {
          next();
        }
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        fail(heard, cause);
      }
    }

    private final class Hearing extends AbstractOutHandler {
      @Override
      public void onPull() {
        next();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        cancel(read, cause);
      }
    }

    /** Emits the next message if all of its frame is there; or else waits for more of it. */
    private void next() {
      reader.next(isClosed(read)).ifPresentOrElse(this::emit, () -> pull(read));
    }

    private void emit(Received<I> received) {
      push(heard, received);
      if (received instanceof Received.Broken) {
        complete(heard);
        cancel(read);
      } else if (reader.isEmpty() && isClosed(read)) {
        complete(heard);
      }
    }
  }
}
