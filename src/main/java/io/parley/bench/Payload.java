package io.parley.bench;

import java.util.Optional;

/**
 * What the text of a message says about itself: {@code ~}, the run and the sender with four
 * hexadecimal digits each, the number of the message with eight, when it was due with sixteen; what
 * remains is filled with dots.
 *
 * @param run tells the messages of this run from what others say
 * @param sender from 0
 * @param sequence the how-manieth of that sender it is, from 0
 * @param due when it was to be said, as {@link System#nanoTime} has it
 */
record Payload(int run, int sender, int sequence, long due) {
  /** The fewest characters that have room for it. */
  static final int LEAST = 33;

  /** Runs and senders are below this. */
  static final int MOST = 0x10000;

  private static final char MARK = '~';
  private static final int SENDER = 5;
  private static final int SEQUENCE = 9;
  private static final int DUE = 17;
  private static final int HEX = 16;

  /** It as a text of so many characters. */
  String text(int size) {
    StringBuilder text = new StringBuilder(size).append(MARK);
    hex(text, run, SENDER - 1);
    hex(text, sender, SEQUENCE - SENDER);
    hex(text, sequence, DUE - SEQUENCE);
    hex(text, due, LEAST - DUE);
    return text.append(".".repeat(size - LEAST)).toString();
  }

  /** What a text says, if it is one of this run. */
  static Optional<Payload> read(String text, int run) {
    if (text.length() < LEAST || text.charAt(0) != MARK) {
      return Optional.empty();
    }
    try {
      Payload payload =
          new Payload(
              Integer.parseInt(text, 1, SENDER, HEX),
              Integer.parseInt(text, SENDER, SEQUENCE, HEX),
              Integer.parseInt(text, SEQUENCE, DUE, HEX),
              Long.parseUnsignedLong(text, DUE, LEAST, HEX));
      return payload.run == run ? Optional.of(payload) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void hex(StringBuilder text, long value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      text.append(Character.forDigit((int) (value >>> shift) & 0xF, HEX));
    }
  }
}
