package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How bin/parley of a package starts Java, with a fake Java that prints its arguments. */
@Timeout(120)
class LauncherPackageTest {
  @TempDir Path folder;
  private LauncherFixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new LauncherFixture(folder);
    fixture.install("0123456789abcdef");
    fixture.environment().remove("HOME"); // no class archive unless a test has a place for it
  }

  @Test
  void starts_the_jar_in_lib_with_the_configuration_of_the_package() throws Exception {
    Files.writeString(fixture.root().resolve("application.conf"), "");

    LauncherRun.Result result = fixture.start("server").result();

    assertEquals(List.of(), result.errors());
    assertEquals(List.of("server"), result.arguments());
    assertTrue(result.options().contains(fixture.installedJar().toString()));
    assertTrue(result.options().contains("-Dconfig.file=" + fixture.root() + "/application.conf"));
  }

  /** /usr/bin/parley is a link to /usr/lib/parley/bin/parley, and the configuration one to /etc. */
  @Test
  void starts_through_links() throws Exception {
    Path file = Files.writeString(folder.resolve("etc.conf"), "");
    Files.createSymbolicLink(fixture.root().resolve("application.conf"), file);
    Path link = Files.createSymbolicLink(folder.resolve("parley"), fixture.script());

    LauncherRun.Result result = fixture.startFrom(folder, link.toString(), "server").result();

    assertTrue(result.options().contains(fixture.installedJar().toString()));
    assertTrue(result.options().contains("-Dconfig.file=" + fixture.root() + "/application.conf"));
  }

  @Test
  void own_runtime_needs_no_java_on_path_and_is_preferred_to_java_home() throws Exception {
    fixture.installRuntime("17.0.2");
    fixture.environment().remove("JAVA_HOME");
    assertEquals(List.of("server"), fixture.start("server").result().arguments());

    fixture.installJava("11.0.1");
    fixture.environment().put("JAVA_HOME", fixture.javaHome().toString());
    LauncherRun.Result result = fixture.start("server").result();
    assertEquals(List.of(), result.errors());
    assertEquals(List.of("server"), result.arguments());
  }

  @Test
  void package_without_runtime_needs_a_java() throws Exception {
    fixture.environment().remove("JAVA_HOME");

    LauncherRun.Result result = fixture.start("server").result();

    assertEquals(
        List.of("parley: no Java found: set JAVA_HOME or put java (17 or newer) on PATH"),
        result.errors());
    assertEquals(1, result.status());
  }

  @Test
  void class_archive_of_a_user_is_in_the_cache_of_that_user() throws Exception {
    for (boolean xdg : List.of(true, false)) {
      Path cache = folder.resolve(xdg ? "cache" : "home/.cache");
      fixture.environment().put("HOME", folder.resolve("home").toString());
      fixture.environment().put("XDG_CACHE_HOME", xdg ? cache.toString() : "relative");
      Path archive = cache.resolve("parley/parley-0123456789abcdef-17.0.1.jsa");

      fixture.start("warm-up").result();

      assertEquals("classes", Files.readString(archive));
      assertTrue(usesArchive(archive));
    }
  }

  /** As made by the Debian package. */
  @Test
  void class_archive_of_the_package_is_preferred_to_that_of_a_user() throws Exception {
    Path cache = Files.createDirectories(fixture.root().resolve("cache"));
    fixture.environment().put("HOME", folder.resolve("home").toString());

    fixture.start("warm-up").result();

    assertTrue(usesArchive(cache.resolve("parley-0123456789abcdef-17.0.1.jsa")));
    assertFalse(Files.exists(folder.resolve("home")));
  }

  /** All files of a package have one time, so that Java could take the classes of another one. */
  @Test
  void class_archive_of_another_package_or_java_is_not_used() throws Exception {
    Path cache = Files.createDirectories(fixture.root().resolve("cache"));
    fixture.start("warm-up").result();
    fixture.install("another");
    fixture.start("warm-up").result();
    fixture.installJava("21.0.3");
    fixture.start("warm-up").result();

    assertTrue(usesArchive(cache.resolve("parley-another-21.0.3.jsa")));
    try (Stream<Path> files = Files.list(cache)) {
      assertEquals(3, files.filter(file -> file.toString().endsWith(".jsa")).count());
    }
  }

  @Test
  void starts_without_a_place_for_a_class_archive() throws Exception {
    LauncherRun.Result result = fixture.start("server").result();

    assertEquals(List.of(), result.errors());
    assertTrue(
        result.options().stream().noneMatch(option -> option.startsWith("-XX:SharedArchiveFile")));
  }

  private boolean usesArchive(Path archive) throws Exception {
    return fixture
        .start("--version")
        .result()
        .options()
        .contains("-XX:SharedArchiveFile=" + archive);
  }
}
