package io.parley.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.address.Network;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestrictionTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "bob, bob, true",
    "Bob, bOB, true",
    "bob, bobby, false",
    "bob, b0b, true", // looks like it
    "bob*, bobby, true",
    "*bob, kabob, true",
    "b?b, bab, true",
    "b?b, bb, false",
    "*a*b*, xxaxxbxx, true",
    "*a*b, xxaxxbxx, false",
    "troll*, trol, false",
    "ß*, SSxy, true",
    "b*😀, bob😀, true",
    "a.c*, abc, false",
  })
  void pattern_matches_nicknames(String pattern, String nickname, boolean matches)
      throws RejectedException {
    assertEquals(
        matches, NicknamePattern.parse(pattern).matches(Nickname.sanitize(nickname)), pattern);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "?*?", "***", ".*"})
  void pattern_for_everybody_is_refused(String pattern) {
    RejectedException refused =
        assertThrows(RejectedException.class, () -> NicknamePattern.parse(pattern));
    assertEquals(Problem.Code.BAN_INVALID, refused.problem().code());
  }

  @Test
  void many_wildcards_take_no_time() throws RejectedException {
    NicknamePattern pattern = NicknamePattern.parse("*a".repeat(31) + "b");
    Nickname nickname = Nickname.sanitize("a".repeat(32));
    assertFalse(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> pattern.matches(nickname)));
  }

  @Test
  void applies_by_account_nickname_or_address() {
    Restriction ban =
        restriction(
            RestrictionKind.BAN,
            OptionalLong.of(7),
            Optional.of("bob"),
            Optional.of("10.1.2.3"),
            Optional.empty());
    assertTrue(ban.appliesTo(subject("amy", OptionalLong.of(7), Optional.empty())));
    assertTrue(ban.appliesTo(subject("Bob", OptionalLong.empty(), Optional.empty())));
    assertTrue(ban.appliesTo(subject("eve", OptionalLong.of(8), Optional.of("10.1.2.3"))));
    assertFalse(ban.appliesTo(subject("eve", OptionalLong.of(8), Optional.of("10.1.2.4"))));
    assertFalse(ban.appliesTo(subject("eve", OptionalLong.empty(), Optional.empty())));
  }

  @Test
  void network_of_addresses_contains_those_of_its_subscribers() {
    Restriction ban =
        restriction(
            RestrictionKind.BAN,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.of("2001:db8::/32"),
            Optional.empty());
    assertTrue(
        ban.appliesTo(subject("eve", OptionalLong.empty(), Optional.of("2001:db8:1:2::/64"))));
    assertFalse(
        ban.appliesTo(subject("eve", OptionalLong.empty(), Optional.of("2001:db9:1:2::/64"))));
    assertFalse(ban.appliesTo(subject("eve", OptionalLong.empty(), Optional.of("10.0.0.1"))));
  }

  @Test
  void smaller_network_does_not_contain_a_larger_one() {
    assertFalse(Network.parse("10.1.0.0/16").containsNetwork(Network.parse("10.0.0.0/8")));
    assertTrue(Network.parse("10.0.0.0/8").containsNetwork(Network.parse("10.1.0.0/16")));
    assertFalse(Network.parse("::/0").containsNetwork(Network.parse("10.1.0.0/16")));
  }

  @Test
  void ends_at_its_time() {
    Restriction mute =
        restriction(
            RestrictionKind.MUTE,
            OptionalLong.empty(),
            Optional.of("bob"),
            Optional.empty(),
            Optional.of(NOON));
    assertTrue(mute.isInForce(NOON.minusMillis(1)));
    assertFalse(mute.isInForce(NOON));
  }

  @Test
  void profile_finds_the_restriction_of_its_kind_that_is_in_force() {
    Restriction ended =
        restriction(
            RestrictionKind.BAN,
            OptionalLong.empty(),
            Optional.of("bob"),
            Optional.empty(),
            Optional.of(NOON));
    Restriction mute =
        restriction(
            RestrictionKind.MUTE,
            OptionalLong.empty(),
            Optional.of("b*"),
            Optional.empty(),
            Optional.empty());
    RoomProfile profile =
        new RoomProfile(new RoomName("tea"), RoomModes.OPEN, Map.of(), List.of(ended, mute));
    Subject bob = subject("bob", OptionalLong.empty(), Optional.empty());
    assertEquals(Optional.empty(), profile.restriction(RestrictionKind.BAN, bob, NOON));
    assertEquals(Optional.of(mute), profile.restriction(RestrictionKind.MUTE, bob, NOON));
  }

  private static Subject subject(String nickname, OptionalLong account, Optional<String> network) {
    return new Subject(Nickname.sanitize(nickname), account, network.map(Network::parse));
  }

  private static Restriction restriction(
      RestrictionKind kind,
      OptionalLong account,
      Optional<String> pattern,
      Optional<String> network,
      Optional<Instant> until) {
    return new Restriction(
        kind,
        "bob",
        account,
        pattern.map(NicknamePattern::new),
        network.map(Network::parse),
        NOON.minusSeconds(60),
        until,
        Nickname.sanitize("amy"),
        Optional.empty());
  }
}
