package io.parley.wire.framing;

import static io.parley.protocol.Problem.Code.FRAME_TOO_LONG;
import static io.parley.protocol.Problem.Code.NOT_JSON;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Finds complete JSON objects in chunks that may be cut anywhere. It counts braces outside strings
 * and leaves the rest to the parser. It scans each byte once.
 */
final class JsonObjectScanner {
  private static final byte[] EMPTY = {};

  private final int maxObjectBytes;

  private byte[] chunk = EMPTY;
  private int position;

  /** The part of the current object that was in earlier chunks. */
  private ByteArrayOutputStream partial = new ByteArrayOutputStream(0);

  private final PartialInput partialMemory;

  private int depth;
  private boolean inString;
  private boolean escaped;

  /**
   * @param memory counts the incomplete object
   */
  JsonObjectScanner(int maxObjectBytes, InputMemory memory) {
    this.maxObjectBytes = maxObjectBytes;
    this.partialMemory = new PartialInput(memory);
  }

  /** Continues with this chunk. The previous chunk must be {@link #isExhausted exhausted}. */
  void feed(ByteString bytes) {
    chunk = bytes.isEmpty() ? EMPTY : bytes.toArray();
    position = 0;
  }

  /** Whether an object has started and not ended. */
  boolean isInObject() {
    return depth > 0;
  }

  /** Whether all bytes of the chunk are scanned. */
  boolean isExhausted() {
    return position == chunk.length;
  }

  /** Drops the object that has started. */
  void discardPartial() {
    depth = 0;
    inString = false;
    escaped = false;
    freePartial();
  }

  /** The next result in the chunk; empty if the chunk is exhausted. */
  Optional<DecodeResult<ByteString>> next() {
    if (!isInObject()) {
      if (skipToObject()) {
        return Optional.of(new DecodeResult.Malformed<>(notJson()));
      }
      if (isExhausted()) {
        return releaseChunk();
      }
    }
    return readObject();
  }

  /**
   * Moves to the next opening brace or the end of the chunk; returns whether it skipped garbage.
   */
  private boolean skipToObject() {
    boolean garbage = false;
    while (position < chunk.length && chunk[position] != '{') {
      garbage |= !isSeparator(chunk[position++]);
    }
    return garbage;
  }

  private Optional<DecodeResult<ByteString>> readObject() {
    int from = position;
    int end = (int) Math.min(chunk.length, (long) from + maxObjectBytes - partial.size());
    while (position < end) {
      scan(chunk[position++]);
      if (!isInObject()) {
        return Optional.of(new DecodeResult.Message<>(completeObject(from)));
      }
    }
    if (position < chunk.length) {
      return Optional.of(new DecodeResult.Unrecoverable<>(tooLong()));
    }
    partial.write(chunk, from, position - from);
    if (!partialMemory.resize(partial.size())) {
      return Optional.of(new DecodeResult.Unrecoverable<>(PartialInput.NO_MEMORY));
    }
    return releaseChunk();
  }

  /** Frees the chunk, so that a silent connection takes no memory for it. */
  private Optional<DecodeResult<ByteString>> releaseChunk() {
    feed(ByteString.emptyByteString());
    return Optional.empty();
  }

  private void scan(byte next) {
    if (escaped) {
      escaped = false;
    } else if (inString) {
      escaped = next == '\\';
      inString = next != '"';
    } else if (next == '"') {
      inString = true;
    } else if (next == '{') {
      depth++;
    } else if (next == '}') {
      depth--;
    }
  }

  private ByteString completeObject(int from) {
    if (partial.size() == 0) {
      return ByteString.fromArray(
          chunk, from, position - from); // the common case: the object is in one chunk
    }
    partial.write(chunk, from, position - from);
    ByteString object = ByteString.fromArrayUnsafe(partial.toByteArray());
    freePartial();
    return object;
  }

  private void freePartial() {
    partial = new ByteArrayOutputStream(0);
    partialMemory.clear();
  }

  /** White space, or a comma as between the elements of a list. */
  private static boolean isSeparator(byte next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t' || next == ',';
  }

  static Problem notJson() {
    return new Problem(NOT_JSON, "That was not valid JSON.");
  }

  private Problem tooLong() {
    return new Problem(
        FRAME_TOO_LONG,
        "An object of more than " + maxObjectBytes + " bytes is too long. The connection ends.",
        Integer.toString(maxObjectBytes));
  }
}
