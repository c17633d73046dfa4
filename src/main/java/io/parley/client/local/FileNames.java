package io.parley.client.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Names of files for hosts and nicknames, which may contain any character. */
final class FileNames {
  /** In characters. File systems allow 255 bytes, and the name gets an ending. */
  private static final int MAX_LENGTH = 160;

  private static final int HASH_BYTES = 8;

  private FileNames() {}

  /** The folder of a server, for instance {@code chat.example_3490}. */
  static String ofServer(String host, int port) {
    return encode(host.toLowerCase(Locale.ROOT)) + "_" + port;
  }

  /**
   * Percent-encodes everything but lower-case letters of ASCII, digits, {@code _}, {@code -} and
   * inner dots, so that the name is the same on every file system and in every locale. The end of a
   * name that would be too long becomes a hash of the whole.
   */
  static String encode(String text) {
    StringBuilder name = new StringBuilder();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (byte each : bytes) {
      char c = (char) (each & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-'
              || (c == '.' && name.length() > 0);
      name.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return name.length() <= MAX_LENGTH
        ? name.toString()
        : name.substring(0, MAX_LENGTH - 2 * HASH_BYTES - 1) + "~" + hash(bytes);
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
