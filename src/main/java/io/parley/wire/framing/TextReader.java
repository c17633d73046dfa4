package io.parley.wire.framing;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Reads the texts of one connection from bytes that may be cut anywhere. A newline ends a text.
 * Without a newline, a text ends where the caller says so, or when it fills one read of the
 * original programs. Malformed UTF-8 becomes U+FFFD. A text over the limit is refused once, and the
 * rest of it is dropped.
 */
final class TextReader {
  private final int maxCharacters;
  private ByteString buffer = ByteString.emptyByteString();

  /** The buffer has no newline before this index. */
  private int searchedBytes;

  /** Code points of the current text that are returned already. */
  private int textLength;

  private boolean dropping;

  /**
   * @param maxCharacters the maximum length of a text, in code points
   */
  TextReader(int maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  /** Adds received bytes. */
  void append(ByteString bytes) {
    buffer = buffer.concat(bytes).compact(); // byte access in many chunks is slow
  }

  /**
   * Reads the next text.
   *
   * @param complete whether all received bytes are a complete text
   * @param lineMode whether only newlines end a text before it is complete
   * @return empty if the next text is incomplete
   */
  Optional<DecodeResult<String>> next(boolean complete, boolean lineMode) {
    while (true) {
      int newline = buffer.indexOf((byte) '\n', searchedBytes);
      if (newline < 0) {
        searchedBytes = buffer.size();
        return nextPartial(complete, lineMode);
      }
      Optional<DecodeResult<String>> line = readLine(newline);
      if (line.isPresent()) {
        return line;
      }
    }
  }

  /** Takes the line before a newline; empty if the line was refused before. */
  private Optional<DecodeResult<String>> readLine(int newline) {
    ByteString line = buffer.take(newline);
    int length = textLength + countCharacters(line);
    boolean dropped = dropping;
    buffer = buffer.drop(newline + 1).compact();
    searchedBytes = 0;
    startText();
    if (dropped) {
      return Optional.empty();
    }
    return Optional.of(length > maxCharacters ? tooLong() : text(withoutCarriageReturn(line)));
  }

  private Optional<DecodeResult<String>> nextPartial(boolean complete, boolean lineMode) {
    boolean refused =
        !dropping
            && (textLength + countCharacters(buffer) > maxCharacters
                || buffer.size() > 4 * maxCharacters);
    dropping |= refused;
    ByteString text = dropping ? ByteString.emptyByteString() : buffer;
    if (complete) {
      clearBuffer();
      startText();
    } else if (dropping) {
      clearBuffer();
    } else if (!lineMode && buffer.size() >= TextFraming.READ_SIZE) {
      text = buffer.take(lengthOfWholeCharacters(buffer, TextFraming.READ_SIZE));
      textLength += countCharacters(text);
      buffer = buffer.drop(text.size());
      searchedBytes = 0;
    } else {
      text = ByteString.emptyByteString();
    }
    if (refused) {
      return Optional.of(tooLong());
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text(text));
  }

  private void startText() {
    dropping = false;
    textLength = 0;
  }

  private void clearBuffer() {
    buffer = ByteString.emptyByteString();
    searchedBytes = 0;
  }

  private static DecodeResult<String> text(ByteString bytes) {
    return new DecodeResult.Message<>(bytes.decodeString(StandardCharsets.UTF_8));
  }

  private DecodeResult<String> tooLong() {
    return new DecodeResult.Malformed<>(
        new Problem(
            Problem.Code.TEXT_TOO_LONG,
            "That text is longer than "
                + maxCharacters
                + " characters; what is over was not sent to anybody.",
            Integer.toString(maxCharacters)));
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
