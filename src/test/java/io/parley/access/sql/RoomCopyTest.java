package io.parley.access.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.access.AuditEntry;
import io.parley.access.NicknamePattern;
import io.parley.access.Restriction;
import io.parley.access.RoomModes;
import io.parley.access.RoomProfile;
import io.parley.access.RoomRole;
import io.parley.access.RoomSetting;
import io.parley.access.RoomStore;
import io.parley.history.HistorySettings;
import io.parley.history.TestMessages;
import io.parley.protocol.Nickname;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomCopyTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final RoomName TEA = new RoomName("tea");

  @TempDir Path folder;

  @Test
  void accounts_have_the_ids_of_the_target() throws Exception {
    HistorySettings from = settings("from.db");
    HistorySettings to = settings("to.db");
    RoomModes modes = RoomModes.OPEN.with(RoomSetting.PRIVATE, "on");
    try (RoomStore source = RoomStoreFactory.open(from)) {
      source.save(
          Optional.of(
              new RoomProfile(
                  TEA,
                  modes,
                  Map.of(7L, RoomRole.OWNER, 8L, RoomRole.MEMBER, 9L, RoomRole.VOICE),
                  List.of(ban(OptionalLong.of(8))))),
          entry("first", 7));
      source.saveServerBans(Optional.of(List.of(ban(OptionalLong.of(8)))), entry("second", 9));
    }

    assertEquals(1, RoomCopy.copy(from, to, Map.of(7L, 1L, 8L, 2L)));

    try (RoomStore target = RoomStoreFactory.open(to)) {
      assertEquals(
          List.of(
              new RoomProfile(
                  TEA,
                  modes,
                  Map.of(1L, RoomRole.OWNER, 2L, RoomRole.MEMBER),
                  List.of(ban(OptionalLong.of(2))))),
          target.load());
      assertEquals(List.of(ban(OptionalLong.of(2))), target.loadServerBans());
      List<AuditEntry> audit = target.audit(Optional.empty(), 10);
      assertEquals(List.of("second", "first"), audit.stream().map(AuditEntry::act).toList());
      assertEquals(
          List.of(OptionalLong.empty(), OptionalLong.of(1)),
          audit.stream().map(AuditEntry::account).toList());
    }
  }

  private HistorySettings settings(String file) throws Exception {
    return TestMessages.settings(Map.of("url", "jdbc:sqlite:" + folder.resolve(file)));
  }

  private static Restriction ban(OptionalLong account) {
    return new Restriction(
        RestrictionKind.BAN,
        "bob",
        account,
        Optional.of(new NicknamePattern("bob")),
        Optional.empty(),
        NOON,
        Optional.empty(),
        new Nickname("amy"),
        Optional.empty());
  }

  private static AuditEntry entry(String act, long account) {
    return new AuditEntry(
        NOON,
        new Nickname("amy"),
        OptionalLong.of(account),
        act,
        Optional.of(TEA),
        Optional.empty(),
        Optional.empty());
  }
}
