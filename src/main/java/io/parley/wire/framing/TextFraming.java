package io.parley.wire.framing;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import java.nio.charset.StandardCharsets;
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
 * Finds texts in bytes without frames. A newline ends a text. Without a newline, a text ends when
 * nothing more is received for a while, or when it fills one read of the original programs. A peer
 * that has sent a newline is in line mode: from then on only newlines end a text.
 *
 * <p>Malformed UTF-8 becomes U+FFFD. A text over the limit is refused once, and the rest of it is
 * dropped.
 */
public final class TextFraming extends GraphStage<FlowShape<ByteString, DecodeResult<String>>> {
  /** The size of one read of the original programs, in bytes. */
  public static final int READ_SIZE = 1024;

  private static final byte END_OF_TRANSMISSION = 4; // Ctrl-D of some terminals

  private final Inlet<ByteString> in = Inlet.create("TextFraming.in");
  private final Outlet<DecodeResult<String>> out = Outlet.create("TextFraming.out");
  private final Duration silence;
  private final int maxCharacters;
  private final Optional<AtomicBoolean> lineMode;

  private TextFraming(Duration silence, int maxCharacters, Optional<AtomicBoolean> lineMode) {
    this.silence = silence;
    this.maxCharacters = maxCharacters;
    this.lineMode = lineMode;
  }

  /**
   * A stage for one connection of a server.
   *
   * @param silence the pause after which a text without a newline is complete
   * @param maxCharacters the maximum length of a text, in code points
   * @param lineMode set when the peer has sent a newline
   */
  public static TextFraming forServer(Duration silence, int maxCharacters, AtomicBoolean lineMode) {
    return new TextFraming(silence, maxCharacters, Optional.of(lineMode));
  }

  /**
   * A stage for a client. It has no line mode, because a server may end some texts with a newline
   * and others not.
   *
   * @param silence the pause after which a text without a newline is complete
   * @param maxCharacters the maximum length of a text, in code points
   */
  public static TextFraming forClient(Duration silence, int maxCharacters) {
    return new TextFraming(silence, maxCharacters, Optional.empty());
  }

  @Override
  public FlowShape<ByteString, DecodeResult<String>> shape() {
    return FlowShape.of(in, out);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private boolean isLineMode() {
    return lineMode.isPresent() && lineMode.get().get();
  }

  private final class Logic extends TimerGraphStageLogic {
    private ByteString buffer = ByteString.emptyByteString();

    /** The buffer has no newline before this index. */
    private int searchedBytes;

    /** Code points of the current text that are emitted already. */
    private int textLength;

    private boolean dropping;
    private boolean silenceElapsed;

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
    public void onTimer(Object timerKey) {
      silenceElapsed = true;
      if (isAvailable(out)) {
        emitOrPull();
      }
    }

    private void append(ByteString chunk) {
      buffer = buffer.concat(chunk).compact(); // byte access in many chunks is slow
      silenceElapsed = false;
      if (lineMode.isPresent() && chunk.indexOf((byte) '\n') >= 0) {
        lineMode.get().set(true);
      }
      if (!isLineMode() && chunk.nonEmpty()) {
        scheduleOnce("silence", silence);
      }
    }

    /** Emits the next text if it is complete, or else pulls more bytes. */
    private void emitOrPull() {
      while (isAvailable(out)) {
        int newline = buffer.indexOf((byte) '\n', searchedBytes);
        if (newline >= 0) {
          onLine(newline);
        } else if (!onPartialText()) {
          return;
        }
        if (isClosed(out)) {
          return;
        }
      }
    }

    private void onLine(int newline) {
      ByteString line = buffer.take(newline);
      buffer = buffer.drop(newline + 1).compact();
      searchedBytes = 0;
      boolean dropped = dropping;
      dropping = false;
      int length = textLength + countCharacters(line);
      textLength = 0;
      if (!dropped && length > maxCharacters) {
        emitTooLong();
      } else if (!dropped) {
        emit(withoutCarriageReturn(line));
      }
    }

    /** Handles a text without a newline yet; returns whether it emitted a text. */
    private boolean onPartialText() {
      searchedBytes = buffer.size();
      if (!dropping
          && (textLength + countCharacters(buffer) > maxCharacters
              || buffer.size() > 4 * maxCharacters)) {
        dropping = true;
        emitTooLong();
      }
      if (dropping) {
        clearBuffer();
      }
      boolean complete = isClosed(in) || (silenceElapsed && !isLineMode());
      if (complete && buffer.nonEmpty()) {
        ByteString text = buffer;
        clearBuffer();
        textLength = 0;
        emit(text);
        return true;
      }
      if (complete) {
        dropping = false;
        textLength = 0;
      }
      if (!isLineMode() && buffer.size() >= READ_SIZE) {
        ByteString text = buffer.take(lengthOfWholeCharacters(buffer, READ_SIZE));
        textLength += countCharacters(text);
        buffer = buffer.drop(text.size());
        searchedBytes = 0;
        emit(text);
        return true;
      }
      if (isClosed(in)) {
        completeStage();
      } else if (!hasBeenPulled(in)) {
        pull(in);
      }
      return false;
    }

    private void clearBuffer() {
      buffer = ByteString.emptyByteString();
      searchedBytes = 0;
    }

    private void emit(ByteString text) {
      if (text.nonEmpty() && text.apply(0) == END_OF_TRANSMISSION) {
        completeStage();
      } else {
        push(out, new DecodeResult.Message<>(text.decodeString(StandardCharsets.UTF_8)));
      }
    }

    private void emitTooLong() {
      push(
          out,
          new DecodeResult.Malformed<>(
              new Problem(
                  Problem.Code.TEXT_TOO_LONG,
                  "That text is longer than "
                      + maxCharacters
                      + " characters; what is over was not sent to anybody.",
                  Integer.toString(maxCharacters))));
    }
  }

  private static ByteString withoutCarriageReturn(ByteString line) {
    int last = line.size() - 1;
    return last >= 0 && line.apply(last) == '\r' ? line.take(last) : line;
  }

  private static int countCharacters(ByteString bytes) {
    int count = 0;
    for (int i = 0; i < bytes.size(); i++) {
      if (!isContinuation(bytes.apply(i))) {
        count++;
      }
    }
    return count;
  }

  /** The length of the longest prefix of at most {@code max} bytes that cuts no character. */
  private static int lengthOfWholeCharacters(ByteString bytes, int max) {
    if (bytes.size() <= max) {
      return bytes.size();
    }
    for (int end = max; end > max - 4; end--) {
      if (!isContinuation(bytes.apply(end))) {
        return end;
      }
    }
    return max; // the bytes are not UTF-8
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
