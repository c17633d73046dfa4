package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.Pty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How bin/parley starts Java: in a temporary source fixture, with a fake Java that prints its
 * arguments.
 */
@Timeout(120)
class LauncherTest {
  @TempDir Path folder;
  private LauncherFixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new LauncherFixture(folder);
    fixture.makeJarNewerThanSources();
    fixture.addArchive();
  }

  @Test
  void arguments_are_passed_unchanged() throws Exception {
    List<String> arguments =
        List.of("client", "Zoë 😀", "it's", "\"quoted\"", "a\\b", "$HOME", "*", "", "two\nlines");

    LauncherRun.Result result = fixture.start(arguments.toArray(String[]::new)).result();

    assertEquals(List.of(), result.errors());
    assertEquals(arguments, result.arguments());
    assertEquals(0, result.status());
  }

  @Test
  void java_gets_the_jar_and_the_configuration_of_its_folder() throws Exception {
    Files.writeString(fixture.root().resolve("application.conf"), "");

    List<String> options = fixture.start("server").result().options();

    assertEquals(
        List.of("-jar", fixture.root() + "/target/parley.jar"),
        options.subList(options.size() - 2, options.size()));
    assertTrue(options.contains("-Dconfig.file=" + fixture.root() + "/application.conf"));
    assertTrue(options.contains("-XX:SharedArchiveFile=" + fixture.root() + "/target/parley.jsa"));
  }

  @Test
  void missing_configuration_file_is_not_passed() throws Exception {
    assertTrue(
        fixture.start("server").result().options().stream()
            .noneMatch(o -> o.startsWith("-Dconfig.file")));
  }

  @Test
  void options_of_parley_java_opts_are_added() throws Exception {
    fixture.environment().put("PARLEY_JAVA_OPTS", "-Xmx64m -Da=b");

    List<String> options = fixture.start("server").result().options();

    assertTrue(options.containsAll(List.of("-Xmx64m", "-Da=b")), options.toString());
  }

  @Test
  void server_has_a_heap_of_512_megabytes_unless_the_user_sets_one() throws Exception {
    assertTrue(fixture.start("--debug", "server").result().options().contains("-Xmx512m"));
    assertFalse(fixture.start("client", "server").result().options().contains("-Xmx512m"));
    for (String chosen : List.of("-Xmx64m", "-XX:MaxRAMPercentage=50", "-XX:MaxHeapSize=1g")) {
      fixture.environment().put("PARLEY_JAVA_OPTS", chosen);
      List<String> options = fixture.start("server").result().options();
      assertTrue(options.contains(chosen) && !options.contains("-Xmx512m"), options.toString());
    }
    fixture.environment().remove("PARLEY_JAVA_OPTS");
    fixture.environment().put("JDK_JAVA_OPTIONS", "-Xmx64m");
    assertFalse(fixture.start("server").result().options().contains("-Xmx512m"));
  }

  @Test
  void client_at_a_terminal_uses_the_first_compiler_only() throws Exception {
    String firstCompilerOnly = "-XX:TieredStopAtLevel=1";
    try (Pty pty = new JniTerminalProvider().open(new Attributes(), new Size(80, 24))) {
      Path terminal = Path.of(((JniNativePty) pty).getName());

      assertTrue(
          fixture.startAt(terminal, "client", "x").result().options().contains(firstCompilerOnly));
      assertTrue(
          fixture
              .startAt(terminal, "--debug", "client")
              .result()
              .options()
              .contains(firstCompilerOnly));
      assertFalse(
          fixture.startAt(terminal, "server").result().options().contains(firstCompilerOnly));
      assertFalse(
          fixture
              .startAt(terminal, "bench", "client")
              .result()
              .options()
              .contains(firstCompilerOnly));
      assertFalse(fixture.start("client", "x").result().options().contains(firstCompilerOnly));
    }
  }

  @Test
  void folder_is_found_through_symbolic_links() throws Exception {
    Path otherFolder = Files.createDirectories(folder.resolve("far away/bin"));
    Path absolute = Files.createSymbolicLink(otherFolder.resolve("absolute"), fixture.script());
    Path relative = Files.createSymbolicLink(otherFolder.resolve("relative"), Path.of("absolute"));
    Path parent =
        Files.createSymbolicLink(folder.resolve("parent"), Path.of("far away/bin/relative"));
    fixture
        .environment()
        .put("CDPATH", folder.toString()); // changes where cd goes, and makes it print

    for (Path link : List.of(absolute, relative, parent)) {
      LauncherRun.Result result =
          fixture.startFrom(otherFolder, link.toString(), "server").result();
      assertEquals(List.of(), result.errors());
      assertTrue(result.options().contains(fixture.root() + "/target/parley.jar"));
    }
    assertEquals(List.of("x"), fixture.startFrom(folder, "./parent", "x").result().arguments());
  }

  /** So a signal to the launcher reaches the server. */
  @Test
  void launcher_process_becomes_java() throws Exception {
    LauncherRun run = fixture.start("server");

    assertEquals(run.pid(), run.result().javaPid());
  }

  @Test
  void exit_status_is_that_of_java() throws Exception {
    fixture.environment().put("FAKE_STATUS", "7");

    assertEquals(7, fixture.start("server").result().status());
  }

  @Test
  void locale_of_ascii_is_replaced() throws Exception {
    fixture.setLocales("de_DE.UTF-8", "C.UTF-8", "en_US.UTF-8");

    assertEquals("C.UTF-8", localeOf("C"));
    assertEquals("C.UTF-8", localeOf("de_DE.ISO-8859-1"));
    assertEquals("de_DE.UTF-8", localeOf("de_DE.UTF-8"));
  }

  @Test
  void locale_of_another_charset_is_kept() throws Exception {
    fixture.setLocales("C.UTF-8");

    assertEquals("latin", localeOf("latin"));
  }

  @Test
  void locale_that_is_not_installed_is_replaced() throws Exception {
    fixture.setLocales("C.UTF-8");
    assertEquals("C.UTF-8", localeOf("de_DE.UTF-8"));

    fixture.setLocales("en_US.UTF-8");
    assertEquals("en_US.UTF-8", localeOf("de_DE.UTF-8"));
  }

  @Test
  void locale_is_replaced_when_the_system_cannot_be_asked() throws Exception {
    fixture.removeLocales();

    assertEquals("C.UTF-8", localeOf("de_DE.UTF-8"));
  }

  private String localeOf(String variable) throws Exception {
    fixture.environment().put("LC_ALL", variable);
    LauncherRun.Result result = fixture.start("server").result();
    assertEquals(List.of(), result.errors());
    return result.locale();
  }

  @Test
  void java_home_without_java_is_reported() throws Exception {
    fixture.environment().put("JAVA_HOME", folder.resolve("nowhere").toString());

    assertFailed(
        fixture.start("server").result(),
        "parley: JAVA_HOME is " + folder.resolve("nowhere") + ", which has no bin/java");
  }

  @Test
  void java_on_path_is_used_without_java_home() throws Exception {
    fixture.environment().remove("JAVA_HOME");
    fixture.addJavaToPath();

    assertEquals(List.of("server"), fixture.start("server").result().arguments());
  }

  @Test
  void missing_java_is_reported() throws Exception {
    fixture.environment().remove("JAVA_HOME");

    assertFailed(
        fixture.start("server").result(),
        "parley: no JDK found: set JAVA_HOME or put java (17 or newer) on PATH");
  }

  @Test
  void java_older_than_17_is_rejected() throws Exception {
    String tooOld = "parley: Java 17 or newer is required, but " + fixture.java() + " is Java ";

    fixture.installJava("11.0.2");
    assertFailed(fixture.start("server").result(), tooOld + "11");
    fixture.installJava("1.8.0_292");
    assertFailed(fixture.start("server").result(), tooOld + "8");
    fixture.installJava("25");
    assertEquals(0, fixture.start("server").result().status());
    fixture.installJavaWithoutReleaseFile("11.0.2");
    assertFailed(fixture.start("server").result(), tooOld + "11");
  }

  @Test
  void jar_without_sources_starts() throws Exception {
    fixture.removeSources();

    LauncherRun.Result result = fixture.start("server").result();

    assertEquals(List.of(), result.errors());
    assertEquals(List.of("server"), result.arguments());
  }

  @Test
  void missing_jar_and_sources_are_reported() throws Exception {
    fixture.removeSources();
    Files.delete(fixture.jar());

    assertFailed(
        fixture.start("server").result(),
        "parley: " + fixture.jar() + " is missing, and there are no sources to build it from");
    assertFalse(Files.exists(fixture.lock()));
  }

  private static void assertFailed(LauncherRun.Result result, String error) {
    assertEquals(List.of(error), result.errors());
    assertEquals(1, result.status());
  }
}
