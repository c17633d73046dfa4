package io.parley.wire.framing;

import static io.parley.protocol.Problem.Code.FRAME_TOO_LONG;
import static io.parley.protocol.Problem.Code.NOT_JSON;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Finds whole JSON objects in chunks that are cut anywhere. It counts braces outside strings and
 * leaves the rest to the parser; no byte is looked at twice.
 */
final class JsonObjectScanner {
  private static final byte[] EMPTY = {};

  private final int maxObjectBytes;

  private byte[] chunk = EMPTY;
  private int position;

  /** What earlier chunks had of the object that is being read. */
  private ByteArrayOutputStream partial = new ByteArrayOutputStream(0);

  private int depth;
  private boolean inString;
  private boolean escaped;

  JsonObjectScanner(int maxObject) {
    this.maxObjectBytes = maxObject;
  }

  /** Goes on with this chunk. The one before must be used up: {@link #next} had nothing more. */
  void feed(ByteString bytes) {
    chunk = bytes.isEmpty() ? EMPTY : bytes.toArray();
    position = 0;
  }

  /** Whether an object has begun and not ended. */
  boolean isInObject() {
    return depth > 0;
  }

  /** Whether the chunk is used up, so that {@link #next} cannot have anything. */
  boolean isExhausted() {
    return position == chunk.length;
  }

  /** Forgets the object that has begun. */
  void discardPartial() {
    depth = 0;
    inString = false;
    escaped = false;
    partial = new ByteArrayOutputStream(0); // its memory goes, too
  }

  /** The next thing in the chunk; empty if it has nothing whole any more. */
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

  /** Stands at the next opening brace then, or at the end of the chunk. */
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
    return releaseChunk();
  }

  /** A connection that is silent holds no chunk. */
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
      return ByteString.fromArray(chunk, from, position - from); // nearly always
    }
    partial.write(chunk, from, position - from);
    ByteString object = ByteString.fromArrayUnsafe(partial.toByteArray());
    partial = new ByteArrayOutputStream(0);
    return object;
  }

  /** What may stand between objects: white space, or a comma as in a list. */
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
