package io.parley.wire.framing;

import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * Finds texts in bytes without frames, with a {@link TextReader}. It measures the silence after
 * which a text without a newline is complete. A peer that has sent a newline is in line mode: from
 * then on only newlines end a text.
 */
public final class TextFraming extends GraphStage<FlowShape<ByteString, DecodeResult<String>>> {
  /** The size of one read of the original programs, in bytes. */
  public static final int READ_SIZE = 1024;

  private static final String END_OF_TRANSMISSION = "\u0004"; // Ctrl-D of some terminals

  private final Inlet<ByteString> in = Inlet.create("TextFraming.in");
  private final Outlet<DecodeResult<String>> out = Outlet.create("TextFraming.out");
  private final Duration silence;
  private final int maxCharacters;
  private final Optional<AtomicBoolean> lineMode;
  private final InputMemory memory;

  private TextFraming(
      Duration silence, int maxCharacters, Optional<AtomicBoolean> lineMode, InputMemory memory) {
    this.silence = silence;
    this.maxCharacters = maxCharacters;
    this.lineMode = lineMode;
    this.memory = memory;
  }

  /**
   * A stage for one connection of a server.
   *
   * @param silence the pause after which a text without a newline is complete
   * @param maxCharacters the maximum length of a text, in code points
   * @param lineMode set when the peer has sent a newline
   * @param memory counts incomplete texts
   */
  public static TextFraming forServer(
      Duration silence, int maxCharacters, AtomicBoolean lineMode, InputMemory memory) {
    return new TextFraming(silence, maxCharacters, Optional.of(lineMode), memory);
  }

  /**
   * A stage for a client. It has no line mode, because a server may end some texts with a newline
   * and others not.
   *
   * @param silence the pause after which a text without a newline is complete
   * @param maxCharacters the maximum length of a text, in code points
   */
  public static TextFraming forClient(Duration silence, int maxCharacters) {
    return new TextFraming(silence, maxCharacters, Optional.empty(), InputMemory.UNBOUNDED);
  }

  @Override
  public FlowShape<ByteString, DecodeResult<String>> shape() {
    return FlowShape.of(in, out);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final TextReader reader = new TextReader(maxCharacters, lineMode.isPresent(), memory);
    private boolean silenceElapsed;
    private boolean begun;
    private boolean tlsHello;

    Logic() {
      super(shape());
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              append(grab(in));
              emitOrPull();
            }

            @Override
            public void onPull() {
              emitOrPull();
            }

            @Override
            public void onUpstreamFinish() {
              emitOrPull();
            }
          });
    }

    @Override
    public void postStop() {
      reader.close();
    }

    @Override
    public void onTimer(Object timerKey) {
      silenceElapsed = true;
      emitOrPull();
    }

    private void append(ByteString chunk) {
      tlsHello = !begun && lineMode.isPresent() && TlsHello.isBeginOf(chunk);
      begun = true;
      reader.append(chunk);
      silenceElapsed = false;
      if (lineMode.isPresent() && chunk.indexOf((byte) '\n') >= 0) {
        lineMode.get().set(true);
      }
      if (!reader.isLineMode() && chunk.nonEmpty()) {
        scheduleOnce("silence", silence);
      }
    }

    private void emitOrPull() {
      if (!isAvailable(out)) {
        return;
      }
      if (tlsHello) {
        emit(new DecodeResult.Unrecoverable<>(TlsHello.PROBLEM));
        return;
      }
      Optional<DecodeResult<String>> next = reader.next(isClosed(in), silenceElapsed);
      if (next.isPresent()) {
        emit(next.get());
      } else if (isClosed(in)) {
        completeStage();
      } else if (!hasBeenPulled(in)) {
        pull(in);
      }
    }

    private void emit(DecodeResult<String> result) {
      if (result instanceof DecodeResult.Message<String> text
          && text.message().startsWith(END_OF_TRANSMISSION)) {
        completeStage();
        return;
      }
      push(out, result);
      if (result instanceof DecodeResult.Unrecoverable) {
        completeStage();
      }
    }
  }
}
