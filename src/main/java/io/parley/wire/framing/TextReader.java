package io.parley.wire.framing;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Reads the texts of one connection from bytes that may be cut anywhere; the texts do not depend on
 * the cuts. A newline ends a text. Without a newline, a text ends at a pause or at the end of the
 * input, and it is split into reads of the original programs; in line mode, which may begin after
 * the first newline, it ends at the end of the input only. Malformed UTF-8 becomes U+FFFD. A text
 * over the limit is refused once, and the rest of it is dropped; what it has filled of whole reads
 * before is a text.
 */
final class TextReader {
  private static final int MAX_BYTES_PER_CHARACTER = 4;
  private static final int CARRIAGE_RETURN_BYTES = 1;

  private final int maxCharacters;
  private final boolean hasLineMode;
  private final PartialInput partial;
  private boolean lineMode;
  private ByteString buffer = ByteString.emptyByteString();

  /** The buffer has no newline before this index. */
  private int searchedBytes;

  /** Code points of the current text that are returned already. */
  private int textLength;

  private boolean dropping;

  /**
   * @param maxCharacters the maximum length of a text, in code points
   * @param hasLineMode whether the first newline begins the line mode
   * @param memory counts the incomplete text
   */
  TextReader(int maxCharacters, boolean hasLineMode, InputMemory memory) {
    this.maxCharacters = maxCharacters;
    this.hasLineMode = hasLineMode;
    this.partial = new PartialInput(memory);
  }

  /** Adds received bytes. */
  void append(ByteString bytes) {
    buffer = buffer.concat(bytes).compact(); // byte access in many chunks is slow
  }

  /** Whether only newlines end a text, and the end of the input. */
  boolean isLineMode() {
    return lineMode;
  }

  /**
   * Reads the next text.
   *
   * @param ended whether the input has ended
   * @param silent whether nothing has come for so long that a text without line mode is complete
   * @return empty if the next text is incomplete
   */
  Optional<DecodeResult<String>> next(boolean ended, boolean silent) {
    while (true) {
      int newline = buffer.indexOf((byte) '\n', searchedBytes);
      searchedBytes = newline < 0 ? buffer.size() : newline;
      Optional<DecodeResult<String>> next =
          newline < 0 ? nextPart(ended || (silent && !lineMode)) : nextLine(newline);
      if (next.isPresent() || newline < 0) {
        return next;
      }
    }
  }

  /** Takes the line before a newline, or its next part; empty if the line was refused before. */
  private Optional<DecodeResult<String>> nextLine(int newline) {
    if (isMoreThanOneRead(newline) && isSplit(newline)) {
      return takeRead();
    }
    ByteString line = withoutCarriageReturn(buffer.take(newline));
    boolean isRead = dropping || (line.isEmpty() && textLength > 0);
    Optional<DecodeResult<String>> rest = isRead ? Optional.empty() : Optional.of(text(line));
    drop(newline + 1);
    startText();
    lineMode = hasLineMode;
    return rest;
  }

  private Optional<DecodeResult<String>> nextPart(boolean complete) {
    int size = buffer.size();
    if (isMoreThanOneRead(size) && (complete || isSplit(size))) {
      return takeRead();
    }
    if (complete) {
      Optional<DecodeResult<String>> last =
          dropping || size == 0 ? Optional.empty() : Optional.of(text(buffer));
      drop(size);
      startText();
      return last;
    }
    if (dropping) {
      drop(size);
    } else if (isSurelyTooLong()) {
      return refuse(size);
    }
    return partial.resize(buffer.size())
        ? Optional.empty()
        : Optional.of(new DecodeResult.Unrecoverable<>(PartialInput.NO_MEMORY));
  }

  /** Drops what was received. */
  void close() {
    drop(buffer.size());
    partial.clear();
  }

  /**
   * Whether a text without line mode fills a read. The byte after the read says whether the read
   * ends between two characters.
   */
  private boolean isMoreThanOneRead(int size) {
    return !lineMode && !dropping && size > TextFraming.READ_SIZE;
  }

  /** Whether the text is split into reads without a pause: it is longer than a line may be. */
  private boolean isSplit(int size) {
    return textLength > 0 || size > MAX_BYTES_PER_CHARACTER * maxCharacters + CARRIAGE_RETURN_BYTES;
  }

  private Optional<DecodeResult<String>> takeRead() {
    int size = lengthOfWholeCharacters(buffer);
    DecodeResult<String> read = text(buffer.take(size));
    if (read instanceof DecodeResult.Malformed) {
      return refuse(size);
    }
    drop(size);
    return Optional.of(read);
  }

  /** Refuses the current text, and drops the first bytes of the buffer. */
  private Optional<DecodeResult<String>> refuse(int size) {
    dropping = true;
    drop(size);
    return Optional.of(tooLong());
  }

  private void drop(int size) {
    buffer = size == buffer.size() ? ByteString.emptyByteString() : buffer.drop(size);
    searchedBytes = Math.max(0, searchedBytes - size);
  }

  private void startText() {
    dropping = false;
    textLength = 0;
  }

  /** The text of these bytes, or the problem that the current text is too long with it. */
  private DecodeResult<String> text(ByteString bytes) {
    String text = bytes.decodeString(StandardCharsets.UTF_8);
    textLength += text.codePointCount(0, text.length());
    return textLength > maxCharacters ? tooLong() : new DecodeResult.Message<>(text);
  }

  /** Whether the line in the buffer is over the limit, however it goes on. */
  private boolean isSurelyTooLong() {
    ByteString line = withoutCarriageReturn(buffer);
    return lineMode
        && (line.size() > MAX_BYTES_PER_CHARACTER * maxCharacters
            || countCharacters(line) > maxCharacters);
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

  /** The length of the longest prefix of one read that cuts no character. */
  private static int lengthOfWholeCharacters(ByteString bytes) {
    for (int end = TextFraming.READ_SIZE; end > TextFraming.READ_SIZE - 4; end--) {
      if (!isContinuation(bytes.apply(end))) {
        return end;
      }
    }
    return TextFraming.READ_SIZE; // the bytes are not UTF-8
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
