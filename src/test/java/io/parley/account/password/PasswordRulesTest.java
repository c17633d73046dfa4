package io.parley.account.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final List<Nickname> NICKNAMES =
      List.of(Nickname.sanitize("Patricia"), Nickname.sanitize("paulpaul"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eightchr",
        "correct horse battery staple",
        "        x", // spaces are characters
        "пароль-мой",
        "密码很长也很安全",
        "🐴🐴🐴🐴🐴🐴🐴🐴",
        "Patricia1",
        "<script>'\"--%00"
      })
  void password_is_accepted(String password) throws Exception {
    assertArrayEquals(
        password.getBytes(UTF_8),
        PasswordRules.check(Password.of(password), NICKNAMES).copyBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "PASSWORD_TOO_SHORT, seven77",
    "PASSWORD_TOO_SHORT, 🐴🐴🐴🐴🐴🐴🐴",
    "PASSWORD_IS_NICKNAME, patricia",
    "PASSWORD_IS_NICKNAME, PATRICIA",
    "PASSWORD_IS_NICKNAME, раulраul",
    "PASSWORD_COMMON, password",
    "PASSWORD_COMMON, PassWord123",
    "PASSWORD_COMMON, ＰＡＳＳＷＯＲＤ",
    "PASSWORD_COMMON, 12345678",
  })
  void password_is_refused(Problem.Code code, String password) {
    assertEquals(code, refusal(password));
  }

  @Test
  void empty_password_and_control_characters_are_invalid() {
    assertEquals(Problem.Code.PASSWORD_INVALID, refusal(""));
    assertEquals(Problem.Code.PASSWORD_INVALID, refusal("password\u0000x"));
    assertEquals(Problem.Code.PASSWORD_INVALID, refusal("pass\tword1"));
    assertEquals(Problem.Code.PASSWORD_INVALID, refusal("line\nbreaks"));
    assertEquals(Problem.Code.PASSWORD_INVALID, refusal("broken\uD83Dpair"));
  }

  @Test
  void bytes_in_utf8_are_limited() throws Exception {
    assertEquals(
        256, PasswordRules.check(Password.of("x".repeat(256)), NICKNAMES).copyBytes().length);
    assertEquals(
        256, PasswordRules.check(Password.of("密x".repeat(64)), NICKNAMES).copyBytes().length);
    assertEquals(Problem.Code.PASSWORD_TOO_LONG, refusal("x".repeat(257)));
    assertEquals(Problem.Code.PASSWORD_TOO_LONG, refusal("密".repeat(86)));
    assertEquals(Problem.Code.PASSWORD_TOO_LONG, refusal("x".repeat(100_000)));
  }

  @Test
  void password_is_the_same_from_every_keyboard() throws Exception {
    assertArrayEquals(
        PreparedPassword.of(Password.of("crème brûlée")).copyBytes(),
        PreparedPassword.of(Password.of("cre\u0300me\u3000bru\u0302le\u0301e")).copyBytes());
  }

  @Test
  void upper_case_and_wide_letters_are_other_passwords() throws Exception {
    byte[] lower = PreparedPassword.of(Password.of("abcdefgh")).copyBytes();

    assertFalse(Arrays.equals(lower, PreparedPassword.of(Password.of("Abcdefgh")).copyBytes()));
    assertFalse(Arrays.equals(lower, PreparedPassword.of(Password.of("ａbcdefgh")).copyBytes()));
  }

  @Test
  void texts_and_errors_hide_the_password() throws Exception {
    Password password = Password.of("hunter22hunter");

    assertFalse(password.toString().contains("hunter"));
    assertFalse(PreparedPassword.of(password).toString().contains("hunter"));
    assertFalse(
        String.valueOf(
                assertThrows(
                        RejectedException.class,
                        () -> PreparedPassword.of(Password.of("hunter22\u0007")))
                    .getMessage())
            .contains("hunter"));
  }

  @Test
  void cleared_password_is_gone() throws Exception {
    Password password = Password.of("hunter22hunter");
    PreparedPassword prepared = PreparedPassword.of(password);

    password.clear();
    prepared.clear();

    assertEquals("\0".repeat(14), password.reveal());
    assertThrows(IllegalStateException.class, prepared::copyBytes);
  }

  @Test
  void same_passwords_are_found() {
    assertTrue(Password.of("hunter22").isSame(Password.of("hunter22")));
    assertFalse(Password.of("hunter22").isSame(Password.of("hunter2")));
    assertFalse(Password.of("hunter22").isSame(Password.of("hunter23")));
  }

  @Test
  void list_of_common_passwords_has_only_some_that_are_long_enough_and_none_twice()
      throws Exception {
    List<String> lines =
        Files.readAllLines(Path.of("src/main/resources/accounts/common-passwords.txt"));

    List<String> passwords = lines.subList(1, lines.size());
    assertTrue(passwords.size() > 200);
    assertEquals(new HashSet<>(passwords).size(), passwords.size());
    assertEquals(
        List.of(),
        passwords.stream()
            .filter(line -> line.codePointCount(0, line.length()) < PasswordRules.MIN_LENGTH)
            .toList());
  }

  private static Problem.Code refusal(String password) {
    return assertThrows(
            RejectedException.class, () -> PasswordRules.check(Password.of(password), NICKNAMES))
        .problem()
        .code();
  }
}
