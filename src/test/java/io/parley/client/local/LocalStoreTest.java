package io.parley.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ClientTestKit;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalStoreTest {
  private static final Nickname BOB = Nickname.sanitize("bob");
  private static final Nickname ZOE = Nickname.sanitize("Zoë");

  private static final RoomName GARDEN = new RoomName("garden");

  @TempDir Path state;
  private final List<String> problems = new ArrayList<>();

  @Test
  void keeps_ignored_users_for_the_next_client_of_the_same_server() {
    change(store(), BOB, true);
    change(store(), ZOE, true);
    change(store(), Nickname.sanitize("BOB"), false);
    change(store(), Nickname.sanitize("ZOE\u0308"), true);

    assertEquals(List.of("ZOE\u0308"), ignored());
    assertEquals(
        List.of(),
        LocalStore.ofServer(state, "localhost", 3491, "", ClientTestKit.KEEP)
            .loadIgnoredUsers(problems::add));
    assertEquals(List.of(), problems);
  }

  @Test
  void keeps_the_rooms_of_each_profile() throws Exception {
    KeptRooms home = new KeptRooms(List.of(new RoomName("garden"), new RoomName("büro")), GARDEN);
    KeptRooms work = new KeptRooms(List.of(), RoomName.LOBBY);
    LocalStore other = LocalStore.ofServer(state, "localhost", 3490, "work", ClientTestKit.KEEP);
    save(store(), home);
    save(other, home);
    save(other, work);

    assertEquals(home, store().loadRooms(problems::add));
    assertEquals(work, other.loadRooms(problems::add));
    assertEquals(
        KeptRooms.NONE,
        LocalStore.ofServer(state, "localhost", 3490, "third", ClientTestKit.KEEP)
            .loadRooms(problems::add));
    assertEquals(List.of(), problems);
    assertEquals("rw-------", permissions(folder().resolve("rooms.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"profiles\":17}", "{\"profiles\":{\"\":{\"rooms\":{},\"shown\":{}}}}"})
  void rooms_of_other_types_are_none(String content) throws Exception {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("rooms.json"), content);

    assertEquals(KeptRooms.NONE, store().loadRooms(problems::add));
    save(store(), new KeptRooms(List.of(GARDEN), GARDEN));
    assertEquals(List.of(GARDEN), store().loadRooms(problems::add).rooms());
  }

  private static void save(LocalStore store, KeptRooms rooms) {
    assertEquals(Optional.empty(), store.execute(new StorageRequest.SaveRooms(rooms)).failure());
  }

  @Test
  void reading_creates_nothing() {
    assertEquals(List.of(), ignored());
    assertFalse(Files.exists(state.resolve("servers")));
  }

  @Test
  void only_the_owner_can_read_the_files() throws Exception {
    change(store(), BOB, true);

    assertEquals("rwx------", permissions(state.resolve("servers")));
    assertEquals("rwx------", permissions(folder()));
    assertEquals("rw-------", permissions(file()));
    try (Stream<Path> files = Files.list(folder())) {
      assertEquals(
          List.of("ignored.json", "lock"),
          files.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  /** Two clients of one person, which change the list at the same time. */
  @Test
  void concurrent_clients_lose_no_change_of_each_other() throws Exception {
    List<CompletableFuture<Void>> clients =
        IntStream.range(0, 4)
            .mapToObj(
                client ->
                    CompletableFuture.runAsync(
                        () -> {
                          LocalStore store = store();
                          for (int i = 0; i < 25; i++) {
                            change(store, Nickname.sanitize("spam" + client + "_" + i), true);
                          }
                        }))
            .toList();
    CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).get(2, TimeUnit.MINUTES);

    assertEquals(100, ignored().size());
  }

  /** A client that is killed before the rename leaves the old file, and half of the new one. */
  @Test
  void half_written_new_file_is_overwritten() throws Exception {
    change(store(), BOB, true);
    Files.writeString(folder().resolve("ignored.json.new"), "{\"ignored\":[\"b");

    assertEquals(List.of("bob"), ignored());
    change(store(), ZOE, true);
    assertEquals(List.of("bob", "Zoë"), ignored());
  }

  /** A machine that loses its power may cut the file itself, at any place. */
  @Test
  void file_that_was_cut_at_any_byte_is_set_aside_once() throws Exception {
    change(store(), ZOE, true);
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length - 2; length++) { // all but the brace and the newline
      byte[] cut = Arrays.copyOf(whole, length);
      Files.write(file(), cut);
      problems.clear();

      assertEquals(List.of(), ignored());
      assertEquals(List.of(file() + " is damaged; it is now ignored.json.damaged"), problems);
      assertEquals(cut.length, Files.size(folder().resolve("ignored.json.damaged")));
      assertEquals(List.of(), ignored());
      assertEquals(1, problems.size());
    }
    change(store(), BOB, true);
    assertEquals(List.of("bob"), ignored());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "17", "\u0000", "{\"ignored\":[\"bob\"]"})
  void damaged_file_is_set_aside_by_a_change_too(String content) throws Exception {
    Files.createDirectories(folder());
    Files.writeString(file(), content);

    StorageReply reply = store().execute(new StorageRequest.ChangeIgnored(ZOE, true));

    assertEquals(Optional.empty(), reply.failure());
    assertEquals(List.of(file() + " is damaged; it is now ignored.json.damaged"), reply.notices());
    assertEquals(List.of("Zoë"), ignored());
    assertEquals(content, Files.readString(folder().resolve("ignored.json.damaged")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"ignored\":17}", "{\"ignored\":[17,null,\"\",{}]}"})
  void entries_of_other_types_are_no_nicknames(String content) throws Exception {
    Files.createDirectories(folder());
    Files.writeString(file(), content);

    assertEquals(List.of(), ignored());
    assertEquals(List.of(), problems);
  }

  @Test
  void nickname_in_the_file_cannot_control_the_terminal() throws Exception {
    Files.createDirectories(folder());
    Files.writeString(file(), "{\"ignored\":[\"b\\u001b[2Job\"]}");

    assertFalse(ignored().get(0).contains("\u001b"), ignored().get(0));
  }

  @Test
  void failure_has_the_reason_of_the_system() throws Exception {
    Files.writeString(state.resolve("servers"), "a file");

    StorageReply reply = store().execute(new StorageRequest.ChangeIgnored(BOB, true));

    assertEquals(Optional.of("not a directory"), reply.failure());
  }

  @Test
  void waits_for_another_client_for_a_limited_time() throws Exception {
    LocalStore impatient = new LocalStore(folder(), "", ClientTestKit.KEEP, Duration.ofMillis(30));
    HeldLock other = HeldLock.of(state, "localhost", 3490);
    assertEquals(
        Optional.of("another client uses the folder"),
        impatient.execute(new StorageRequest.ChangeIgnored(BOB, true)).failure());
    other.close();

    assertEquals(
        Optional.empty(), impatient.execute(new StorageRequest.ChangeIgnored(BOB, true)).failure());
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,        localhost_3490",
    "Chat.Example,     chat.example_3490",
    "::1,              %3A%3A1_3490",
    "fe80::1%eth0,     fe80%3A%3A1%25eth0_3490",
    "..,               %2E._3490",
    "../../etc,        %2E.%2F..%2Fetc_3490",
    "straße.example,   stra%C3%9Fe.example_3490",
  })
  void folder_of_a_server_has_a_safe_name(String host, String name) {
    assertEquals(name, FileNames.ofServer(host, 3490));
  }

  @Test
  void long_names_differ_and_fit_into_a_file_system() {
    String first = FileNames.encode("\uD835\uDD38".repeat(32));
    String second = FileNames.encode("\uD835\uDD38".repeat(31) + "\uD835\uDD39");

    assertTrue(first.length() <= 160 && second.length() <= 160);
    assertFalse(first.equals(second));
  }

  private void change(LocalStore store, Nickname nickname, boolean ignored) {
    StorageReply reply = store.execute(new StorageRequest.ChangeIgnored(nickname, ignored));
    assertEquals(Optional.empty(), reply.failure());
  }

  private List<String> ignored() {
    return store().loadIgnoredUsers(problems::add).stream().map(Nickname::value).toList();
  }

  private LocalStore store() {
    return LocalStore.ofServer(state, "localhost", 3490, "", ClientTestKit.KEEP);
  }

  private Path folder() {
    return state.resolve("servers/localhost_3490");
  }

  private Path file() {
    return folder().resolve("ignored.json");
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
