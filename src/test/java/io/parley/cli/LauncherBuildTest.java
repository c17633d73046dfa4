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

/** Builds by bin/parley, with a fake Maven that creates a jar without entries. */
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
  void assertLockReleased() throws Exception {
    fixture.awaitArchive();
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
  void progress_of_the_build_is_shown() throws Exception {
    fixture
        .environment()
        .put(
            "FAKE_MAVEN_OUTPUT",
            """
            Downloading from central: https://repo.example/a.pom
            Downloading from central: https://repo.example/a.jar
            [INFO] --- maven-compiler-plugin:3.16.0:compile (default-compile) @ parley ---
            [INFO] Compiling 521 source files with javac [debug] to target/start/classes
            [INFO] --- maven-shade-plugin:3.6.2:shade (executable-jar) @ parley ---""");

    assertEquals(
        List.of(
            BUILDING,
            "parley: resolving libraries ...",
            "parley: compiling 521 files ...",
            "parley: packaging ..."),
        fixture.start("server").result().errors());
  }

  /** Each moment of a build: the next start builds again, from nothing. */
  @Test
  void build_that_was_killed_does_not_harm_the_next_start() throws Exception {
    assertEquals(0, new ProcessBuilder("mkfifo", fixture.stopped().toString()).start().waitFor());
    for (int step = 0; step < 20; step++) {
      fixture.environment().put("FAKE_MAVEN_STOPS_AT", String.valueOf(step));
      LauncherRun killed = fixture.start("server");
      assertEquals("stopped\n", Files.readString(fixture.stopped()));
      killed.killAll();
      fixture.environment().remove("FAKE_MAVEN_STOPS_AT");

      LauncherRun.Result result = fixture.start("server").result();

      assertEquals(List.of(BUILDING), result.errors());
      assertEquals(List.of("server"), result.arguments());
      fixture.awaitArchive();
      Files.delete(fixture.jar());
    }
  }

  @Test
  void damaged_jar_is_built_again() throws Exception {
    fixture.makeJarNewerThanSources();
    Files.writeString(fixture.jar(), "half a jar");
    fixture.setNewerThanSources(fixture.jar());

    LauncherRun.Result result = fixture.start("--version").result();

    assertEquals(List.of(BUILDING), result.errors());
    assertEquals(List.of("--version"), result.arguments());
  }

  @Test
  void help_and_version_do_not_wait_for_a_build() throws Exception {
    fixture.makeJarNewerThanSources();
    fixture.touch("src/main/Some.java");

    for (String option : List.of("-h", "--help", "-V", "--version")) {
      LauncherRun.Result result = fixture.start(option).result();
      assertEquals(List.of(), result.errors());
      assertEquals(List.of(option), result.arguments());
    }
    assertEquals(List.of(), fixture.builds());
  }

  /** The fake Java that makes the archive waits until the other one has ended. */
  @Test
  void class_archive_is_made_once_in_the_background() throws Exception {
    fixture.removeArchive();
    Path fifo = folder.resolve("a fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    fixture.environment().put("FAKE_ARCHIVE_WAITS_FOR", fifo.toString());

    assertEquals(List.of("server"), fixture.start("server").result().arguments());
    assertFalse(Files.exists(fixture.archive()));
    Files.writeString(fifo, "now\n");
    fixture.awaitArchive();
    assertEquals("classes", Files.readString(fixture.archive()));

    Files.writeString(fixture.archive(), "changed"); // of the same size
    fixture.start("server").result();
    assertEquals("changed", Files.readString(fixture.archive()));
  }

  @Test
  void damaged_class_archive_is_made_again() throws Exception {
    fixture.makeJarNewerThanSources();
    fixture.addArchive();
    Files.writeString(fixture.archive(), "half");

    assertEquals(List.of(), fixture.start("warm-up").result().words());

    assertEquals("classes", Files.readString(fixture.archive()));
  }

  @Test
  void class_archive_of_a_killed_process_is_made_again() throws Exception {
    fixture.makeJarNewerThanSources();
    fixture.removeArchive();
    Path incomplete = fixture.root().resolve("target/parley.jsa.1.new");
    Files.writeString(incomplete, "half");
    Files.writeString(fixture.archiveProcess(), String.valueOf(endedProcess()));

    LauncherRun.Result result = fixture.start("warm-up").result();

    assertEquals(List.of("parley: preparing faster starts ..."), result.errors());
    assertEquals("classes", Files.readString(fixture.archive()));
    assertFalse(Files.exists(incomplete));
  }

  /** Like a JVM that was built without its own class archive. */
  @Test
  void java_without_class_archive_starts_and_is_not_asked_again() throws Exception {
    for (String status : List.of("0", "1")) {
      fixture.removeArchive();
      fixture.environment().put("FAKE_NO_ARCHIVE", status);
      fixture.makeJarNewerThanSources();

      assertEquals(0, fixture.start("warm-up").result().status());
      assertEquals(0, Files.size(fixture.archive()));
      LauncherRun.Result result = fixture.start("warm-up").result();

      assertEquals(List.of(), result.errors()); // not tried again
      assertEquals(List.of("warm-up"), result.arguments());
    }
  }

  @Test
  void lock_of_a_killed_build_is_taken_over() throws Exception {
    Files.createDirectories(fixture.lock());
    Files.writeString(fixture.lock().resolve("pid"), String.valueOf(endedProcess()));

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

  private static long endedProcess() throws Exception {
    Process process = new ProcessBuilder("true").start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    return process.pid();
  }
}
