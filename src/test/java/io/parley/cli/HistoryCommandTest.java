package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.parley.access.RoomModes;
import io.parley.access.RoomProfile;
import io.parley.access.RoomRole;
import io.parley.access.RoomStore;
import io.parley.access.sql.RoomStoreFactory;
import io.parley.account.AccountRole;
import io.parley.account.AccountStore;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.cli.history.HistoryJson;
import io.parley.conversation.Correspondent;
import io.parley.conversation.NewPrivateMessage;
import io.parley.conversation.PrivateMessageStore;
import io.parley.conversation.sql.PrivateMessageStoreFactory;
import io.parley.history.HistorySettings;
import io.parley.history.MessageKind;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code parley history}: export, import and prune on a file of SQLite. */
@Timeout(120)
class HistoryCommandTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
  private static final List<String> LINES =
      List.of(
          "{\"id\":1,\"room\":\"lobby\",\"time\":\"2026-01-31T12:00:00.123456Z\","
              + "\"nickname\":\"ann\",\"kind\":\"chat\",\"text\":\"hi \\\"爸爸\\\" 😀\\n!\"}",
          "{\"id\":2,\"room\":\"Garden\",\"time\":\"2026-02-01T12:00:00Z\","
              + "\"nickname\":\"Zoë\",\"kind\":\"topic\",\"text\":\"roses\"}",
          "{\"id\":3,\"room\":\"lobby\",\"time\":\"2026-02-01T12:00:00Z\","
              + "\"nickname\":\"ann\",\"kind\":\"emote\",\"text\":\"waves\"}");

  @TempDir Path folder;
  private Path database;

  @BeforeEach
  void nameFile() {
    database = folder.resolve("one.db");
  }

  @Test
  void export_writes_the_selected_messages() throws Exception {
    storeLines();

    assertEquals(new CommandLineRun(0, LINES, List.of()), history("export"));
    assertEquals(LINES.subList(1, 2), history("export", "--room", "garden").out());
    assertEquals(LINES.subList(1, 2), history("export", "--room", "#garden").out());
    assertEquals(LINES.subList(1, 3), history("export", "--since", "2026-02-01").out());
    assertEquals(
        List.of(
            "2026-01-31T12:00:00.123456Z [lobby] <ann> hi \"爸爸\" 😀↵!",
            "2026-02-01T12:00:00Z [Garden] -- Zoë set the topic: roses",
            "2026-02-01T12:00:00Z [lobby] * ann waves"),
        history("export", "--format", "text").out());
  }

  @Test
  void private_messages_are_exported_only_if_asked_for_and_imported_by_nickname() throws Exception {
    storeLines();
    try (AccountStore accounts = AccountStoreFactory.open(settings());
        PrivateMessageStore store = PrivateMessageStoreFactory.open(settings())) {
      accounts.add(0, Nickname.parse("ann"), AccountRole.MEMBER, NOON, "hash");
      accounts.add(1, Nickname.parse("bob"), AccountRole.MEMBER, NOON, "hash");
      store.append(
          new NewPrivateMessage(
              NOON,
              new Correspondent(1, "ann"),
              new Correspondent(2, "bob"),
              MessageKind.CHAT,
              "psst"));
    }
    String line =
        "{\"id\":1,\"time\":\"2026-01-31T12:00:00.123456Z\",\"nickname\":\"ann\",\"to\":\"bob\","
            + "\"kind\":\"chat\",\"text\":\"psst\"}";

    assertEquals(LINES, history("export").out());
    assertEquals(
        Stream.concat(LINES.stream(), Stream.of(line)).toList(),
        history("export", "--private").out());
    assertEquals(
        List.of("2026-01-31T12:00:00.123456Z [private] <ann -> bob> psst"),
        history("export", "--private", "--format", "text").out().subList(3, 4));
    assertEquals(2, history("export", "--private", "--room", "lobby").status());

    Path file = folder.resolve("private.jsonl");
    Files.writeString(
        file,
        line + "\n" + line.replace("psst", "more") + "\n" + line.replace("bob", "nobody") + "\n");
    assertEquals(
        List.of(
            "parley: 1 message imported, 1 already present, 1 skipped, as an account is missing"),
        history("import", file.toString()).err());
    assertEquals(5, history("export", "--private").out().size());
    assertEquals(0, history("prune", "--older-than", "1h").status());
    assertEquals(
        List.of(),
        history("export", "--private").out().stream().filter(l -> l.contains("to\":")).toList());
  }

  @Test
  void export_after_import_is_identical() throws Exception {
    storeLines();
    try (MessageStore store = MessageStoreFactory.open(settings())) {
      List<NewMessage> more = new ArrayList<>();
      for (int i = 0; i < 2500; i++) {
        more.add(
            new NewMessage("lobby", NOON.plusMillis(i), "ann", MessageKind.CHAT, "message " + i));
      }
      store.append(UUID.randomUUID(), more);
    }
    Path first = folder.resolve("first.jsonl");
    Path second = folder.resolve("second.jsonl");
    assertEquals(0, history("export", "--output", first.toString()).status());

    database = folder.resolve("sub/two.db");
    assertEquals(
        List.of("parley: 2503 messages imported, 0 already present"),
        history("import", first.toString()).err());
    assertEquals(0, history("export", "--output", second.toString()).status());
    assertEquals(-1, Files.mismatch(first, second));
    assertEquals(
        new CommandLineRun(
            0, List.of(), List.of("parley: 0 messages imported, 2503 already present")),
        history("import", first.toString()));
  }

  @Test
  void edits_deletions_replies_and_reactions_are_exported_and_imported() throws Exception {
    try (MessageStore store = MessageStoreFactory.open(settings())) {
      for (String text : List.of("lunch?", "soup", "secret")) {
        store.append(
            UUID.randomUUID(),
            List.of(
                new NewMessage(
                    "lobby",
                    NOON,
                    "ann",
                    MessageKind.CHAT,
                    text,
                    OptionalLong.of(-5),
                    text.equals("soup") ? OptionalLong.of(1) : OptionalLong.empty())));
      }
      store.edit("lobby", 1, "dinner?", NOON.plusSeconds(60));
      store.react("lobby", 2, "👍", "bob", OptionalLong.of(7), true);
      store.react("lobby", 2, "👍", "amy", OptionalLong.empty(), true);
      store.delete("lobby", List.of(3L), "amy");
    }
    List<String> lines =
        List.of(
            "{\"id\":1,\"room\":\"lobby\",\"time\":\"2026-01-31T12:00:00.123456Z\",\"nickname\":\"ann\","
                + "\"kind\":\"chat\",\"text\":\"dinner?\",\"edited\":\"2026-01-31T12:01:00.123456Z\"}",
            "{\"id\":2,\"room\":\"lobby\",\"time\":\"2026-01-31T12:00:00.123456Z\",\"nickname\":\"ann\","
                + "\"kind\":\"chat\",\"text\":\"soup\",\"replyTo\":1,\"reactions\":{\"👍\":[\"bob\",\"amy\"]}}",
            "{\"id\":3,\"room\":\"lobby\",\"time\":\"2026-01-31T12:00:00.123456Z\",\"nickname\":\"ann\","
                + "\"kind\":\"chat\",\"text\":\"\",\"deletedBy\":\"amy\"}");
    assertEquals(lines, history("export").out());
    assertEquals(
        List.of(
            "2026-01-31T12:00:00.123456Z [lobby] <ann> dinner? (edited)",
            "2026-01-31T12:00:00.123456Z [lobby] <ann> soup",
            "2026-01-31T12:00:00.123456Z [lobby] <ann> (deleted by amy)"),
        history("export", "--format", "text").out());

    Path file = write(lines.toArray(new String[0]));
    assertEquals(
        List.of("parley: 0 messages imported, 3 already present"),
        history("import", file.toString()).err());
    database = folder.resolve("copy.db");
    assertEquals(
        List.of("parley: 3 messages imported, 0 already present"),
        history("import", file.toString()).err());
    assertEquals(lines, history("export").out());
    String older =
        lines.get(2).replace("\"text\":\"\",\"deletedBy\":\"amy\"", "\"text\":\"secret\"");
    assertEquals(
        List.of("parley: 0 messages imported, 1 already present"),
        history("import", write(older).toString()).err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"text\":\"\",\"edited\":1 | has no string 'edited'",
        "\"text\":\"\",\"edited\":\"now\" | has no valid 'edited' (such as 2026-01-31T12:00:00Z)",
        "\"text\":\"\",\"replyTo\":0 | has a 'replyTo' that is not from 1 to 9007199254740992",
        "\"text\":\"a\",\"deletedBy\":\"amy\" | has a 'text' although it has 'deletedBy'",
        "\"text\":\"\",\"reactions\":[] | has no object 'reactions'",
        "\"text\":\"\",\"reactions\":{\"x\":[]} | has 'reactions' that are no lists of nicknames",
        "\"text\":\"\",\"reactions\":{\"x\":[1]} | has 'reactions' that are no lists of nicknames",
        "\"text\":\"\",\"reactions\":{\"\":[\"a\"]} | emoji must have 1 to 64 characters",
      })
  void invalid_change_is_reported(String fields, String error) throws Exception {
    String line =
        "{\"id\":1,\"room\":\"lobby\",\"time\":\"2026-01-31T12:00:00Z\",\"nickname\":\"ann\","
            + "\"kind\":\"chat\","
            + fields
            + "}";
    history("import", write(line).toString())
        .assertFailed("line 1: " + error + "; 0 messages imported, 0 already present");
  }

  private static final String ROOM_LINE =
      "{\"room\":\"Tea\",\"settings\":{\"slow\":\"10s\"},\"keyWithheld\":true,"
          + "\"roles\":{\"amy\":\"owner\",\"bob\":\"voice\"},"
          + "\"restrictions\":[{\"kind\":\"ban\",\"target\":\"eve\",\"account\":\"eve\",\"pattern\":\"eve\","
          + "\"since\":\"2026-01-31T12:00:00.123456Z\",\"by\":\"amy\",\"reason\":\"spam\"},"
          + "{\"kind\":\"mute\",\"target\":\"192.0.2.0/24\",\"network\":\"192.0.2.0/24\","
          + "\"since\":\"2026-01-31T12:00:01.123456Z\",\"until\":\"2026-02-01T12:00:00Z\",\"by\":\"amy\"}]}";

  private static final RoomName TEA = new RoomName("Tea");

  private void addAccounts(String... nicknames) throws Exception {
    try (AccountStore accounts = AccountStoreFactory.open(settings())) {
      for (String nickname : nicknames) {
        long number = accounts.changesAfter(0).number();
        accounts.add(number, new Nickname(nickname), AccountRole.MEMBER, NOON, "hash");
      }
    }
  }

  private RoomProfile profile() throws Exception {
    try (RoomStore rooms = RoomStoreFactory.open(settings())) {
      return rooms.load().get(0);
    }
  }

  @Test
  void settings_and_roles_of_rooms_are_exported_and_imported() throws Exception {
    addAccounts("amy", "bob", "eve");
    Path file = write(ROOM_LINE.replace("\"slow\"", "\"key\":\"sesame\",\"slow\""));

    assertEquals(
        List.of(
            "parley: 0 messages imported, 0 already present; 1 room imported, 0 already present"),
        history("import", file.toString()).err());
    assertEquals(Optional.of("sesame"), profile().modes().key());
    assertEquals(OptionalLong.of(1), profile().owner());
    assertEquals(OptionalLong.of(3), profile().restrictions().get(0).account());

    assertEquals(
        List.of(ROOM_LINE),
        history("export", "--room", "tea").out().stream()
            .map(line -> line.replace("\"invite\":\"on\",", ""))
            .toList());
    assertEquals(List.of(), history("export", "--room", "garden").out());
    assertEquals(List.of(), history("export", "--format", "text").out());
    assertTrue(history("export", "--secrets").out().get(0).contains("\"key\":\"sesame\""));
  }

  @Test
  void room_with_withheld_key_and_unknown_accounts_needs_an_invitation() throws Exception {
    addAccounts("other", "AMY");

    assertEquals(
        List.of(
            "parley: 0 messages imported, 0 already present; 1 room imported, 0 already present,"
                + " 1 role of unknown accounts skipped"),
        history("import", write(ROOM_LINE).toString()).err());
    assertEquals(Map.of(2L, RoomRole.OWNER), profile().roles());
    assertTrue(profile().modes().needsInvitation());
    assertEquals(OptionalLong.empty(), profile().restrictions().get(0).account());
  }

  @Test
  void room_keeps_the_profile_that_it_has() throws Exception {
    addAccounts("amy");
    RoomProfile own = new RoomProfile(TEA, RoomModes.OPEN, Map.of(1L, RoomRole.OWNER), List.of());
    try (RoomStore rooms = RoomStoreFactory.open(settings())) {
      rooms.restore(List.of(own), List.of(), List.of());
    }

    assertEquals(
        List.of(
            "parley: 0 messages imported, 0 already present; 0 rooms imported, 1 already present"),
        history("import", write(ROOM_LINE).toString()).err());
    assertEquals(own, profile());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"settings\":1 | has no object 'settings'",
        "\"settings\":{\"color\":\"red\"} | has an unknown setting color",
        "\"roles\":{\"amy\":\"king\"} | has an unknown role of amy",
        "\"roles\":{\"amy\":\"owner\",\"bob\":\"owner\"} | has more than one owner",
        "\"restrictions\":[{}] | has no string 'kind'",
        "\"restrictions\":[{\"kind\":\"ban\",\"target\":\"a\"}] | has a restriction of nobody",
        "\"restrictions\":[{\"kind\":\"ban\",\"target\":\"a\",\"network\":\"a\",\"since\":\"2026-01-31T12:00:00Z\"}]"
            + " | has an invalid 'network': a",
      })
  void invalid_room_is_reported(String fields, String error) throws Exception {
    history("import", write("{\"room\":\"tea\"," + fields + "}").toString())
        .assertFailed("line 1: " + error + "; 0 messages imported, 0 already present");
  }

  @Test
  void import_reads_standard_input() throws Exception {
    InputStream original = System.in;
    System.setIn(
        new ByteArrayInputStream(String.join("\n", LINES).getBytes(StandardCharsets.UTF_8)));
    try {
      assertEquals(0, history("import", "-").status());
    } finally {
      System.setIn(original);
    }
    assertEquals(LINES, history("export").out());
  }

  @Test
  void import_with_conflicting_id_stores_nothing_of_its_batch() throws Exception {
    storeLines();
    Path file =
        write(
            LINES.get(0),
            LINES.get(1).replace("\"id\":2", "\"id\":7"),
            LINES.get(2) + " ",
            LINES.get(2).replace("waves", "winks"));

    history("import", file.toString())
        .assertFailed(
            "line 4: the history has a different message with the id 3; 0 messages imported, 0 already present");

    assertEquals(LINES, history("export").out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                   | is not a JSON object",
        "[]                   | is not a JSON object",
        "{}                   | has no string 'room'",
        "{\"id\":null}        | has no integer 'id'",
        "{\"id\":0.5}         | has no integer 'id'",
        "{\"id\":1e3}         | has no integer 'id'",
        "{\"id\":0}           | has an 'id' that is not from 1 to 9007199254740992",
        "{\"id\":-1}          | has an 'id' that is not from 1 to 9007199254740992",
        "{\"id\":9007199254740993} | has an 'id' that is not from 1 to 9007199254740992",
        "{\"id\":9223372036854775807} | has an 'id' that is not from 1 to 9007199254740992",
        "{\"id\":99999999999999999999} | has an 'id' that is not from 1 to 9007199254740992",
        "{\"id\":1}           | has no string 'room'",
      })
  void invalid_line_is_reported_with_its_number(String line, String error) throws Exception {
    history("import", write(LINES.get(0), line).toString())
        .assertFailed("line 2: " + error + "; 0 messages imported, 0 already present");
  }

  @Test
  void export_after_an_import_of_the_highest_id_is_imported_again() throws Exception {
    String highest = LINES.get(2).replace("\"id\":3", "\"id\":4503599627370496");
    assertEquals(0, history("import", write(LINES.get(0), highest).toString()).status());
    try (MessageStore store = MessageStoreFactory.open(settings())) {
      NewMessage next = new NewMessage("lobby", NOON, "ann", MessageKind.CHAT, "next");
      assertEquals(4503599627370497L, store.append(UUID.randomUUID(), List.of(next)).get(0).id());
    }
    List<String> exported = history("export").out();
    assertEquals(3, exported.size());
    Path lines = write(exported.toArray(String[]::new));

    database = folder.resolve("other.db");
    assertEquals(0, history("import", lines.toString()).status());
    assertEquals(exported, history("export").out());
  }

  @ParameterizedTest
  @ValueSource(longs = {4503599627370497L, 9007199254740992L})
  void id_that_leaves_too_few_for_new_messages_is_reported_with_its_line(long id) throws Exception {
    String high = LINES.get(2).replace("\"id\":3", "\"id\":" + id);
    history("import", write(LINES.get(0), high).toString())
        .assertFailed(
            "line 2: the id "
                + id
                + " leaves too few ids for new messages: above 4503599627370496, an id must be at"
                + " most 1099511627776 above another; 0 messages imported, 0 already present");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z"
      })
  void time_out_of_range_is_reported_with_its_line(String time) throws Exception {
    history(
            "import",
            write(LINES.get(0), LINES.get(1).replace("2026-02-01T12:00:00Z", time)).toString())
        .assertFailed(
            "line 2: time must be of the years 1 to 9999; 0 messages imported, 0 already present");
  }

  @Test
  void message_that_cannot_be_stored_is_reported() throws Exception {
    history("import", write(LINES.get(0).replace("hi", "\\u0000")).toString())
        .assertFailed(
            "line 1: text has characters that cannot be stored; 0 messages imported, 0 already present");
    history("import", write(LINES.get(0).replace("12:00", "noon")).toString())
        .assertFailed(
            "line 1: has no valid 'time' (such as 2026-01-31T12:00:00Z);"
                + " 0 messages imported, 0 already present");
    Path latin = folder.resolve("latin.jsonl");
    Files.write(latin, LINES.get(1).getBytes(StandardCharsets.ISO_8859_1));
    history("import", latin.toString())
        .assertFailed("line 1: is not UTF-8; 0 messages imported, 0 already present");
  }

  @Test
  void prune_deletes_old_messages() throws Exception {
    storeLines();

    assertEquals(
        new CommandLineRun(0, List.of(), List.of("parley: 0 messages deleted")),
        history("prune", "--older-than", "99999d"));
    try (MessageStore store = MessageStoreFactory.open(settings())) {
      store.append(
          UUID.randomUUID(),
          List.of(
              new NewMessage(
                  "lobby", Instant.parse("2001-01-01T00:00:00Z"), "ann", MessageKind.CHAT, "")));
    }
    assertEquals(
        List.of("parley: 1 message deleted"), history("prune", "--older-than", "7000d").err());
    assertEquals(LINES, history("export").out());
  }

  @Test
  void file_that_cannot_be_used_is_reported_with_the_reason_of_the_system() throws Exception {
    storeLines();
    Path missing = folder.resolve("none/out.jsonl");
    Path below = database.resolve("below");

    history("export", "--output", missing.toString())
        .assertFailed("cannot write " + missing + ": no such folder");
    history("export", "--output", below.toString())
        .assertFailed("cannot write " + below + ": not a directory");
    history("export", "--output", folder.toString())
        .assertFailed("cannot write " + folder + ": is a directory");
    history("import", below.toString()).assertFailed(below + ": not a directory");
    history("import", folder.toString()).assertFailed(folder + ": is a directory");
    database = below;
    history("export").assertFailed(below + ": not a directory");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // it has no such permissions
  void export_is_accessible_to_its_owner_only() throws Exception {
    storeLines();
    Path file = folder.resolve("out.jsonl");

    assertEquals(0, history("export", "--output", file.toString()).status());

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void missing_history_is_not_created() {
    history("export").assertFailed("there is no history in " + database);
    history("prune", "--older-than", "1d").assertFailed("there is no history in " + database);
    history("import", "/no/such.jsonl").assertFailed("/no/such.jsonl: no such file");
    assertFalse(Files.exists(database));
  }

  @Test
  void data_option_names_the_folder_of_the_history() throws Exception {
    Path file = write(LINES.toArray(String[]::new));
    Path data = folder.resolve("data of one");

    assertEquals(0, inDataFolder(data, "import", file.toString()).status());

    assertTrue(Files.exists(data.resolve("parley.db")));
    assertEquals(LINES, inDataFolder(data, "export").out());
    inDataFolder(folder.resolve("two"), "export")
        .assertFailed("there is no history in " + folder.resolve("two/parley.db"));
    assertFalse(Files.exists(folder.resolve("two")));
    database = data.resolve("parley.db");
    assertEquals(LINES, history("export", "--data", folder.resolve("two").toString()).out());
    CommandLineRun.run("history", "export", "--data", "")
        .assertInvalidUsage("Invalid value for option '--data': '' is not a folder");
  }

  /** The tests set PARLEY_HISTORY_URL, so that the default is named. */
  private static CommandLineRun inDataFolder(Path data, String command, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of("-Dparley.history.url=sqlite", "history", command, "--data", data.toString()));
    all.addAll(List.of(arguments));
    return CommandLineRun.run(all.toArray(new String[0]));
  }

  @Test
  void in_memory_history_is_rejected() {
    for (List<String> command :
        List.of(List.of("export"), List.of("import"), List.of("prune", "--older-than", "1d"))) {
      List<String> arguments = new ArrayList<>(List.of("-Dparley.history.url=none", "history"));
      arguments.addAll(command);
      CommandLineRun.run(arguments.toArray(new String[0]))
          .assertFailed(
              "no stored history: parley.history.url is none (messages are kept in memory only)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "history                              | Missing command",
        "history bogus                        | Unmatched argument at index 1: 'bogus'",
        "history prune                        | Missing required option: '--older-than=TIME'",
        "history prune --older-than soon      | Invalid value for option '--older-than':"
            + " 'soon' is not a duration such as 365d, 12h, 30m or 10s",
        "history export --format xml          | Invalid value for option '--format':"
            + " unknown format 'xml'; use one of: jsonl, text",
        "history export --since noon          | Invalid value for option '--since':"
            + " 'noon' is not a time such as 2026-01-31 or 2026-01-31T12:00:00Z",
        "history export --since +999999999-12-31 | Invalid value for option '--since':"
            + " '+999999999-12-31' is not a time such as 2026-01-31 or 2026-01-31T12:00:00Z",
        "history prune --older-than 99999999999d | Invalid value for option '--older-than':"
            + " '99999999999d' is not a duration such as 365d, 12h, 30m or 10s",
      })
  void invalid_usage_is_reported(String arguments, String error) {
    CommandLineRun.run(arguments.split(" +", -1)).assertInvalidUsage(error);
  }

  private void storeLines() throws Exception {
    try (MessageStore store = MessageStoreFactory.open(settings())) {
      store.append(
          UUID.randomUUID(), LINES.stream().map(line -> HistoryJson.read(line).content()).toList());
    }
  }

  private Path write(String... lines) throws Exception {
    return Files.write(folder.resolve("in.jsonl"), List.of(lines));
  }

  private CommandLineRun history(String... arguments) {
    List<String> all = new ArrayList<>(List.of("-Dparley.history.url=" + url(), "history"));
    all.addAll(List.of(arguments));
    return CommandLineRun.run(all.toArray(new String[0]));
  }

  private HistorySettings settings() throws Exception {
    return HistorySettings.read(
        ConfigFactory.parseString("parley.history.url = \"" + url() + "\"")
            .withFallback(ConfigFactory.defaultReference()));
  }

  private String url() {
    return "jdbc:sqlite:" + database;
  }
}
