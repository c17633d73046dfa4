package io.parley.wire.framing;

import io.parley.protocol.Problem;
import org.apache.pekko.util.ByteString;

/**
 * A client that begins a TLS handshake on a port without TLS. It reads no dialect, but it shows its
 * user an alert of TLS.
 */
public final class TlsHello {
  /** The problem; the answer to it is {@link #ALERT}. */
  public static final Problem PROBLEM =
      new Problem(Problem.Code.WRONG_DIALECT, "This port speaks no TLS.");

  /**
   * A fatal alert: unexpected_message (RFC 8446, 6). Its bytes are ASCII, so that a dialect of text
   * can send it.
   */
  public static final String ALERT = "\u0015\u0003\u0001\u0000\u0002\u0002\n";

  /** A record of the handshake, of TLS 1.0 to 1.3 (RFC 8446, 5.1). */
  private static final byte HANDSHAKE = 22;

  private static final byte MAJOR_VERSION = 3;
  private static final byte MAX_MINOR_VERSION = 4;
  private static final int BEGIN = 3;

  private TlsHello() {}

  /**
   * Whether the first bytes of a connection are those of a handshake. No other dialect has them.
   */
  static boolean isBeginOf(ByteString bytes) {
    return bytes.size() >= BEGIN
        && bytes.apply(0) == HANDSHAKE
        && bytes.apply(1) == MAJOR_VERSION
        && bytes.apply(2) >= 0
        && bytes.apply(2) <= MAX_MINOR_VERSION;
  }
}
