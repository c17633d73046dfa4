package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When bin/parley builds, with a Maven that only makes an empty jar. */
@Timeout(60)
class LauncherBuildTest {
  private static final String BUILDING = "parley: building (first start, or sources changed) ...";

  @TempDir Path folder;
  private LauncherFixture tree;

  @BeforeEach
  void plant() throws Exception {
    tree = new LauncherFixture(folder);
    tree.addArchive();
    tree.addMaven();
  }

  @AfterEach
  void nothing_is_locked_any_more() {
    assertFalse(Files.exists(tree.lock()));
  }

  @Test
  void builds_at_the_first_start_and_not_at_the_second() throws Exception {
    LauncherRun.Result first = tree.start("server").result();
    assertEquals(List.of(BUILDING), first.complaints());
    assertEquals(List.of("server"), first.arguments());
    assertEquals(1, tree.builds().size());

    LauncherRun.Result second = tree.start("server").result();
    assertEquals(List.of(), second.complaints());
    assertEquals(List.of("server"), second.arguments());
    assertEquals(1, tree.builds().size());
  }

  @Test
  void builds_in_its_own_folder_with_the_java_that_it_found() throws Exception {
    tree.start("server").result();

    assertEquals(List.of(tree.root() + " " + tree.javaHome()), tree.builds());
  }

  @Test
  void builds_again_when_a_source_a_folder_or_the_pom_has_changed() throws Exception {
    for (String changed : List.of("src/main/Some.java", "src/main", "pom.xml")) {
      tree.makeJarNewerThanSources();
      tree.touch(changed);

      assertEquals(List.of(BUILDING), tree.start("server").result().complaints(), changed);
    }
    assertEquals(3, tree.builds().size());
  }

  @Test
  void does_not_build_for_anything_else() throws Exception {
    tree.makeJarNewerThanSources();
    tree.touch("application.conf");
    tree.touch("README.md");

    assertEquals(List.of(), tree.start("server").result().complaints());
    assertEquals(List.of(), tree.builds());
  }

  @Test
  void does_not_build_for_a_shell_that_completes() throws Exception {
    tree.makeJarNewerThanSources();
    tree.removeArchive();
    tree.touch("src/main/Some.java");

    LauncherRun.Result result = tree.start("profiles").result();

    assertEquals(List.of(), result.complaints());
    assertEquals(List.of("profiles"), result.arguments());
    assertEquals(List.of(), tree.builds());
    assertFalse(Files.exists(tree.archive()));
  }

  @Test
  void a_build_that_fails_is_shown_and_nothing_starts() throws Exception {
    tree.environment().put("FAKE_MAVEN_STATUS", "1");

    LauncherRun.Result result = tree.start("server").result();

    assertEquals(
        List.of(BUILDING, "[ERROR] it does not compile", "parley: the build failed"),
        result.complaints());
    assertEquals(1, result.status());
    assertEquals(List.of(), result.words());
  }

  @Test
  void asks_for_maven_where_there_is_none() throws Exception {
    tree.removeMaven();

    LauncherRun.Result result = tree.start("server").result();

    assertEquals(
        List.of("parley: a build is needed, but there is no mvn (Maven) on PATH"),
        result.complaints());
    assertEquals(1, result.status());
  }

  @Test
  void learns_the_classes_once_after_a_build() throws Exception {
    tree.removeArchive();
    tree.start("server").result();
    assertEquals("classes", Files.readString(tree.archive()));

    Files.writeString(tree.archive(), "kept");
    tree.start("server").result();
    assertEquals("kept", Files.readString(tree.archive()));
  }

  /** As a JVM does that was built without the archive of its own classes. */
  @Test
  void goes_on_without_an_archive_that_java_does_not_make() throws Exception {
    for (String status : List.of("0", "1")) {
      tree.removeArchive();
      tree.environment().put("FAKE_NO_ARCHIVE", status);
      tree.makeJarNewerThanSources();

      LauncherRun.Result result = tree.start("server").result();

      assertEquals(List.of("parley: preparing faster starts ..."), result.complaints());
      assertEquals(List.of("server"), result.arguments());
      assertEquals(0, Files.size(tree.archive())); // and is not tried again
    }
  }

  @Test
  void takes_over_from_a_build_that_was_killed() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    assertTrue(killed.waitFor(120, TimeUnit.SECONDS));
    Files.createDirectories(tree.lock());
    Files.writeString(tree.lock().resolve("pid"), String.valueOf(killed.pid()));

    LauncherRun.Result result = tree.start("server").result();

    assertEquals(List.of(BUILDING), result.complaints());
    assertEquals(List.of("server"), result.arguments());
  }

  /** The second one waits for the first, whose Maven goes on when the second has said so. */
  @Test
  void two_first_starts_at_once_make_one_build() throws Exception {
    Path goOn = folder.resolve("go on");
    assertEquals(0, new ProcessBuilder("mkfifo", goOn.toString()).start().waitFor());
    tree.environment().put("FAKE_MAVEN_WAITS_FOR", goOn.toString());

    LauncherRun first = tree.start("first");
    assertEquals(BUILDING, first.nextErrorLine());
    LauncherRun second = tree.start("second");
    assertEquals(
        "parley: process " + first.pid() + " is building; waiting for it ...",
        second.nextErrorLine());
    Files.writeString(goOn, "now\n");

    assertEquals(List.of("first"), first.result().arguments());
    assertEquals(List.of("second"), second.result().arguments());
    assertEquals(1, tree.builds().size());
  }
}
