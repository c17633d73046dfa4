package io.parley.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.address.Network;
import io.parley.history.HistoryException;
import io.parley.history.MessageKind;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store of rooms does. */
@Timeout(60)
public abstract class RoomStoreContract {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
  private static final RoomName TEA = new RoomName("Tea");
  private static final RoomName GARDEN = new RoomName("grüße");

  protected MessageStore history;
  protected RoomStore store;

  /** Opens an empty history. */
  protected abstract MessageStore createHistory() throws Exception;

  /** Opens the rooms of the history. */
  protected abstract RoomStore createStore() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    history = createHistory();
    store = createStore();
  }

  @AfterEach
  final void closeStore() {
    store.close();
    history.close();
  }

  @Test
  void new_store_has_no_rooms_and_no_audit() throws Exception {
    assertEquals(List.of(), store.load());
    assertEquals(List.of(), store.audit(Optional.empty(), 10));
  }

  @Test
  void profile_is_stored_whole() throws Exception {
    RoomProfile profile =
        new RoomProfile(
            TEA,
            RoomModes.OPEN
                .with(RoomSetting.PRIVATE, "on")
                .with(RoomSetting.KEY, "Sésame")
                .with(RoomSetting.SLOW, "10s")
                .with(RoomSetting.LIMIT, "5"),
            Map.of(1L, RoomRole.OWNER, 2L, RoomRole.VOICE, 3L, RoomRole.MEMBER),
            List.of(
                restriction(RestrictionKind.BAN, "Bob", Optional.empty(), 0),
                restriction(RestrictionKind.MUTE, "eve*", Optional.of(NOON.plusSeconds(3600)), 1)));

    save(profile);

    assertEquals(List.of(profile), store.load());
  }

  @Test
  void next_profile_replaces_the_one_before() throws Exception {
    save(profile(TEA, Map.of(1L, RoomRole.OWNER, 2L, RoomRole.OPERATOR, 3L, RoomRole.MEMBER)));
    save(profile(GARDEN, Map.of(1L, RoomRole.OWNER)));
    RoomProfile transferred =
        new RoomProfile(
            TEA,
            RoomModes.OPEN.with(RoomSetting.MODERATED, "on"),
            Map.of(2L, RoomRole.OWNER, 1L, RoomRole.OPERATOR, 4L, RoomRole.VOICE),
            List.of(restriction(RestrictionKind.BAN, "bob", Optional.empty(), 0)));

    save(transferred);

    assertEquals(List.of(profile(GARDEN, Map.of(1L, RoomRole.OWNER)), transferred), store.load());
    save(new RoomProfile(TEA, RoomModes.OPEN, transferred.roles(), List.of()));
    assertEquals(RoomModes.OPEN, store.load().get(1).modes());
    assertEquals(List.of(), store.load().get(1).restrictions());
  }

  @Test
  void room_that_is_as_every_other_is_not_stored() throws Exception {
    save(profile(TEA, Map.of(1L, RoomRole.OWNER)));

    save(RoomProfile.unowned(TEA));

    assertEquals(List.of(), store.load());
  }

  @Test
  void room_is_the_same_in_any_spelling() throws Exception {
    save(profile(TEA, Map.of(1L, RoomRole.OWNER)));
    save(profile(new RoomName("tEA"), Map.of(2L, RoomRole.OWNER)));

    assertEquals(1, store.load().size());
    assertEquals(OptionalLong.of(2), store.load().get(0).owner());
  }

  @Test
  void many_roles_are_stored() throws Exception {
    Map<Long, RoomRole> roles = new HashMap<>();
    for (long account = 1; account <= 1000; account++) {
      roles.put(account, account == 1 ? RoomRole.OWNER : RoomRole.MEMBER);
    }
    save(profile(TEA, roles));
    roles.put(1001L, RoomRole.MEMBER);
    roles.remove(500L);
    save(profile(TEA, roles));

    assertEquals(List.of(profile(TEA, roles)), store.load());
  }

  @Test
  void unused_room_is_deleted_and_one_with_messages_stays() throws Exception {
    save(profile(TEA, Map.of(1L, RoomRole.OWNER)));
    save(profile(GARDEN, Map.of(1L, RoomRole.OWNER)));
    history.append(
        UUID.randomUUID(),
        List.of(new NewMessage("GRÜSSE", NOON, "pat", MessageKind.CHAT, "hello")));

    assertTrue(store.deleteIfUnused(TEA));
    assertFalse(store.deleteIfUnused(GARDEN));

    assertEquals(List.of(profile(GARDEN, Map.of(1L, RoomRole.OWNER))), store.load());
  }

  @Test
  void audit_has_the_newest_first_of_one_room_or_all() throws Exception {
    AuditEntry kick =
        new AuditEntry(
            NOON,
            Nickname.sanitize("amy"),
            OptionalLong.of(1),
            "kick",
            Optional.of(TEA),
            Optional.of("bob"),
            Optional.of("too loud"));
    AuditEntry kill =
        new AuditEntry(
            NOON.plusSeconds(1),
            Nickname.sanitize("guest-1"),
            OptionalLong.empty(),
            "kill",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    store.save(Optional.empty(), kick);
    store.save(Optional.empty(), kill);

    assertEquals(List.of(kill, kick), store.audit(Optional.empty(), 10));
    assertEquals(List.of(kill), store.audit(Optional.empty(), 1));
    assertEquals(List.of(kick), store.audit(Optional.of(new RoomName("tea")), 10));
    assertEquals(List.of(), store.audit(Optional.of(GARDEN), 10));
    assertEquals(List.of(), store.load());
  }

  @Test
  void bans_of_the_server_are_stored_whole_with_their_entry_of_the_audit() throws Exception {
    AuditEntry entry =
        new AuditEntry(
            NOON,
            Nickname.sanitize("rosa"),
            OptionalLong.of(1),
            "ban-server",
            Optional.empty(),
            Optional.of("Bob"),
            Optional.empty());
    Restriction bob = restriction(RestrictionKind.BAN, "Bob", Optional.empty(), 0);
    Restriction eve = restriction(RestrictionKind.BAN, "eve*", Optional.of(NOON.plusSeconds(9)), 1);
    assertEquals(List.of(), store.loadServerBans());

    store.saveServerBans(Optional.of(List.of(bob, eve)), entry);
    store.saveServerBans(Optional.empty(), entry);

    assertEquals(List.of(bob, eve), store.loadServerBans());
    assertEquals(List.of(entry, entry), store.audit(Optional.empty(), 10));
    store.saveServerBans(Optional.of(List.of(eve)), entry);
    assertEquals(List.of(eve), store.loadServerBans());
    store.restore(List.of(), List.of(bob, eve), List.of());
    assertEquals(List.of(bob, eve), store.loadServerBans());
  }

  @Test
  void audit_keeps_the_newest_entries() throws Exception {
    for (int i = 0; i < 10; i++) {
      save(profile(TEA, Map.of((long) i, RoomRole.OWNER)));
    }

    store.pruneAudit(3);

    List<AuditEntry> kept = store.audit(Optional.empty(), 100);
    assertEquals(3, kept.size());
    store.pruneAudit(3);
    assertEquals(kept, store.audit(Optional.empty(), 100));
    store.pruneAudit(0);
    assertEquals(List.of(), store.audit(Optional.empty(), 100));
  }

  protected final void save(RoomProfile profile) throws HistoryException {
    store.save(
        Optional.of(profile),
        new AuditEntry(
            NOON,
            Nickname.sanitize("amy"),
            OptionalLong.of(1),
            "test",
            Optional.of(profile.room()),
            Optional.empty(),
            Optional.empty()));
  }

  protected static RoomProfile profile(RoomName room, Map<Long, RoomRole> roles) {
    return new RoomProfile(room, RoomModes.OPEN, roles, List.of());
  }

  private static Restriction restriction(
      RestrictionKind kind, String target, Optional<Instant> until, int seconds)
      throws RejectedException {
    return new Restriction(
        kind,
        target,
        until.isPresent() ? OptionalLong.empty() : OptionalLong.of(9),
        Optional.of(NicknamePattern.parse(target)),
        until.isPresent() ? Optional.empty() : Optional.of(Network.parse("2001:db8:1:2::/64")),
        NOON.plusSeconds(seconds),
        until,
        Nickname.sanitize("amy"),
        until.map(end -> Text.sanitize("noise")));
  }
}
