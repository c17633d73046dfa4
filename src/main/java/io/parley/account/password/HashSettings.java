package io.parley.account.password;

/**
 * What the hash of a password costs (Argon2id, RFC 9106). The number of lanes is 1: more of them
 * would be computed one after the other here, and at the same time by somebody who guesses.
 *
 * @param memoryKib the memory of one hash in KiB, at least 8
 * @param iterations the number of passes over it, at least 1
 */
public record HashSettings(int memoryKib, int iterations) {}
