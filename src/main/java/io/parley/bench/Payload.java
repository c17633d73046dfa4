package io.parley.bench;

import java.util.Optional;

/**
 * The data in the text of a message. The text is {@code ~}, then in hexadecimal digits the run (4),
 * the sender (4), the sequence (8) and the intended send time (16), then dots up to its length.
 *
 * @param run identifies the messages of one benchmark
 * @param sender from 0
 * @param sequence the number of the message of this sender, from 0
 * @param intendedSendTime as {@link System#nanoTime}
 */
record Payload(int run, int sender, int sequence, long intendedSendTime) {
  /** In characters. */
  static final int MIN_LENGTH = 33;

  /** Runs and senders are lower than this. */
  static final int ID_LIMIT = 0x10000;

  private static final char MARK = '~';
  private static final int SENDER_OFFSET = 5;
  private static final int SEQUENCE_OFFSET = 9;
  private static final int SEND_TIME_OFFSET = 17;
  private static final int HEX = 16;

  /** The text with this number of characters, at least {@link #MIN_LENGTH}. */
  String toText(int size) {
    StringBuilder text = new StringBuilder(size).append(MARK);
    appendHex(text, run, SENDER_OFFSET - 1);
    appendHex(text, sender, SEQUENCE_OFFSET - SENDER_OFFSET);
    appendHex(text, sequence, SEND_TIME_OFFSET - SEQUENCE_OFFSET);
    appendHex(text, intendedSendTime, MIN_LENGTH - SEND_TIME_OFFSET);
    return text.append(".".repeat(size - MIN_LENGTH)).toString();
  }

  /** Parses a text; empty if it is not a message of this run. */
  static Optional<Payload> parse(String text, int run) {
    if (text.length() < MIN_LENGTH || text.charAt(0) != MARK) {
      return Optional.empty();
    }
    try {
      Payload payload =
          new Payload(
              Integer.parseInt(text, 1, SENDER_OFFSET, HEX),
              Integer.parseInt(text, SENDER_OFFSET, SEQUENCE_OFFSET, HEX),
              Integer.parseInt(text, SEQUENCE_OFFSET, SEND_TIME_OFFSET, HEX),
              Long.parseUnsignedLong(text, SEND_TIME_OFFSET, MIN_LENGTH, HEX));
      return payload.run == run ? Optional.of(payload) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void appendHex(StringBuilder text, long value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      text.append(Character.forDigit((int) (value >>> shift) & 0xF, HEX));
    }
  }
}
