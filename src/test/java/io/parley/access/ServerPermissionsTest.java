package io.parley.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole matrix of who may do what to the server; docs/security.md shows it. */
class ServerPermissionsTest {
  private static final Nickname BOB = new Nickname("bob");
  private static final Instant END = Instant.parse("2026-01-31T12:00:00Z");

  @ParameterizedTest
  @EnumSource(ServerAct.class)
  void only_an_operator_of_the_server_acts_on_the_server(ServerAct act) {
    assertEquals(Optional.empty(), ServerPermissions.act(act, true));
    assertEquals("NOT_SERVER_OPERATOR", code(ServerPermissions.act(act, false)));
  }

  @ParameterizedTest
  @EnumSource(ServerAct.class)
  void nobody_acts_against_an_operator_of_the_server(ServerAct act) {
    assertEquals("yes", code(ServerPermissions.actAgainst(act, true, false, BOB)));
    assertEquals("TARGET_PROTECTED", code(ServerPermissions.actAgainst(act, true, true, BOB)));
    assertEquals("NOT_SERVER_OPERATOR", code(ServerPermissions.actAgainst(act, false, false, BOB)));
    assertEquals("NOT_SERVER_OPERATOR", code(ServerPermissions.actAgainst(act, false, true, BOB)));
  }

  @Test
  void ban_keeps_out_all_but_operators_of_the_server() {
    assertEquals("yes", code(ServerPermissions.enter(false, Optional.empty())));
    assertEquals("yes", code(ServerPermissions.enter(true, Optional.of(ban(true)))));
    Problem bare = ServerPermissions.enter(false, Optional.of(ban(false))).orElseThrow();
    assertEquals("You are banned from this server.", bare.message());
    Problem whole = ServerPermissions.enter(false, Optional.of(ban(true))).orElseThrow();
    assertEquals(
        "You are banned from this server until 2026-01-31T12:00:00Z: spam", whole.message());
    assertEquals("2026-01-31T12:00:00Z spam", whole.subject());
  }

  @Test
  void manual_shows_this_matrix() throws Exception {
    List<String> rows = new ArrayList<>();
    rows.add("| act | anybody | an operator of the server | against an operator of the server |");
    rows.add("|---|---|---|---|");
    for (ServerAct act : ServerAct.values()) {
      boolean against = act == ServerAct.KILL || act == ServerAct.BAN;
      rows.add(
          "| `"
              + act
              + "` | "
              + code(ServerPermissions.act(act, false))
              + " | "
              + code(ServerPermissions.act(act, true))
              + " | "
              + (against ? code(ServerPermissions.actAgainst(act, true, true, BOB)) : "")
              + " |");
    }
    String matrix = String.join("\n", rows);
    assertTrue(Files.readString(Path.of("docs/security.md")).contains(matrix), matrix);
  }

  private static String code(Optional<Problem> problem) {
    return problem.map(refused -> refused.code().name()).orElse("yes");
  }

  private static Restriction ban(boolean whole) {
    return new Restriction(
        RestrictionKind.BAN,
        "bob",
        OptionalLong.empty(),
        Optional.of(new NicknamePattern("bob")),
        Optional.empty(),
        Instant.EPOCH,
        Optional.of(END).filter(end -> whole),
        new Nickname("rosa"),
        Optional.of(Text.sanitize("spam")).filter(reason -> whole));
  }
}
