package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.history.CopyProgress;
import io.parley.history.MessageCount;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code parley history backup} and {@code copy}. */
@Timeout(120)
class HistoryBackupCommandTest {
  private static final int DEADLINE_SECONDS = 100;

  @TempDir Path folder;

  @Test
  void backup_says_how_many_messages_it_has() {
    importMessages(1234, "hi");
    Path copy = folder.resolve("copy.db");

    assertEquals(
        new CommandLineRun(0, List.of(), List.of("parley: 1,234 messages copied to " + copy)),
        history("backup", copy.toString()));
    assertEquals(history("export").out(), exportOf(copy));
    history("backup", copy.toString()).assertFailed(copy + " exists already; --force replaces it");
    assertEquals(0, history("backup", "--force", copy.toString()).status());
  }

  @Test
  void missing_history_is_not_backed_up_or_copied() {
    Path copy = folder.resolve("copy.db");

    history("backup", copy.toString()).assertFailed("there is no history in " + database());
    CommandLineRun.run("history", "copy", "jdbc:sqlite:" + database(), "jdbc:sqlite:" + copy)
        .assertFailed("there is no history in " + database());
    assertFalse(Files.exists(copy));
    assertFalse(Files.exists(database()));
  }

  @Test
  void copy_says_how_many_messages_it_has() {
    importMessages(1234, "hi");
    Path copy = folder.resolve("data/copy.db");

    assertEquals(
        new CommandLineRun(0, List.of(), List.of("parley: 1,234 messages copied to " + copy)),
        CommandLineRun.run(
            "history",
            "copy",
            "--data",
            copy.resolveSibling("").toString(),
            "jdbc:sqlite:" + database(),
            "jdbc:sqlite:copy.db"));
    assertEquals(history("export").out(), exportOf(copy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "history copy                 | Missing required parameters: 'FROM', 'TO'",
        "history copy sqlite          | Missing required parameter: 'TO'",
        "history copy none sqlite     | Invalid value for positional parameter at index 0 (FROM):"
            + " must be sqlite, jdbc:sqlite:FILE or jdbc:postgresql://HOST:PORT/DATABASE",
        "history copy sqlite jdbc:postgresql://u:secret@h/d | Invalid value for positional parameter"
            + " at index 1 (TO): must be sqlite, jdbc:sqlite:FILE or"
            + " jdbc:postgresql://HOST:PORT/DATABASE",
        "history backup               | Missing required parameter: 'FILE'",
      })
  void invalid_usage_is_reported(String arguments, String error) {
    CommandLineRun.run(arguments.split(" +", -1)).assertInvalidUsage(error);
  }

  /** A limit of the size of files has the same effect as a disk that is full. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void backup_to_a_full_disk_is_one_sentence() throws Exception {
    importMessages(200, "x".repeat(60_000)); // 12 MB; the limit leaves room for SQLite's library
    Path target = Files.createDirectory(folder.resolve("full"));
    Path errors = folder.resolve("errors");
    Process backup =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 8192; exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", // as the manifest of the jar
                "-cp",
                System.getProperty("java.class.path"),
                "io.parley.cli.Main",
                "-Dparley.history.url=jdbc:sqlite:" + database(),
                "history",
                "backup",
                target.resolve("copy.db").toString())
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(backup.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));

    assertEquals(
        List.of(
            "parley: the copy cannot be written to "
                + target
                + ": no space is left, or the disk has failed"),
        Files.readAllLines(errors));
    assertEquals(1, backup.exitValue());
    try (Stream<Path> left = Files.list(target)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void progress_is_one_line_of_a_terminal() {
    StringWriter terminal = new StringWriter();
    try (CopyProgress progress =
        new CopyProgress(new PrintWriter(terminal), new MessageCount(1234, true))) {
      progress.accept(500);
      progress.accept(1000);
    }

    assertEquals(
        "\rparley: 500 of 1,234 messages\rparley: 1,000 of 1,234 messages" + System.lineSeparator(),
        terminal.toString());
  }

  private void importMessages(int count, String text) {
    try {
      Path lines =
          Files.write(
              folder.resolve("in.jsonl"),
              IntStream.range(0, count)
                  .mapToObj(
                      i ->
                          "{\"room\":\"lobby\",\"time\":\"2026-01-31T12:00:00Z\",\"nickname\":\"ann\","
                              + "\"text\":\""
                              + text
                              + i
                              + "\"}")
                  .toList());
      assertEquals(0, history("import", lines.toString()).status());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path database() {
    return folder.resolve("one.db");
  }

  private CommandLineRun history(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("-Dparley.history.url=jdbc:sqlite:" + database(), "history"));
    all.addAll(List.of(arguments));
    return CommandLineRun.run(all.toArray(new String[0]));
  }

  private static List<String> exportOf(Path file) {
    return CommandLineRun.run("-Dparley.history.url=jdbc:sqlite:" + file, "history", "export")
        .out();
  }
}
