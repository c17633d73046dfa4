package io.parley.account.password;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Argon2id against the test vectors of the reference implementation (test.c, version 0x13). */
class Argon2Test {
  private static final String SALT = "somesalt";

  @ParameterizedTest
  @CsvSource({
    "256, 2, 1, password, somesalt,"
        + " 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    "256, 2, 2, password, somesalt,"
        + " 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
    "65536, 1, 1, password, somesalt,"
        + " f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
    "65536, 2, 1, password, somesalt,"
        + " 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
    "65536, 2, 1, differentpassword, somesalt,"
        + " 0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
    "65536, 2, 1, password, diffsalt,"
        + " bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c",
  })
  void hashes_are_those_of_the_reference_implementation(
      int memoryKib, int iterations, int lanes, String password, String salt, String expected) {
    byte[] hash =
        new Argon2()
            .compute(
                bytes(password), bytes(salt), new HashSettings(memoryKib, iterations), lanes, 32);

    assertEquals(expected, HexFormat.of().formatHex(hash));
  }

  @Test
  void reused_memory_changes_no_hash() {
    Argon2 argon2 = new Argon2();
    HashSettings cost = new HashSettings(64, 2);
    byte[] first = argon2.compute(bytes("password"), bytes(SALT), cost, 1, 32);
    argon2.compute(bytes("another"), bytes(SALT), cost, 1, 32);
    argon2.compute(bytes("password"), bytes(SALT), new HashSettings(128, 1), 1, 32);

    assertArrayEquals(first, argon2.compute(bytes("password"), bytes(SALT), cost, 1, 32));
  }

  @Test
  void threads_do_not_share_memory() throws Exception {
    Argon2 argon2 = new Argon2();
    HashSettings cost = new HashSettings(64, 2);
    byte[] expected = argon2.compute(bytes("password"), bytes(SALT), cost, 1, 32);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<byte[]>> hashes = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        hashes.add(
            threads.submit(() -> argon2.compute(bytes("password"), bytes(SALT), cost, 1, 32)));
      }
      for (Future<byte[]> hash : hashes) {
        assertArrayEquals(expected, hash.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
