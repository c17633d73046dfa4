package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The home directory of a process whose user is not in the user database. */
@Timeout(120)
class HomeTest {
  @TempDir Path folder;
  private Path workingFolder;

  @BeforeEach
  void createFolder() throws Exception {
    workingFolder = Files.createDirectory(folder.resolve("work"));
  }

  @Test
  void home_variable_is_used() throws Exception {
    Path config = Files.createDirectories(folder.resolve("home/.config/parley"));
    Files.writeString(config.resolve("client.conf"), "profiles { work.host = chat.example }");

    Process profiles = run(Map.of("HOME", folder.resolve("home").toString()), "profiles");

    assertEquals(0, profiles.exitValue());
    assertEquals("work\n", output());
  }

  @Test
  void missing_home_is_one_line_and_no_folder_is_created() throws Exception {
    Process client = run(Map.of(), "client", "pat", "nohost.invalid");

    assertEquals(1, client.exitValue());
    assertEquals(
        "parley: there is no home directory: set HOME or XDG_CONFIG_HOME to an absolute path\n",
        output());
    try (Stream<Path> files = Files.list(workingFolder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  /** Runs the program to its end. Java sets user.home to ? if the user database has no entry. */
  private Process run(Map<String, String> variables, String... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Duser.home=?",
            "-cp",
            absoluteClassPath(),
            "io.parley.cli.Main");
    builder.command().addAll(List.of(arguments));
    builder
        .environment()
        .keySet()
        .removeAll(List.of("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(variables);
    builder.directory(workingFolder.toFile());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
    Process process = builder.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process;
  }

  private static String absoluteClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What the program has written. */
  private String output() throws Exception {
    return Files.readString(folder.resolve("out"));
  }
}
