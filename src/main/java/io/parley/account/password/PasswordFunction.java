package io.parley.account.password;

/** Computes what is stored of a password. A test counts the calls. */
public interface PasswordFunction {
  /**
   * Computes a hash; takes a tenth of a second with usual settings.
   *
   * @param lanes the number of lanes of Argon2
   * @param length of the result, in bytes
   */
  byte[] compute(byte[] password, byte[] salt, HashSettings cost, int lanes, int length);
}
