package io.parley.protocol;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.SpoofChecker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests which nicknames cannot be used at the same time. The reference of what looks alike is the
 * skeleton of ICU.
 */
class NicknameIdentityTest {
  private static final SpoofChecker SKELETONS =
      new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

  /** All letters and digits. */
  private static final List<String> LETTERS =
      IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
          .filter(Character::isLetterOrDigit)
          .mapToObj(Character::toString)
          .toList();

  /** What looks like each character of ASCII, and what is folded like it. */
  private static final Map<String, List<String>> LOOK_ALIKES =
      groupsOf(SKELETONS::getSkeleton, List.of("rn", "|"));

  private static final Map<String, List<String>> SPELLINGS = groupsOf(CaseFolding::fold, List.of());

  static Stream<NicknameTable.Row> rows() {
    return NicknameTable.rows().stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void table_of_nicknames_is_decided_as_it_says(NicknameTable.Row row) {
    assertEquals(row.code(), codeOf(row), row.line());
  }

  @Test
  void every_variant_of_a_name_is_refused_while_the_name_is_taken() {
    Random random = new Random(20250101);
    List<String> names =
        List.of("amy", "Paul", "MARY", "olivia", "x-ray", "Bill.Lee", "k9", "user10", "fritz");
    int accepted = 0;
    for (String name : names) {
      for (int i = 0; i < 3000; i++) {
        String spelling = variant(name, SPELLINGS, random);
        String typed = random.nextBoolean() ? name : name.toLowerCase(Locale.ROOT);
        String lookAlike = variant(typed, LOOK_ALIKES, random);
        for (String variant : List.of(spelling, lookAlike)) {
          assertTrue(isTaken(variant, name), () -> variant + " is free beside " + name);
          accepted += isRefused(variant) ? 0 : 1;
        }
      }
    }
    assertTrue(accepted > 5000, accepted + " variants that the rules for characters accept");
  }

  @Test
  void names_with_the_same_skeleton_are_the_same() {
    Map<String, String> bySkeleton = new HashMap<>();
    for (String letter : LETTERS) {
      String name = "z" + letter + "z";
      String other = bySkeleton.putIfAbsent(SKELETONS.getSkeleton(name), name);
      assertTrue(other == null || isTaken(name, other), () -> name + " and " + other);
    }
    assertTrue(bySkeleton.size() < LETTERS.size() - 2000, bySkeleton.size() + " skeletons");
  }

  @Test
  void keys_do_not_depend_on_how_often_they_are_computed() {
    for (String letter : LETTERS.stream().filter(letter -> !isRefused(letter)).toList()) {
      Nickname name = Nickname.sanitize(letter);
      for (String key : name.identityKeys()) {
        assertTrue(isTaken(key, letter), () -> letter + " and its key " + key);
      }
    }
  }

  @Test
  void first_identity_key_is_the_folded_key() {
    for (String name : List.of("amy", "Mary", "ＡＭＹ", "Straße", "a".repeat(5000))) {
      Nickname nickname = Nickname.sanitize(name);
      assertEquals(nickname.foldedKey(), nickname.identityKeys().get(0));
    }
  }

  @Test
  void name_longer_than_a_members_has_only_its_folded_key() {
    assertEquals(2, Nickname.sanitize("m".repeat(Nickname.MAX_LENGTH)).identityKeys().size());
    String longer = "M".repeat(Nickname.MAX_LENGTH + 1);
    assertEquals(
        List.of(longer.toLowerCase(Locale.ROOT)), Nickname.sanitize(longer).identityKeys());
  }

  @Test
  void letters_and_digits_of_ascii_are_distinct_but_for_those_that_look_alike() {
    List<String> letters =
        "abcdefghijklmnopqrstuvwxyz0123456789".chars().mapToObj(Character::toString).toList();
    Set<Set<String>> alike = new HashSet<>();
    for (String a : letters) {
      for (String b : letters) {
        if (!a.equals(b) && isTaken(a, b)) {
          alike.add(Set.of(a, b));
        }
      }
    }
    assertEquals(Set.of(Set.of("0", "o"), Set.of("1", "l")), alike);
  }

  @Test
  void guests_have_distinct_identities() {
    Set<String> seen = new HashSet<>();
    for (int number = 1; number <= 20_000; number++) {
      for (String key : Nickname.guest(number).identityKeys()) {
        assertTrue(seen.add(key), key);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"amy, amv", "amy, amy_", "a.b, a-b, ", "[bot], bot", "[bot], {bot}", "a, ä", "李, 季"})
  void different_looking_names_are_different(String first, String second) {
    assertFalse(isTaken(first, second));
    assertFalse(isTaken(second, first));
  }

  @Test
  void suggested_nickname_is_one_that_is_accepted() throws Exception {
    assertEquals("pat", Nickname.suggest("pat").orElseThrow().value());
    for (String refused : List.of("", "root", "Admin", "guest-1", "a b", "..", "x".repeat(33))) {
      assertEquals(Optional.empty(), Nickname.suggest(refused));
    }
  }

  private static Optional<Problem.Code> codeOf(NicknameTable.Row row) {
    try {
      Nickname nickname = Nickname.parse(row.name());
      return row.taken()
          .filter(taken -> isTaken(nickname.value(), taken))
          .map(taken -> Problem.Code.NICKNAME_TAKEN);
    } catch (RejectedException e) {
      return Optional.of(e.problem().code());
    }
  }

  private static boolean isRefused(String name) {
    try {
      Nickname ignored = Nickname.parse(name);
      return false;
    } catch (RejectedException e) {
      return true;
    }
  }

  private static boolean isTaken(String wanted, String taken) {
    List<String> keys = Nickname.sanitize(taken).identityKeys();
    return Nickname.sanitize(wanted).identityKeys().stream().anyMatch(keys::contains);
  }

  private static String variant(String name, Map<String, List<String>> variants, Random random) {
    StringBuilder variant = new StringBuilder();
    name.codePoints()
        .mapToObj(Character::toString)
        .map(letter -> variants.getOrDefault(letter, List.of(letter)))
        .forEach(all -> variant.append(all.get(random.nextInt(all.size()))));
    return variant.toString();
  }

  /** The letters and digits, and more, by each character of ASCII that is in their group. */
  private static Map<String, List<String>> groupsOf(
      UnaryOperator<String> group, List<String> more) {
    Map<String, List<String>> groups =
        Stream.concat(LETTERS.stream(), more.stream()).collect(groupingBy(group));
    return IntStream.range('0', 'z' + 1)
        .filter(Character::isLetterOrDigit)
        .mapToObj(Character::toString)
        .collect(toMap(letter -> letter, letter -> groups.get(group.apply(letter))));
  }
}
