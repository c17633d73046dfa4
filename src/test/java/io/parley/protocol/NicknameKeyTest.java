package io.parley.protocol;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests which nicknames have the same folded key. The reference is ICU: NFKC and Unicode's full
 * case folding.
 */
class NicknameKeyTest {
  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

  /**
   * Characters that ICU distinguishes and Parley does not. The dotless ı folds to itself, but it
   * looks like i and has the same capital I. With the same key, a member cannot use it to
   * impersonate another member.
   */
  private static final Set<Set<String>> FOLDED_BY_PARLEY_ONLY = Set.of(Set.of("i", "ı"));

  /** All valid nicknames of a single character. */
  private static final List<Nickname> SINGLE_CHARACTERS =
      IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
          .mapToObj(Character::toString)
          .flatMap(NicknameKeyTest::parsed)
          .toList();

  @Test
  void single_characters_equal_by_unicode_case_folding_have_same_key() {
    assertTrue(SINGLE_CHARACTERS.size() > 130_000, SINGLE_CHARACTERS.size() + " characters");
    SINGLE_CHARACTERS.stream()
        .collect(groupingBy(NicknameKeyTest::reference))
        .forEach(
            (folded, names) ->
                assertEquals(
                    1, names.stream().map(Nickname::foldedKey).distinct().count(), folded));
  }

  @Test
  void single_characters_distinct_by_unicode_have_distinct_keys_except_listed() {
    Set<Set<String>> merged =
        SINGLE_CHARACTERS.stream()
            .collect(
                groupingBy(
                    Nickname::foldedKey,
                    Collectors.mapping(NicknameKeyTest::reference, Collectors.toSet())))
            .values()
            .stream()
            .filter(references -> references.size() > 1)
            .collect(Collectors.toSet());
    assertEquals(FOLDED_BY_PARLEY_ONLY, merged);
  }

  @Test
  void strings_equal_by_unicode_case_folding_have_same_key() {
    // Folding depends on adjacent characters, for example at a final sigma.
    List<List<Nickname>> equivalents =
        SINGLE_CHARACTERS.stream().collect(groupingBy(NicknameKeyTest::reference)).values().stream()
            .filter(names -> names.size() > 1)
            .toList();
    Random random = new Random(20250101);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder first = new StringBuilder();
      StringBuilder second = new StringBuilder();
      for (int length = 1 + random.nextInt(4); length > 0; length--) {
        List<Nickname> equivalent = equivalents.get(random.nextInt(equivalents.size()));
        first.append(equivalent.get(random.nextInt(equivalent.size())));
        second.append(equivalent.get(random.nextInt(equivalent.size())));
      }
      Nickname a = Nickname.sanitize(first.toString());
      Nickname b = Nickname.sanitize(second.toString());
      assertEquals(reference(a).equals(reference(b)), a.isSame(b), a + " and " + b);
    }
  }

  @Test
  void every_allowed_character_is_visible() {
    Set<String> invisible =
        SINGLE_CHARACTERS.stream()
            .map(Nickname::value)
            .filter(
                c ->
                    UCharacter.hasBinaryProperty(
                        c.codePointAt(0), UProperty.DEFAULT_IGNORABLE_CODE_POINT))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), invisible);
  }

  @ParameterizedTest
  @CsvSource({
    "pat, PAT",
    "STRASSE, straße",
    "STRASSE, STRAẞE",
    "straße, STRAẞE",
    "pat, ｐａｔ",
    "office, oﬃce",
    "ΣΊΣΥΦΟΣ, σίσυφος",
    "ΣΑΣ, σασ",
    "σας, σασ",
    "Kelvin, \u212Aelvin",
    "\u00C5se, \u212Bse",
    "İzmir, i\u0307zmir",
    "Izmir, ızmir",
    "ǅ, ǆ",
    "Ꭰ, ꭰ",
    "x2, x²",
    "한, \u1112\u1161\u11AB"
  })
  void equivalent_nicknames_have_same_key(String first, String second) {
    assertTrue(Nickname.sanitize(first).isSame(Nickname.sanitize(second)));
    assertEquals(Nickname.sanitize(first).foldedKey(), Nickname.sanitize(second).foldedKey());
  }

  @ParameterizedTest
  @CsvSource({"pat, pat_", "strase, straße", "a, ä", "İzmir, izmir", "a, а", "pat, pa-t", "o, 0"})
  void distinct_nicknames_have_distinct_keys(String first, String second) {
    assertFalse(Nickname.sanitize(first).isSame(Nickname.sanitize(second)));
  }

  @Test
  void default_locale_does_not_affect_key() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertEquals("title", Nickname.sanitize("TITLE").foldedKey());
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String reference(Nickname nickname) {
    return NFKC.normalize(UCharacter.foldCase(NFKC.normalize(nickname.value()), true));
  }

  private static Stream<Nickname> parsed(String raw) {
    try {
      return Optional.of(Nickname.parse(raw)).stream();
    } catch (RejectedException e) {
      return Stream.empty();
    }
  }
}
