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

/** Builds by bin/parley, with a fake Maven that creates an empty jar. */
@Timeout(120)
class LauncherBuildTest {
  private static final String BUILDING = "parley: building (first start, or sources changed) ...";

  @TempDir Path folder;
  private LauncherFixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new LauncherFixture(folder);
    fixture.addArchive();
    fixture.addMaven();
  }

  @AfterEach
  void assertLockReleased() {
    assertFalse(Files.exists(fixture.lock()));
  }

  @Test
  void first_start_builds_and_second_does_not() throws Exception {
    LauncherRun.Result first = fixture.start("server").result();
    assertEquals(List.of(BUILDING), first.errors());
    assertEquals(List.of("server"), first.arguments());
    assertEquals(1, fixture.builds().size());

    LauncherRun.Result second = fixture.start("server").result();
    assertEquals(List.of(), second.errors());
    assertEquals(List.of("server"), second.arguments());
    assertEquals(1, fixture.builds().size());
  }

  @Test
  void build_runs_in_the_folder_of_the_launcher_with_its_java() throws Exception {
    fixture.start("server").result();

    assertEquals(List.of(fixture.root() + " " + fixture.javaHome()), fixture.builds());
  }

  @Test
  void change_of_source_folder_or_pom_builds_again() throws Exception {
    for (String changed : List.of("src/main/Some.java", "src/main", "pom.xml")) {
      fixture.makeJarNewerThanSources();
      fixture.touch(changed);

      assertEquals(List.of(BUILDING), fixture.start("server").result().errors(), changed);
    }
    assertEquals(3, fixture.builds().size());
  }

  @Test
  void change_of_other_files_does_not_build() throws Exception {
    fixture.makeJarNewerThanSources();
    fixture.touch("application.conf");
    fixture.touch("README.md");

    assertEquals(List.of(), fixture.start("server").result().errors());
    assertEquals(List.of(), fixture.builds());
  }

  @Test
  void profiles_command_does_not_build() throws Exception {
    fixture.makeJarNewerThanSources();
    fixture.removeArchive();
    fixture.touch("src/main/Some.java");

    LauncherRun.Result result = fixture.start("profiles").result();

    assertEquals(List.of(), result.errors());
    assertEquals(List.of("profiles"), result.arguments());
    assertEquals(List.of(), fixture.builds());
    assertFalse(Files.exists(fixture.archive()));
  }

  @Test
  void failed_build_prints_the_output_of_maven_and_starts_nothing() throws Exception {
    fixture.environment().put("FAKE_MAVEN_STATUS", "1");

    LauncherRun.Result result = fixture.start("server").result();

    assertEquals(
        List.of(BUILDING, "[ERROR] compilation failed", "parley: the build failed"),
        result.errors());
    assertEquals(1, result.status());
    assertEquals(List.of(), result.words());
  }

  @Test
  void missing_maven_is_reported() throws Exception {
    fixture.removeMaven();

    LauncherRun.Result result = fixture.start("server").result();

    assertEquals(List.of("parley: cannot build: mvn (Maven) is not on PATH"), result.errors());
    assertEquals(1, result.status());
  }

  @Test
  void class_archive_is_created_once_after_a_build() throws Exception {
    fixture.removeArchive();
    fixture.start("server").result();
    assertEquals("classes", Files.readString(fixture.archive()));

    Files.writeString(fixture.archive(), "unchanged");
    fixture.start("server").result();
    assertEquals("unchanged", Files.readString(fixture.archive()));
  }

  /** Like a JVM that was built without its own class archive. */
  @Test
  void java_without_class_archive_starts_and_is_not_asked_again() throws Exception {
    for (String status : List.of("0", "1")) {
      fixture.removeArchive();
      fixture.environment().put("FAKE_NO_ARCHIVE", status);
      fixture.makeJarNewerThanSources();

      LauncherRun.Result result = fixture.start("server").result();

      assertEquals(
          List.of("parley: recording the class archive for faster starts ..."), result.errors());
      assertEquals(List.of("server"), result.arguments());
      assertEquals(0, Files.size(fixture.archive())); // not tried again
    }
  }

  @Test
  void lock_of_a_killed_build_is_taken_over() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    assertTrue(killed.waitFor(120, TimeUnit.SECONDS));
    Files.createDirectories(fixture.lock());
    Files.writeString(fixture.lock().resolve("pid"), String.valueOf(killed.pid()));

    LauncherRun.Result result = fixture.start("server").result();

    assertEquals(List.of(BUILDING), result.errors());
    assertEquals(List.of("server"), result.arguments());
  }

  /** The fake Maven of the first start waits until the second start has printed its message. */
  @Test
  void two_concurrent_starts_build_once() throws Exception {
    Path fifo = folder.resolve("a fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    fixture.environment().put("FAKE_MAVEN_WAITS_FOR", fifo.toString());

    LauncherRun first = fixture.start("first");
    assertEquals(BUILDING, first.nextErrorLine());
    LauncherRun second = fixture.start("second");
    assertEquals(
        "parley: process " + first.pid() + " is building; waiting ...", second.nextErrorLine());
    Files.writeString(fifo, "now\n");

    assertEquals(List.of("first"), first.result().arguments());
    assertEquals(List.of("second"), second.result().arguments());
    assertEquals(1, fixture.builds().size());
  }
}
