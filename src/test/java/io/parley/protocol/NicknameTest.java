package io.parley.protocol;

import static io.parley.protocol.Problem.Code.NICKNAME_INVALID;
import static io.parley.protocol.Problem.Code.NICKNAME_RESERVED;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which nicknames are valid. {@link NicknameKeyTest} tests their keys. */
class NicknameTest {
  private static final String ASTRAL_LETTER = "𠀀";

  @ParameterizedTest
  @ValueSource(
      strings = {"pat", "Zoë", "小明", "Зоя", "مريم", "한글", "ไทย", "ღვინო", "𠮷野", "7", "٣", "_a-1_"})
  void accepts_letters_digits_underscores_and_hyphens_of_any_script(String raw) throws Exception {
    assertEquals(raw, Nickname.parse(raw).value());
    assertEquals(raw, Nickname.parse(raw).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "明", ASTRAL_LETTER})
  void length_limit_counts_code_points(String letter) throws Exception {
    String longest = letter.repeat(Nickname.MAX_LENGTH);
    assertEquals(longest, Nickname.parse(longest).value());
    assertTrue(
        rejectionMessage(longest + letter, NICKNAME_INVALID).contains("at most 32 characters"));
  }

  @Test
  void length_limit_counts_after_nfc_normalization() throws Exception {
    assertEquals("Ren\u00E9", Nickname.parse("Rene\u0301").value());
    assertEquals("\u00E9".repeat(32), Nickname.parse("e\u0301".repeat(32)).value());
    assertEquals("\uAC01", Nickname.parse("\u1100\u1161\u11A8").value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0301", "-\u0308", "7\u0301", "a\u20DD"})
  void rejects_combining_mark_without_letter(String raw) {
    rejectionMessage(raw, NICKNAME_INVALID);
  }

  @Test
  void rejects_empty_nickname() {
    assertEquals("A nickname cannot be empty.", rejectionMessage("", NICKNAME_INVALID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "pat chris",
        " pat",
        "pat ",
        "pat\u00A0",
        "\u3000pat",
        "pa\u200Bt",
        "\uFEFFpat",
        "a\u2028b"
      })
  void rejects_spaces_of_any_width(String raw) {
    rejectionMessage(raw, NICKNAME_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "pat\n",
        "pat\r",
        "a\tb",
        "\u001B[31m",
        "a\u007F",
        "\u0085b",
        "\u202Eb",
        "a\u00ADb"
      })
  void rejects_control_characters(String raw) {
    rejectionMessage(raw, NICKNAME_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "***", "＊＊＊", "?", "pat -> chris", "->", "pat:", "@pat", "a/b", "😀", "a–b"})
  void rejects_punctuation_and_symbols(String raw) {
    rejectionMessage(raw, NICKNAME_INVALID);
  }

  @ParameterizedTest
  @ValueSource(chars = {'\uD83D', '\uDE00'})
  void rejects_lone_surrogate(char surrogate) {
    rejectionMessage("pat" + surrogate, NICKNAME_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u115F", "\u1160", "\u3164", "\uFFA0"})
  void rejects_invisible_letters(String filler) {
    rejectionMessage(filler, NICKNAME_INVALID);
    rejectionMessage("pat" + filler, NICKNAME_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server",
        "SERVER",
        "Server",
        "ｓｅｒｖｅｒ",
        "ＳＥＲＶＥＲ",
        "ſerver",
        "system",
        "SyStEm",
        "ｓｙｓｔｅｍ",
        "syﬆem",
        "𝐬𝐲𝐬𝐭𝐞𝐦",
        "parley",
        "Ｐarley",
        "系统",
        "系統",
        "系统消息",
        "系统消息boss",
        "系統消息",
        "服务器",
        "服務器",
        "伺服器",
        "服务端",
        "server_",
        "admin",
        "ROOT",
        "operator"
      })
  void rejects_reserved_names_in_any_spelling(String raw) {
    rejectionMessage(raw, NICKNAME_RESERVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"servers", "my-system", "serve", "parley2", "系统2", "小系统消息"})
  void accepts_names_that_resemble_reserved_names(String raw) throws Exception {
    assertEquals(raw, Nickname.parse(raw).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", " ", "e\u0301", "\u0301\u0316"})
  void rejects_oversized_input_without_normalizing_it(String part) {
    // Normalization of the last input takes quadratic time, which is hours.
    String huge = part.repeat(2_000_000);
    assertTimeoutPreemptively(ofSeconds(60), () -> rejectionMessage(huge, NICKNAME_INVALID));
  }

  private static String rejectionMessage(String raw, Problem.Code code) {
    Problem problem = assertThrows(RejectedException.class, () -> Nickname.parse(raw)).problem();
    assertEquals(code, problem.code());
    return problem.message();
  }
}
