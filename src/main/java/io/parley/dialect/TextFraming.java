package io.parley.dialect;

import io.parley.protocol.Problem;
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
public final class TextFraming extends GraphStage<FlowShape<ByteString, Received<String>>> {
  /** What one read of the original programs takes, in bytes. */
  static final int ONE_READ = 1024;

  private static final byte END_OF_TRANSMISSION = 4; // Ctrl-D, where a terminal passes it on

  private final Inlet<ByteString> in = Inlet.create("TextFraming.in");
  private final Outlet<Received<String>> out = Outlet.create("TextFraming.out");
  private final Duration silence;
  private final int maxText;
  private final Optional<AtomicBoolean> lines;

  private TextFraming(Duration silence, int maxText, Optional<AtomicBoolean> lines) {
    this.silence = silence;
    this.maxText = maxText;
    this.lines = lines;
  }

  /**
   * For a server.
   *
   * @param silence how long nothing more has come when a text is complete
   * @param maxText the most characters of a text
   * @param lines set when the peer has sent a newline
   */
  static TextFraming ofPeople(Duration silence, int maxText, AtomicBoolean lines) {
    return new TextFraming(silence, maxText, Optional.of(lines));
  }

  /** For a client: a server that ends some texts with newlines need not end all. */
  static TextFraming ofServer(Duration silence, int maxText) {
    return new TextFraming(silence, maxText, Optional.empty());
  }

  @Override
  public FlowShape<ByteString, Received<String>> shape() {
    return FlowShape.of(in, out);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private boolean onlyLines() {
    return lines.isPresent() && lines.get().get();
  }

  private final class Logic extends TimerGraphStageLogic {
    private ByteString buffer = ByteString.emptyByteString();

    /** Up to here there is no newline in the buffer. */
    private int searched;

    /** Characters since the last newline or silence, those that went out already, too. */
    private int run;

    private boolean dropping;
    private boolean silent;

    Logic() {
      super(shape());
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              take(grab(in));
              next();
            }

            @Override
            public void onPull() {
              next();
            }

            @Override
            public void onUpstreamFinish() {
              next();
            }
          });
    }

    @Override
    public void onTimer(Object timerKey) {
      silent = true;
      if (isAvailable(out)) {
        next();
      }
    }

    private void take(ByteString chunk) {
      buffer = buffer.concat(chunk).compact(); // each look at a byte would go through all chunks
      silent = false;
      if (lines.isPresent() && chunk.indexOf((byte) '\n') >= 0) {
        lines.get().set(true);
      }
      if (!onlyLines() && chunk.nonEmpty()) {
        scheduleOnce("silence", silence);
      }
    }

    /** Emits the next text if it is there; or else waits for more of it. */
    private void next() {
      while (isAvailable(out)) {
        int newline = buffer.indexOf((byte) '\n', searched);
        if (newline >= 0) {
          line(newline);
        } else if (!part()) {
          return;
        }
        if (isClosed(out)) {
          return;
        }
      }
    }

    private void line(int newline) {
      ByteString line = buffer.take(newline);
      buffer = buffer.drop(newline + 1).compact();
      searched = 0;
      boolean dropped = dropping;
      dropping = false;
      int length = run + characters(line);
      run = 0;
      if (!dropped && length > maxText) {
        refuse();
      } else if (!dropped) {
        emit(withoutReturn(line));
      }
    }

    /** Deals with a text whose newline has not come; false if that must wait. */
    private boolean part() {
      searched = buffer.size();
      if (!dropping && (run + characters(buffer) > maxText || buffer.size() > 4 * maxText)) {
        dropping = true;
        refuse();
      }
      if (dropping) {
        clear();
      }
      boolean over = isClosed(in) || (silent && !onlyLines());
      if (over && buffer.nonEmpty()) {
        ByteString text = buffer;
        clear();
        run = 0;
        emit(text);
        return true;
      }
      if (over) {
        dropping = false;
        run = 0;
      }
      if (!onlyLines() && buffer.size() >= ONE_READ) {
        ByteString text = buffer.take(wholeCharacters(buffer, ONE_READ));
        run += characters(text);
        buffer = buffer.drop(text.size());
        searched = 0;
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

    private void clear() {
      buffer = ByteString.emptyByteString();
      searched = 0;
    }

    private void emit(ByteString text) {
      if (text.nonEmpty() && text.apply(0) == END_OF_TRANSMISSION) {
        completeStage();
      } else {
        push(out, new Received.Message<>(text.decodeString(StandardCharsets.UTF_8)));
      }
    }

    private void refuse() {
      push(
          out,
          new Received.Malformed<>(
              new Problem(
                  Problem.Code.TEXT_TOO_LONG,
                  "That text is longer than "
                      + maxText
                      + " characters; what is over was not sent to anybody.",
                  Integer.toString(maxText))));
    }
  }

  private static ByteString withoutReturn(ByteString line) {
    int last = line.size() - 1;
    return last >= 0 && line.apply(last) == '\r' ? line.take(last) : line;
  }

  private static int characters(ByteString bytes) {
    int count = 0;
    for (int i = 0; i < bytes.size(); i++) {
      if (!isContinuation(bytes.apply(i))) {
        count++;
      }
    }
    return count;
  }

  /** How many of the first bytes are whole characters; all of them if they are no UTF-8 at all. */
  private static int wholeCharacters(ByteString bytes, int most) {
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
