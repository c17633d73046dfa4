package io.parley.account.password;

import static io.parley.protocol.Problem.Code.PASSWORD_INVALID;
import static io.parley.protocol.Problem.Code.PASSWORD_TOO_LONG;

import io.parley.protocol.Password;
import io.parley.protocol.RejectedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * A password in the form that is hashed: the bytes in UTF-8 of the profile OpaqueString of PRECIS
 * (RFC 8265, 4.2). Every space is U+0020, and the text is composed (NFC), so that it is the same
 * from every keyboard; upper and lower case stay different. Thread-safe.
 */
public final class PreparedPassword {
  /** The maximum length in UTF-8, in bytes. */
  public static final int MAX_BYTES = 256;

  /** Above it the prepared form is too long, too: NFC makes 3 bytes of 4 characters at most. */
  private static final int MAX_TYPED = 2 * MAX_BYTES;

  private static final int MAX_BYTES_PER_CHAR = 3;

  private final byte[] bytes; // guarded by this
  private boolean cleared; // guarded by this

  private PreparedPassword(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Prepares a password.
   *
   * @throws RejectedException {@code PASSWORD_TOO_LONG}, or {@code PASSWORD_INVALID} if it is empty
   *     or has control characters, characters that are not assigned in this version of Java, or
   *     others that OpaqueString forbids
   */
  public static PreparedPassword of(Password password) throws RejectedException {
    return new PreparedPassword(encode(text(password)));
  }

  /** A password that no account can have, for one that cannot be prepared. */
  public static PreparedPassword unusable() {
    return new PreparedPassword(new byte[0]);
  }

  static String text(Password password) throws RejectedException {
    String typed = password.reveal();
    if (typed.length() > MAX_TYPED) {
      throw tooLong();
    }
    try {
      return PrecisProfiles.OPAQUE_STRING.enforce(typed);
    } catch (IllegalArgumentException e) { // its message has the character
      throw new RejectedException(
          PASSWORD_INVALID,
          "The password is empty, or has control characters or characters without a meaning.");
    }
  }

  private static byte[] encode(String text) throws RejectedException {
    ByteBuffer encoded = ByteBuffer.allocate(text.length() * MAX_BYTES_PER_CHAR);
    if (StandardCharsets.UTF_8
        .newEncoder()
        .encode(CharBuffer.wrap(text), encoded, true)
        .isError()) {
      throw new RejectedException(PASSWORD_INVALID, "The password is not valid Unicode.");
    }
    byte[] bytes = new byte[encoded.position()];
    encoded.flip().get(bytes);
    Arrays.fill(encoded.array(), (byte) 0);
    if (bytes.length > MAX_BYTES) {
      Arrays.fill(bytes, (byte) 0);
      throw tooLong();
    }
    return bytes;
  }

  private static RejectedException tooLong() {
    return new RejectedException(
        PASSWORD_TOO_LONG, "A password has at most " + MAX_BYTES + " bytes.");
  }

  /**
   * Returns a copy, which the caller overwrites.
   *
   * @throws IllegalStateException if it was cleared, as its request has ended
   */
  synchronized byte[] copyBytes() {
    if (cleared) {
      throw new IllegalStateException("the password is cleared");
    }
    return bytes.clone();
  }

  /** Overwrites the bytes. */
  public synchronized void clear() {
    cleared = true;
    Arrays.fill(bytes, (byte) 0);
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return "PreparedPassword[hidden]";
  }
}
