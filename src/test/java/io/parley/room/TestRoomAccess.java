package io.parley.room;

import io.parley.access.AccessLimits;
import io.parley.access.InMemoryRoomStore;
import io.parley.access.RoomProfiles;
import io.parley.access.RoomStore;
import io.parley.access.ServerBans;
import io.parley.account.Account;
import io.parley.account.AccountLookup;
import io.parley.account.AccountRole;
import io.parley.protocol.Nickname;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/** The profiles of the rooms of a test, in memory, and its accounts. */
final class TestRoomAccess implements AccountLookup {
  private final Map<Long, Account> accounts = new ConcurrentHashMap<>();
  private final RoomStore store;
  private final RoomAccess access;

  TestRoomAccess(ActorTestKit kit, RoomStore store, InstantSource clock) {
    this.store = store;
    AccessLimits limits = new AccessLimits(10, 3, 2, 1000, Duration.ofHours(24), 3, 100);
    RoomProfiles profiles =
        new RoomProfiles(List.of(), id -> find(id).filter(Account::isOperator).isPresent());
    this.access =
        new RoomAccess(
            profiles,
            kit.spawn(
                ProfileWriter.create(
                    store, profiles, new ServerBans(List.of(), id -> false, clock), limits, clock)),
            this,
            limits);
  }

  /** Rooms that nobody owns. */
  static RoomAccess open(ActorTestKit kit) {
    return new TestRoomAccess(kit, new InMemoryRoomStore(room -> false), RoomTestKit.CLOCK).access;
  }

  RoomAccess access() {
    return access;
  }

  RoomStore store() {
    return store;
  }

  /** Registers an account. */
  void add(long id, String nickname, AccountRole role) {
    accounts.put(id, new Account(id, new Nickname(nickname), List.of(), role, Instant.EPOCH));
  }

  @Override
  public Optional<Account> ownerOf(Nickname nickname) {
    return accounts.values().stream()
        .filter(account -> account.nickname().isSame(nickname))
        .findFirst();
  }

  @Override
  public Optional<Account> find(long id) {
    return Optional.ofNullable(accounts.get(id));
  }
}
