package io.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Completion of profile names, in every shell that is installed. */
class ProfileCompletionTest {
  /** Code after the script that prints the completions of the last word. */
  private static final Map<String, String> TAB =
      Map.of(
          "bash",
          """
          compopt() { :; } # outside a completion, compopt fails
          COMP_WORDS=(%s)
          COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
          _complete_parley
          printf '%%s\\n' "${COMPREPLY[@]}"
          """,
          "zsh",
          """
          tab() {
            local COMP_CWORD=$((CURRENT - 1))
            local -a COMP_WORDS=("${words[@]}")
            compgen -F _complete_parley
          }
          words=(%s)
          CURRENT=$#words
          tab
          """,
          "fish",
          """
          set words %s
          complete -C "$words"
          """);

  @TempDir Path folder;

  @BeforeEach
  void install() throws Exception {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("parley");
    Files.writeString(
        program,
        "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' io.parley.cli.Main \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void completes_the_profiles_at_the_time_of_completion(String shell) throws Exception {
    Path script = script(shell);
    writeClientConfig("profiles { home.host = h, büro.host = h, work_2.host = h }");

    assertEquals(Set.of("home", "büro", "work_2"), completions(shell, script, "client", ""));
    assertEquals(
        Set.of("home", "büro", "work_2"), completions(shell, script, "client", "--plain", ""));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void completes_no_profile_for_other_parameters(String shell) throws Exception {
    Path script = script(shell);
    writeClientConfig("profiles { home.host = h }");

    assertEquals(Set.of(), completions(shell, script, "client", "pat", ""));
    assertEquals(Set.of(), completions(shell, script, "server", ""));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void missing_or_invalid_file_completes_nothing_and_prints_nothing(String shell) throws Exception {
    Path script = script(shell);

    assertEquals(Set.of(), completions(shell, script, "client", ""));
    writeClientConfig("profiles { home.host = h, ");
    assertEquals(Set.of(), completions(shell, script, "client", ""));
    Files.delete(folder.resolve("bin/parley"));
    assertEquals(Set.of(), completions(shell, script, "client", ""));
  }

  private Path script(String shell) throws Exception {
    List<String> lines = CommandLineRun.run("completion", shell).out();
    return Files.write(folder.resolve("script"), lines);
  }

  /** The installed shells; bash is always one of them. */
  static List<String> shells() {
    return Stream.of("bash", "zsh", "fish").filter(ProfileCompletionTest::isInstalled).toList();
  }

  private static boolean isInstalled(String shell) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(bin -> Files.isExecutable(Path.of(bin, shell)));
  }

  private void writeClientConfig(String text) throws Exception {
    Path config = Files.createDirectories(folder.resolve("config/parley"));
    Files.writeString(config.resolve("client.conf"), text);
  }

  /** All lines that the shell prints: completions or errors. */
  private Set<String> completions(String shell, Path script, String... typed) throws Exception {
    String words =
        Arrays.stream(typed).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    String code = "source " + script + "\n" + TAB.get(shell).formatted("parley " + words);
    ProcessBuilder builder = new ProcessBuilder(shell, "-c", code).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PATH", folder.resolve("bin") + File.pathSeparator + environment.get("PATH"));
    environment.put("HOME", folder.toString());
    environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    environment.put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectOutput(folder.resolve("out").toFile()).start();
    process.getOutputStream().close();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return Files.readAllLines(folder.resolve("out"), UTF_8).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
