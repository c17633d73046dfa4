package io.parley.account.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Password;
import io.parley.protocol.RejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {
  /** By the reference implementation, of "password". */
  private static final String REFERENCE =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

  private final PasswordHasher hasher = new PasswordHasher(new HashSettings(64, 2));

  @Test
  void password_matches_its_hash_and_no_other_password_does() throws Exception {
    String hash = hasher.hash(prepared("correct horse"));

    assertTrue(hasher.matches(prepared("correct horse"), hash));
    assertFalse(hasher.matches(prepared("correct hors"), hash));
    assertFalse(hasher.matches(prepared("Correct horse"), hash));
    assertFalse(hasher.matches(PreparedPassword.unusable(), hash));
  }

  @Test
  void each_hash_has_its_own_salt() throws Exception {
    assertNotEquals(hasher.hash(prepared("correct horse")), hasher.hash(prepared("correct horse")));
  }

  @Test
  void new_hash_is_a_phc_string_with_the_settings() throws Exception {
    assertTrue(
        hasher
            .hash(prepared("correct horse"))
            .matches("\\$argon2id\\$v=19\\$m=64,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"));
  }

  @Test
  void hash_of_the_reference_implementation_matches() throws Exception {
    assertTrue(hasher.matches(prepared("password"), REFERENCE));
    assertFalse(hasher.matches(prepared("Password"), REFERENCE));
    assertEquals(REFERENCE, PasswordHash.parse(REFERENCE).toString());
  }

  @Test
  void hash_is_weaker_if_the_settings_ask_for_more() throws Exception {
    String hash = hasher.hash(prepared("correct horse"));

    assertFalse(hasher.isWeaker(hash));
    assertFalse(new PasswordHasher(new HashSettings(32, 1)).isWeaker(hash));
    assertTrue(new PasswordHasher(new HashSettings(65, 2)).isWeaker(hash));
    assertTrue(new PasswordHasher(new HashSettings(64, 3)).isWeaker(hash));
    assertTrue(new PasswordHasher(new HashSettings(64, 2)).isWeaker(REFERENCE)); // a short salt
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$t=2,m=256,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=0,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=-256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=256$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=15,t=2,p=2$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQM",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHR$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ=$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4$",
      })
  void text_that_is_no_hash_is_an_error_that_does_not_quote_it(String text) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(text));

    assertFalse(String.valueOf(error.getMessage()).contains("nf65"));
  }

  private static PreparedPassword prepared(String password) throws RejectedException {
    return PreparedPassword.of(Password.of(password));
  }
}
