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
 * Texts that have no end mark. A newline ends one; without a newline, what has come is a text when
 * nothing more comes for a while, or when as much is there as one read of the original programs
 * takes. Whoever has ever sent a newline is a person who types lines: from then on only newlines
 * count.
 *
 * <p>Malformed UTF-8 becomes U+FFFD. A text over the limit is refused once, and the rest of it is
 * dropped.
 */
public final class TextFraming extends GraphStage<FlowShape<ByteString, DecodeResult<String>>> {
  /** What one read of the original programs takes, in bytes. */
  public static final int READ_SIZE = 1024;

  private static final byte END_OF_TRANSMISSION = 4; // Ctrl-D, where a terminal passes it on

  private final Inlet<ByteString> in = Inlet.create("TextFraming.in");
  private final Outlet<DecodeResult<String>> out = Outlet.create("TextFraming.out");
  private final Duration silence;
  private final int maxCharacters;
  private final Optional<AtomicBoolean> lineMode;

  private TextFraming(Duration silence, int maxText, Optional<AtomicBoolean> lines) {
    this.silence = silence;
    this.maxCharacters = maxText;
    this.lineMode = lines;
  }

  /**
   * For a server.
   *
   * @param silence how long nothing more has come when a text is complete
   * @param maxText the most characters of a text
   * @param lines set when the peer has sent a newline
   */
  public static TextFraming forServer(Duration silence, int maxText, AtomicBoolean lines) {
    return new TextFraming(silence, maxText, Optional.of(lines));
  }

  /** For a client: a server that ends some texts with newlines need not end all. */
  public static TextFraming forClient(Duration silence, int maxText) {
    return new TextFraming(silence, maxText, Optional.empty());
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

    /** Up to here there is no newline in the buffer. */
    private int searchedBytes;

    /** Characters since the last newline or silence, those that went out already, too. */
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
      buffer = buffer.concat(chunk).compact(); // each look at a byte would go through all chunks
      silenceElapsed = false;
      if (lineMode.isPresent() && chunk.indexOf((byte) '\n') >= 0) {
        lineMode.get().set(true);
      }
      if (!isLineMode() && chunk.nonEmpty()) {
        scheduleOnce("silence", silence);
      }
    }

    /** Emits the next text if it is there; or else waits for more of it. */
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

    /** Deals with a text whose newline has not come; false if that must wait. */
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
      boolean over = isClosed(in) || (silenceElapsed && !isLineMode());
      if (over && buffer.nonEmpty()) {
        ByteString text = buffer;
        clearBuffer();
        textLength = 0;
        emit(text);
        return true;
      }
      if (over) {
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

  /** How many of the first bytes are whole characters; all of them if they are no UTF-8 at all. */
  private static int lengthOfWholeCharacters(ByteString bytes, int most) {
    if (bytes.size() <= most) {
      return bytes.size();
    }
    for (int end = most; end > most - 4; end--) {
      if (!isContinuation(bytes.apply(end))) {
        return end;
      }
    }
    return most;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
