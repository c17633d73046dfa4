package io.parley.cli.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastConnectionTest {
  private static final Destination DESTINATION =
      new Destination(
          "Zoë \"x\"", "chat.example", 4000, Optional.of("garden"), List.of(), "nickname", false);

  @TempDir Path home;

  @Test
  void saves_last_connection_without_room() {
    LastConnection file = new LastConnection(folder());
    file.save(
        new Destination("pat", "localhost", 3490, Optional.empty(), List.of(), "beej", false));
    file.save(DESTINATION);

    assertEquals(
        new PartialDestination(
            Optional.of("Zoë \"x\""),
            Optional.of("chat.example"),
            Optional.of(4000),
            Optional.empty(),
            List.of(),
            Optional.of("nickname"),
            Optional.empty()),
        file.load());
  }

  @Test
  void remembers_tls_and_files_of_earlier_versions_have_none() throws Exception {
    LastConnection file = new LastConnection(folder());
    file.save(DESTINATION);
    assertEquals(Optional.empty(), file.load().tls());
    assertFalse(Files.readString(folder().resolve("recent.json")).contains("tls"));

    file.save(new Destination("pat", "h", 3490, Optional.empty(), List.of(), "beej", true));

    assertEquals(Optional.of(true), file.load().tls());
  }

  @Test
  void file_is_readable_by_owner_only_and_no_temporary_file_remains() throws Exception {
    new LastConnection(folder()).save(DESTINATION);

    assertEquals("rwx------", permissions(folder()));
    try (Stream<Path> files = Files.list(folder())) {
      List<Path> all = files.toList();
      assertEquals(List.of(folder().resolve("recent.json")), all);
      assertEquals("rw-------", permissions(all.get(0)));
    }
  }

  @Test
  void missing_file_loads_nothing() {
    assertEquals(PartialDestination.EMPTY, new LastConnection(folder()).load());
    assertFalse(Files.exists(folder()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"nickname\":\"pat\"}",
        "{\"nickname\":\"pat\",\"host\":\"h\",\"port\":0,\"dialect\":\"beej\"}",
        "{\"nickname\":\"pat\",\"host\":\"h\",\"port\":{},\"dialect\":\"beej\"}",
        "{\"nickname\":\"pat\",\"host\":\"h\",\"port\":1,\"dialect\":\"morse\"}",
        "{\"nickname\":\"p\\nat\",\"host\":\"h\",\"port\":1,\"dialect\":\"beej\"}",
        "{\"nickname\":\"pat\",\"host\":\"h\\u001b[2J\",\"port\":1,\"dialect\":\"beej\"}",
      })
  void damaged_file_is_ignored_and_replaced(String content) throws Exception {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("recent.json"), content);
    LastConnection file = new LastConnection(folder());

    assertEquals(PartialDestination.EMPTY, file.load());
    file.save(DESTINATION);
    assertEquals(Optional.of("chat.example"), file.load().host());
  }

  @Test
  void binary_and_oversized_files_are_ignored() throws Exception {
    Files.createDirectories(folder());
    LastConnection file = new LastConnection(folder());
    Files.write(folder().resolve("recent.json"), new byte[] {(byte) 0xff, 0});
    assertEquals(PartialDestination.EMPTY, file.load());
    file.save(DESTINATION);
    String padded = Files.readString(folder().resolve("recent.json")) + " ".repeat(64 * 1024);
    Files.writeString(folder().resolve("recent.json"), padded);
    assertEquals(PartialDestination.EMPTY, file.load());
  }

  @Test
  void failure_to_save_is_ignored() throws Exception {
    Path notFolder = Files.writeString(home.resolve("file"), "");
    LastConnection file = new LastConnection(notFolder.resolve("parley"));

    file.save(DESTINATION);

    assertEquals(PartialDestination.EMPTY, file.load());
  }

  private Path folder() {
    return home.resolve("state/parley");
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
