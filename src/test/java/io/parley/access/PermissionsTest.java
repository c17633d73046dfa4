package io.parley.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of docs/security.md: role, act and setting of the room. */
class PermissionsTest {
  private static final Duration MAX_AGE = Duration.ofHours(24);
  private static final RoomName ROOM = new RoomName("tea");
  private static final Nickname AMY = Nickname.sanitize("amy");
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final Restriction BAN = restriction(RestrictionKind.BAN, Optional.empty());
  private static final Restriction MUTE = restriction(RestrictionKind.MUTE, Optional.empty());

  @TestFactory
  Stream<DynamicTest> table_of_the_documentation_is_what_is_decided() {
    List<List<String>> rows = PermissionsTable.rows();
    List<String> header = rows.get(0);
    assertEquals(38, rows.size() - 1, "rows of the table");
    return rows.stream()
        .skip(1)
        .flatMap(
            row ->
                Stream.iterate(2, column -> column < header.size(), column -> column + 1)
                    .map(
                        column ->
                            DynamicTest.dynamicTest(
                                header.get(column) + ": " + row.get(0) + " " + row.get(1),
                                () ->
                                    assertEquals(
                                        row.get(column),
                                        decision(row.get(0), row.get(1), header.get(column))))));
  }

  private static String decision(String act, String setting, String person)
      throws RejectedException {
    Permissions permissions = new Permissions(ROOM, modes(setting));
    Standing outside = outside(person);
    boolean isInside = !List.of("outsider", "banned", "invited").contains(person);
    boolean isHere = person.equals("in the room") || person.equals("muted");
    Standing inside = isInside ? outside.entered() : outside;
    Standing entering = isHere ? inside : outside;
    Optional<Problem> problem =
        switch (act) {
          case "enter", "enter without the key" -> permissions.enter(entering, 1, Optional.empty());
          case "enter with the key" -> permissions.enter(entering, 1, Optional.of("sesame"));
          case "enter when it is full" -> permissions.enter(entering, 2, Optional.empty());
          case "see the room, and who is in it" -> permissions.act(RoomAct.SEE, entering);
          case "read and search what was said" -> permissions.act(RoomAct.READ, inside);
          case "speak" -> permissions.act(RoomAct.SPEAK, inside);
          case "speak again at once" -> permissions.speak(inside, Optional.of(Duration.ZERO));
          case "change the topic" -> permissions.act(RoomAct.CHANGE_TOPIC, inside);
          case "react to a message" -> permissions.act(RoomAct.REACT, inside);
          case "edit an own message" -> permissions.edit(inside, true, MAX_AGE, MAX_AGE);
          case "edit an own message that is too old" ->
              permissions.edit(inside, true, MAX_AGE.plusMillis(1), MAX_AGE);
          case "edit a message of somebody else" ->
              permissions.edit(inside, false, Duration.ZERO, MAX_AGE);
          case "delete an own message" -> permissions.delete(inside, true, MAX_AGE, MAX_AGE);
          case "delete an own message that is too old" ->
              permissions.delete(inside, true, MAX_AGE.plusMillis(1), MAX_AGE);
          case "delete a message of somebody else" ->
              permissions.delete(inside, false, Duration.ZERO, MAX_AGE);
          case "purge the messages of somebody" -> permissions.act(RoomAct.PURGE, inside);
          case "see the settings and roles" -> permissions.act(RoomAct.SEE_SETTINGS, inside);
          case "see what people with a role have done" ->
              permissions.act(RoomAct.SEE_AUDIT, inside);
          case "invite" -> permissions.act(RoomAct.INVITE, inside);
          case "give or take voice" -> permissions.act(RoomAct.GRANT_VOICE, inside);
          case "make or unmake an operator" -> permissions.act(RoomAct.GRANT_OPERATOR, inside);
          case "give the room to another owner" -> permissions.act(RoomAct.TRANSFER, inside);
          default ->
              act.startsWith("change ")
                  ? settings(permissions, inside, act)
                  : against(permissions, inside, act);
        };
    return problem.map(refusal -> refusal.code().name()).orElse(PermissionsTable.ALLOWED);
  }

  /** All settings that the row names have the same answer. */
  private static Optional<Problem> settings(Permissions permissions, Standing who, String act) {
    List<Optional<Problem>> answers = new ArrayList<>();
    for (String label : act.substring("change ".length()).split(", ", -1)) {
      RoomSetting setting = RoomSetting.find(label).orElseThrow();
      answers.add(permissions.act(RoomAct.changing(setting), who));
    }
    assertEquals(1, answers.stream().distinct().count(), act);
    return answers.get(0);
  }

  private static Optional<Problem> against(Permissions permissions, Standing who, String act) {
    Standing target =
        switch (act.substring("kick, ban or mute ".length())) {
          case "somebody" -> outside("voice").entered();
          case "an operator" -> outside("operator").entered();
          case "the owner" -> outside("owner").entered();
          case "a server operator" -> outside("server operator").entered();
          default -> throw new IllegalArgumentException(act);
        };
    List<Optional<Problem>> answers =
        Stream.of(RoomAct.KICK, RoomAct.BAN, RoomAct.MUTE)
            .map(each -> permissions.actAgainst(each, who, target, AMY))
            .distinct()
            .toList();
    assertEquals(1, answers.size(), act);
    return answers.get(0);
  }

  private static RoomModes modes(String setting) throws RejectedException {
    if (setting.isEmpty()) {
      return RoomModes.OPEN;
    }
    String value =
        switch (setting) {
          case "key" -> "sesame";
          case "slow" -> "10s";
          case "limit" -> "2";
          default -> "on";
        };
    return RoomModes.OPEN.with(RoomSetting.find(setting).orElseThrow(), value);
  }

  private static Standing outside(String person) {
    return switch (person) {
      case "outsider" -> Standing.OUTSIDER;
      case "banned" -> standing(Optional.empty(), false, Optional.of(BAN), Optional.empty());
      case "invited" ->
          standing(Optional.of(RoomRole.MEMBER), false, Optional.empty(), Optional.empty());
      case "in the room" -> Standing.OUTSIDER;
      case "muted" -> standing(Optional.empty(), false, Optional.empty(), Optional.of(MUTE));
      case "voice" ->
          standing(Optional.of(RoomRole.VOICE), false, Optional.empty(), Optional.empty());
      case "operator" ->
          standing(Optional.of(RoomRole.OPERATOR), false, Optional.empty(), Optional.empty());
      case "owner" ->
          standing(Optional.of(RoomRole.OWNER), false, Optional.empty(), Optional.empty());
      case "server operator" ->
          standing(Optional.empty(), true, Optional.empty(), Optional.empty());
      default -> throw new IllegalArgumentException(person);
    };
  }

  private static Standing standing(
      Optional<RoomRole> role,
      boolean serverOperator,
      Optional<Restriction> ban,
      Optional<Restriction> mute) {
    return new Standing(role, serverOperator, false, false, ban, mute);
  }

  private static Restriction restriction(RestrictionKind kind, Optional<Instant> until) {
    return new Restriction(
        kind,
        "bob",
        OptionalLong.empty(),
        Optional.of(new NicknamePattern("bob")),
        Optional.empty(),
        NOON,
        until,
        AMY,
        Optional.of(Text.sanitize("noise")));
  }

  @Test
  void invited_guest_enters_as_a_member_does() throws RejectedException {
    Standing guest =
        new Standing(Optional.empty(), false, false, true, Optional.empty(), Optional.empty());
    for (String setting : List.of("private", "invite", "key")) {
      Permissions permissions = new Permissions(ROOM, modes(setting));
      assertEquals(Optional.empty(), permissions.enter(guest, 1, Optional.empty()), setting);
      assertTrue(permissions.see(guest), setting);
    }
  }

  @Test
  void voice_does_not_help_who_is_muted_and_a_ban_does_not_stop_an_operator() {
    Permissions permissions = new Permissions(ROOM, RoomModes.OPEN);
    Standing mutedVoice =
        standing(Optional.of(RoomRole.VOICE), false, Optional.empty(), Optional.of(MUTE));
    assertEquals(
        Optional.of(Problem.Code.MUTED),
        permissions.speak(mutedVoice.entered(), Optional.empty()).map(Problem::code));
    Standing bannedOperator =
        standing(Optional.of(RoomRole.OPERATOR), false, Optional.of(BAN), Optional.empty());
    assertEquals(Optional.empty(), permissions.enter(bannedOperator, 1, Optional.empty()));
    Standing bannedMember =
        standing(Optional.of(RoomRole.MEMBER), false, Optional.of(BAN), Optional.empty());
    assertEquals(
        Optional.of(Problem.Code.BANNED),
        permissions.enter(bannedMember, 1, Optional.empty()).map(Problem::code));
  }

  @Test
  void slow_mode_says_how_long_to_wait_and_ends() throws RejectedException {
    Permissions permissions = new Permissions(ROOM, modes("slow"));
    Problem problem =
        permissions.speak(Standing.OCCUPANT, Optional.of(Duration.ofMillis(6_400))).orElseThrow();
    assertEquals("tea takes one text of each person every 10s: wait 4s.", problem.message());
    assertEquals("4", problem.subject());
    assertEquals(
        Optional.empty(),
        permissions.speak(Standing.OCCUPANT, Optional.of(Duration.ofSeconds(10))));
    assertEquals(Optional.empty(), permissions.speak(Standing.OCCUPANT, Optional.empty()));
  }

  @Test
  void refusals_say_until_when_and_why() {
    Permissions permissions = new Permissions(ROOM, RoomModes.OPEN);
    Restriction ban = restriction(RestrictionKind.BAN, Optional.of(NOON.plusSeconds(7200)));
    Problem problem =
        permissions
            .enter(
                standing(Optional.empty(), false, Optional.of(ban), Optional.empty()),
                1,
                Optional.empty())
            .orElseThrow();
    assertEquals("You are banned from tea until 2026-12-01T14:00:00Z: noise", problem.message());
    assertEquals("2026-12-01T14:00:00Z", problem.subject());
  }

  @Test
  void stranger_to_a_private_room_learns_only_that_an_invitation_is_needed()
      throws RejectedException {
    RoomModes modes = modes("private").with(RoomSetting.KEY, "sesame");
    modes = modes.with(RoomSetting.LIMIT, "1").with(RoomSetting.CLOSED, "on");
    Permissions permissions = new Permissions(ROOM, modes);
    Optional<Problem> first = permissions.enter(Standing.OUTSIDER, 0, Optional.empty());
    assertEquals(Optional.of(Problem.Code.INVITATION_REQUIRED), first.map(Problem::code));
    assertEquals(first, permissions.enter(Standing.OUTSIDER, 5, Optional.of("sesame")));
    assertEquals(first, permissions.enter(outside("banned"), 5, Optional.of("wrong")));
    assertFalse(permissions.see(Standing.OUTSIDER));
  }
}
