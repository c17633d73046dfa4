package io.parley.account.password;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash by Argon2id, version 19, in the PHC string format: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}, both in Base64 without padding
 * (https://github.com/P-H-C/phc-string-format).
 */
final class PasswordHash {
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([1-9]\\d{0,6}),t=([1-9]\\d{0,3}),p=([1-9]\\d{0,2})"
              + "\\$([A-Za-z0-9+/]{1,128})\\$([A-Za-z0-9+/]{1,128})");

  /** 1 GiB: a text in the database must not take all memory. */
  private static final int MAX_MEMORY_KIB = 1024 * 1024;

  private static final int MIN_MEMORY_KIB_PER_LANE = 8;
  private static final int MAX_LANES = 255;
  private static final int MIN_SALT_BYTES = 8;
  private static final int MIN_HASH_BYTES = 16;

  private final HashSettings cost;
  private final int lanes;
  private final byte[] salt;
  private final byte[] hash;

  /**
   * @param lanes 1 to 255
   */
  PasswordHash(HashSettings cost, int lanes, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.lanes = lanes;
    this.salt = salt.clone();
    this.hash = hash.clone();
  }

  /**
   * Parses a text that {@link #toString} or another program has made.
   *
   * @throws IllegalArgumentException if it is none; the message does not quote it
   */
  static PasswordHash parse(String text) {
    Matcher phc = PHC.matcher(text);
    if (!phc.matches()) {
      throw new IllegalArgumentException("not a hash of Argon2id in the PHC string format");
    }
    HashSettings cost =
        new HashSettings(Integer.parseInt(phc.group(1)), Integer.parseInt(phc.group(2)));
    int lanes = Integer.parseInt(phc.group(3));
    byte[] salt = decode(phc.group(4));
    byte[] hash = decode(phc.group(5));
    if (lanes > MAX_LANES
        || cost.memoryKib() > MAX_MEMORY_KIB
        || cost.memoryKib() < lanes * MIN_MEMORY_KIB_PER_LANE
        || salt.length < MIN_SALT_BYTES
        || hash.length < MIN_HASH_BYTES) {
      throw new IllegalArgumentException("a hash of Argon2id with a value out of bounds");
    }
    return new PasswordHash(cost, lanes, salt, hash);
  }

  HashSettings cost() {
    return cost;
  }

  int lanes() {
    return lanes;
  }

  byte[] salt() {
    return salt.clone();
  }

  byte[] hash() {
    return hash.clone();
  }

  private static byte[] decode(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64); // also throws IllegalArgumentException
    if (!encode(bytes).equals(base64)) {
      throw new IllegalArgumentException("a hash of Argon2id with bits that are not used");
    }
    return bytes;
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The PHC string. */
  @Override
  public String toString() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(cost.memoryKib(), cost.iterations(), lanes, encode(salt), encode(hash));
  }
}
