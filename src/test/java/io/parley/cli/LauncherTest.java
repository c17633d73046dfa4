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
 * How bin/parley starts Java: in a tree of its own, with a Java that only tells how it was called.
 */
@Timeout(60)
class LauncherTest {
  @TempDir Path folder;
  private LauncherFixture tree;

  @BeforeEach
  void plant() throws Exception {
    tree = new LauncherFixture(folder);
    tree.makeJarNewerThanSources();
    tree.addArchive();
  }

  @Test
  void passes_every_argument_as_it_is() throws Exception {
    List<String> arguments =
        List.of("client", "Zoë 😀", "it's", "\"quoted\"", "a\\b", "$HOME", "*", "", "two\nlines");

    LauncherRun.Result result = tree.start(arguments.toArray(String[]::new)).result();

    assertEquals(List.of(), result.complaints());
    assertEquals(arguments, result.arguments());
    assertEquals(0, result.status());
  }

  @Test
  void starts_the_jar_with_the_configuration_of_its_folder() throws Exception {
    Files.writeString(tree.root().resolve("application.conf"), "");

    List<String> options = tree.start("server").result().options();

    assertEquals(
        List.of("-jar", tree.root() + "/target/parley.jar"),
        options.subList(options.size() - 2, options.size()));
    assertTrue(options.contains("-Dconfig.file=" + tree.root() + "/application.conf"));
    assertTrue(options.contains("-XX:SharedArchiveFile=" + tree.root() + "/target/parley.jsa"));
  }

  @Test
  void leaves_the_configuration_to_the_jar_where_there_is_no_file() throws Exception {
    assertTrue(
        tree.start("server").result().options().stream()
            .noneMatch(o -> o.startsWith("-Dconfig.file")));
  }

  @Test
  void adds_the_options_of_the_user() throws Exception {
    tree.environment().put("PARLEY_JAVA_OPTS", "-Xmx64m -Da=b");

    List<String> options = tree.start("server").result().options();

    assertTrue(options.containsAll(List.of("-Xmx64m", "-Da=b")), options.toString());
  }

  @Test
  void keeps_the_second_compiler_away_from_a_person_who_types() throws Exception {
    String firstOnly = "-XX:TieredStopAtLevel=1";
    try (Pty pty = new JniTerminalProvider().open(new Attributes(), new Size(80, 24))) {
      Path terminal = Path.of(((JniNativePty) pty).getName());

      assertTrue(tree.startAt(terminal, "client", "x").result().options().contains(firstOnly));
      assertTrue(
          tree.startAt(terminal, "--debug", "client").result().options().contains(firstOnly));
      assertFalse(tree.startAt(terminal, "server").result().options().contains(firstOnly));
      assertFalse(tree.startAt(terminal, "bench", "client").result().options().contains(firstOnly));
      assertFalse(tree.start("client", "x").result().options().contains(firstOnly));
    }
  }

  @Test
  void finds_its_folder_through_a_chain_of_links_from_anywhere() throws Exception {
    Path away = Files.createDirectories(folder.resolve("far away/bin"));
    Path absolute = Files.createSymbolicLink(away.resolve("absolute"), tree.script());
    Path relative = Files.createSymbolicLink(away.resolve("relative"), Path.of("absolute"));
    Path parent =
        Files.createSymbolicLink(folder.resolve("parent"), Path.of("far away/bin/relative"));
    tree.environment().put("CDPATH", folder.toString()); // would make cd go and print elsewhere

    for (Path link : List.of(absolute, relative, parent)) {
      LauncherRun.Result result = tree.startFrom(away, link.toString(), "server").result();
      assertEquals(List.of(), result.complaints());
      assertTrue(result.options().contains(tree.root() + "/target/parley.jar"));
    }
    assertEquals(List.of("x"), tree.startFrom(folder, "./parent", "x").result().arguments());
  }

  /** A signal to the launcher reaches the server, as they are one process. */
  @Test
  void becomes_java_and_leaves_no_shell_behind() throws Exception {
    LauncherRun run = tree.start("server");

    assertEquals(run.pid(), run.result().javaPid());
  }

  @Test
  void ends_with_the_status_of_java() throws Exception {
    tree.environment().put("FAKE_STATUS", "7");

    assertEquals(7, tree.start("server").result().status());
  }

  @Test
  void gives_java_a_locale_that_can_read_the_arguments() throws Exception {
    tree.environment().put("LC_ALL", "C");
    assertEquals("C.UTF-8", tree.start("server").result().locale());

    tree.environment().put("LC_ALL", "de_DE.UTF-8");
    assertEquals("de_DE.UTF-8", tree.start("server").result().locale());
  }

  @Test
  void names_a_java_home_without_java() throws Exception {
    tree.environment().put("JAVA_HOME", folder.resolve("nowhere").toString());

    assertFailed(
        tree.start("server").result(),
        "parley: JAVA_HOME is " + folder.resolve("nowhere") + ", but there is no bin/java in it");
  }

  @Test
  void takes_the_java_on_the_path_where_there_is_no_java_home() throws Exception {
    tree.environment().remove("JAVA_HOME");
    tree.addJavaToPath();

    assertEquals(List.of("server"), tree.start("server").result().arguments());
  }

  @Test
  void says_what_to_do_where_there_is_no_java_at_all() throws Exception {
    tree.environment().remove("JAVA_HOME");

    assertFailed(
        tree.start("server").result(),
        "parley: no JDK found: set JAVA_HOME or put java (17 or newer) on PATH");
  }

  @Test
  void refuses_a_java_that_is_too_old() throws Exception {
    String tooOld = "parley: Java 17 or newer is needed, but " + tree.java() + " is Java ";

    tree.installJava("11.0.2");
    assertFailed(tree.start("server").result(), tooOld + "11");
    tree.installJava("1.8.0_292");
    assertFailed(tree.start("server").result(), tooOld + "8");
    tree.installJava("25");
    assertEquals(0, tree.start("server").result().status());
    tree.installJavaWithoutReleaseFile("11.0.2");
    assertFailed(tree.start("server").result(), tooOld + "11");
  }

  @Test
  void starts_a_lone_jar_and_asks_for_no_sources() throws Exception {
    tree.removeSources();

    LauncherRun.Result result = tree.start("server").result();

    assertEquals(List.of(), result.complaints());
    assertEquals(List.of("server"), result.arguments());
  }

  @Test
  void says_so_where_there_is_neither_jar_nor_sources() throws Exception {
    tree.removeSources();
    Files.delete(tree.jar());

    assertFailed(
        tree.start("server").result(),
        "parley: there is neither " + tree.jar() + " nor the sources to build it from");
    assertFalse(Files.exists(tree.lock()));
  }

  private static void assertFailed(LauncherRun.Result result, String complaint) {
    assertEquals(List.of(complaint), result.complaints());
    assertEquals(1, result.status());
  }
}
