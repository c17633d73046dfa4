package io.parley.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final String DIGITS = "0123456789ABCDEF".repeat(4);
  private static final String SHOWN =
      "SHA256:" + "01:23:45:67:89:AB:CD:EF:".repeat(4).replaceFirst(":$", "");

  @Test
  void is_shown_in_pairs() {
    assertEquals(SHOWN, new Fingerprint(DIGITS).toString());
  }

  @Test
  void is_read_with_and_without_colons_in_any_case() {
    Optional<Fingerprint> expected = Optional.of(new Fingerprint(DIGITS));
    assertEquals(expected, Fingerprint.parse(SHOWN));
    assertEquals(expected, Fingerprint.parse("sha256:" + DIGITS.toLowerCase(Locale.ROOT)));
  }

  @Test
  void anything_else_is_none() {
    assertEquals(Optional.empty(), Fingerprint.parse(DIGITS));
    assertEquals(Optional.empty(), Fingerprint.parse("SHA256:" + DIGITS.substring(1)));
    assertEquals(Optional.empty(), Fingerprint.parse("SHA256:" + "G".repeat(64)));
    assertEquals(Optional.empty(), Fingerprint.parse("MD5:" + DIGITS));
    assertThrows(IllegalArgumentException.class, () -> new Fingerprint("ab"));
  }
}
