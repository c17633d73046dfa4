package io.parley.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.tls.Fingerprint;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownServersTest {
  private static final Fingerprint FIRST = new Fingerprint("A1".repeat(32));
  private static final Fingerprint SECOND = new Fingerprint("B2".repeat(32));

  @TempDir Path home;

  @Test
  void remembers_one_line_for_each_server_and_only_the_user_can_read_it() throws Exception {
    assertEquals(Optional.empty(), known().find("chat.example", 3490));
    assertFalse(Files.exists(folder()));

    known().remember("chat.example", 3490, FIRST);
    KnownServers.Entry second = known().remember("::1", 8888, SECOND);

    assertEquals(
        List.of("chat.example:3490 " + FIRST, "[::1]:8888 " + SECOND), Files.readAllLines(file()));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertEquals("line 2 of " + file(), second.place());
    assertEquals(Optional.of(second), known().find("::1", 8888));
    assertEquals(
        Optional.of(FIRST),
        known().find("Chat.Example", 3490).map(KnownServers.Entry::fingerprint));
    assertEquals(Optional.empty(), known().find("chat.example", 3491));
  }

  @Test
  void name_with_other_letters_is_that_of_dns() throws Exception {
    known().remember("München.example", 3490, FIRST);
    assertEquals(List.of("xn--mnchen-3ya.example:3490 " + FIRST), Files.readAllLines(file()));
    Files.writeString(file(), "münchen.example:3490 " + FIRST + "\n");

    for (String same : List.of("XN--mnchen-3ya.example", "mu\u0308nchen.example")) {
      assertEquals(
          Optional.of(FIRST), known().find(same, 3490).map(KnownServers.Entry::fingerprint));
    }
  }

  @Test
  void keeps_comments_and_lines_of_other_servers() throws Exception {
    Files.createDirectories(folder());
    String content = "# mine\n\nother.example:1 something else\n";
    Files.writeString(file(), content);

    assertEquals(4, known().remember("chat.example", 3490, FIRST).line());

    assertEquals(content + "chat.example:3490 " + FIRST + "\n", Files.readString(file()));
  }

  @Test
  void several_clients_do_not_undo_each_others_change() throws Exception {
    CompletableFuture<?>[] clients =
        IntStream.rangeClosed(1, 20)
            .mapToObj(port -> CompletableFuture.runAsync(() -> remember(port)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(clients).get(2, TimeUnit.MINUTES);

    assertEquals(20, Files.readAllLines(file()).size());
  }

  @Test
  void does_not_replace_what_another_client_has_remembered_meanwhile() throws Exception {
    known().remember("chat.example", 3490, FIRST);
    assertEquals(1, known().remember("chat.example", 3490, FIRST).line());

    FileSystemException failure =
        assertThrows(
            FileSystemException.class, () -> known().remember("chat.example", 3490, SECOND));

    assertEquals("line 1 has another certificate", failure.getReason());
    assertEquals(List.of("chat.example:3490 " + FIRST), Files.readAllLines(file()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " SHA256:AB", " MD5:00 and more"})
  void damaged_line_of_the_server_is_an_error(String rest) throws Exception {
    Files.createDirectories(folder());
    Files.writeString(file(), "\nchat.example:3490" + rest + "\n");

    FileSystemException failure =
        assertThrows(FileSystemException.class, () -> known().find("chat.example", 3490));

    assertEquals("line 2 is not HOST:PORT SHA256:FINGERPRINT", failure.getReason());
  }

  @Test
  void oversized_file_is_an_error() throws Exception {
    Files.createDirectories(folder());
    Files.writeString(file(), "#".repeat(1024 * 1024 + 1));

    assertThrows(FileSystemException.class, () -> known().find("chat.example", 3490));
  }

  private void remember(int port) {
    try {
      known().remember("chat.example", port, FIRST);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private KnownServers known() {
    return new KnownServers(folder());
  }

  private Path folder() {
    return home.resolve("state/parley");
  }

  private Path file() {
    return folder().resolve("known_servers");
  }
}
