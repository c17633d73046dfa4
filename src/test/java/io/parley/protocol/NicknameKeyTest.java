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
 * Which nicknames are the same. The reference is ICU: equal after NFKC and Unicode's full case
 * folding.
 */
class NicknameKeyTest {
  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

  /**
   * What ICU tells apart and we do not. The dotless ı folds to itself, and only a Turkish reader
   * tells it from i at a glance; its capital is the same I. To take it for i is the safer mistake:
   * nobody can pass for somebody else with it.
   */
  private static final Set<Set<String>> STRICTER = Set.of(Set.of("i", "ı"));

  /** Every character that is a nickname by itself. */
  private static final List<Nickname> ALONE =
      IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
          .mapToObj(Character::toString)
          .flatMap(NicknameKeyTest::parsed)
          .toList();

  @Test
  void single_characters_equal_by_unicode_case_folding_have_same_key() {
    assertTrue(ALONE.size() > 130_000, "the walk saw only " + ALONE.size());
    ALONE.stream()
        .collect(groupingBy(NicknameKeyTest::reference))
        .forEach(
            (folded, names) ->
                assertEquals(1, names.stream().map(Nickname::key).distinct().count(), folded));
  }

  @Test
  void single_characters_distinct_by_unicode_have_distinct_keys_except_listed() {
    Set<Set<String>> merged =
        ALONE.stream()
            .collect(
                groupingBy(
                    Nickname::key,
                    Collectors.mapping(NicknameKeyTest::reference, Collectors.toSet())))
            .values()
            .stream()
            .filter(references -> references.size() > 1)
            .collect(Collectors.toSet());
    assertEquals(STRICTER, merged);
  }

  @Test
  void strings_equal_by_unicode_case_folding_have_same_key() {
    // Neighbours matter: the final sigma, letters that compose. So: words of characters with twins.
    List<List<Nickname>> twins =
        ALONE.stream().collect(groupingBy(NicknameKeyTest::reference)).values().stream()
            .filter(names -> names.size() > 1)
            .toList();
    Random random = new Random(20250101);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder one = new StringBuilder();
      StringBuilder other = new StringBuilder();
      for (int length = 1 + random.nextInt(4); length > 0; length--) {
        List<Nickname> same = twins.get(random.nextInt(twins.size()));
        one.append(same.get(random.nextInt(same.size())));
        other.append(same.get(random.nextInt(same.size())));
      }
      Nickname a = Nickname.sanitize(one.toString());
      Nickname b = Nickname.sanitize(other.toString());
      assertEquals(reference(a).equals(reference(b)), a.isSame(b), a + " and " + b);
    }
  }

  @Test
  void every_allowed_character_is_visible() {
    Set<String> invisible =
        ALONE.stream()
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
  void equivalent_nicknames_have_same_key(String one, String other) {
    assertTrue(Nickname.sanitize(one).isSame(Nickname.sanitize(other)));
    assertEquals(Nickname.sanitize(one).key(), Nickname.sanitize(other).key());
  }

  @ParameterizedTest
  @CsvSource({"pat, pat_", "strase, straße", "a, ä", "İzmir, izmir", "a, а", "pat, pa-t", "o, 0"})
  void distinct_nicknames_have_distinct_keys(String one, String other) {
    assertFalse(Nickname.sanitize(one).isSame(Nickname.sanitize(other)));
  }

  @Test
  void default_locale_does_not_affect_key() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertEquals("title", Nickname.sanitize("TITLE").key());
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
