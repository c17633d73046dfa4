package io.parley.cli;

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

class RecentVisitTest {
  private static final Destination VISIT =
      new Destination("Zoë \"x\"", "chat.example", 4000, Optional.of("garden"), "nickname");

  @TempDir Path home;

  @Test
  void remembers_the_last_visit_but_not_its_room() {
    RecentVisit recent = new RecentVisit(folder());
    recent.remember(new Destination("pat", "localhost", 3490, Optional.empty(), "beej"));
    recent.remember(VISIT);

    assertEquals(
        new Directions(
            Optional.of("Zoë \"x\""),
            Optional.of("chat.example"),
            Optional.of(4000),
            Optional.empty(),
            Optional.of("nickname")),
        recent.read());
  }

  @Test
  void nobody_else_can_read_it_and_nothing_else_is_left() throws Exception {
    new RecentVisit(folder()).remember(VISIT);

    assertEquals("rwx------", permissions(folder()));
    try (Stream<Path> files = Files.list(folder())) {
      List<Path> all = files.toList();
      assertEquals(List.of(folder().resolve("recent.json")), all);
      assertEquals("rw-------", permissions(all.get(0)));
    }
  }

  @Test
  void where_there_was_none_nothing_is_offered() {
    assertEquals(Directions.NONE, new RecentVisit(folder()).read());
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
  void a_damaged_file_is_ignored_and_replaced(String content) throws Exception {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("recent.json"), content);
    RecentVisit recent = new RecentVisit(folder());

    assertEquals(Directions.NONE, recent.read());
    recent.remember(VISIT);
    assertEquals(Optional.of("chat.example"), recent.read().host());
  }

  @Test
  void what_is_no_text_and_what_is_far_too_long_is_ignored() throws Exception {
    Files.createDirectories(folder());
    RecentVisit recent = new RecentVisit(folder());
    Files.write(folder().resolve("recent.json"), new byte[] {(byte) 0xff, 0});
    assertEquals(Directions.NONE, recent.read());
    recent.remember(VISIT);
    String padded = Files.readString(folder().resolve("recent.json")) + " ".repeat(64 * 1024);
    Files.writeString(folder().resolve("recent.json"), padded);
    assertEquals(Directions.NONE, recent.read());
  }

  @Test
  void where_it_cannot_be_kept_the_chat_goes_on() throws Exception {
    Path file = Files.writeString(home.resolve("file"), "");
    RecentVisit recent = new RecentVisit(file.resolve("parley"));

    recent.remember(VISIT);

    assertEquals(Directions.NONE, recent.read());
  }

  private Path folder() {
    return home.resolve("state/parley");
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
