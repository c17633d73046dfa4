package io.parley.account.password;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/** Hashes prepared passwords, and compares them with hashes. Thread-safe. */
public final class PasswordHasher {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;

  private final PasswordFunction function;
  private final HashSettings cost;
  private final SecureRandom random = new SecureRandom();

  /** Hashes with Argon2id. */
  public PasswordHasher(HashSettings cost) {
    this(new Argon2(), cost);
  }

  public PasswordHasher(PasswordFunction function, HashSettings cost) {
    this.function = function;
    this.cost = cost;
  }

  /** Returns a new hash, with a new salt, in the PHC string format. */
  public String hash(PreparedPassword password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = compute(password, salt, cost, LANES, HASH_BYTES);
    return new PasswordHash(cost, LANES, salt, hash).toString();
  }

  /**
   * Whether a password has a hash. Compares all bytes, wherever they differ.
   *
   * @throws IllegalArgumentException if the text is no hash
   */
  public boolean matches(PreparedPassword password, String phc) {
    PasswordHash stored = PasswordHash.parse(phc);
    byte[] hash =
        compute(password, stored.salt(), stored.cost(), stored.lanes(), stored.hash().length);
    return MessageDigest.isEqual(hash, stored.hash());
  }

  /**
   * Takes as long as {@link #matches} with a hash of these settings, for an account that does not
   * exist.
   */
  public void matchNone(PreparedPassword password) {
    byte[] unused = compute(password, new byte[SALT_BYTES], cost, LANES, HASH_BYTES);
  }

  private byte[] compute(
      PreparedPassword password, byte[] salt, HashSettings costOfHash, int lanes, int length) {
    byte[] bytes = password.copyBytes();
    try {
      return function.compute(bytes, salt, costOfHash, lanes, length);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * Whether the settings ask for more memory or more iterations than the hash has.
   *
   * @throws IllegalArgumentException if the text is no hash
   */
  public boolean isWeaker(String phc) {
    PasswordHash stored = PasswordHash.parse(phc);
    return stored.cost().memoryKib() < cost.memoryKib()
        || stored.cost().iterations() < cost.iterations()
        || stored.salt().length < SALT_BYTES
        || stored.hash().length < HASH_BYTES;
  }
}
