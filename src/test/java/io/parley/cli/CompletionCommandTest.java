package io.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.help.CommandHelpText;
import io.parley.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion scripts. The one for bash is executed. */
class CompletionCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void script_contains_every_command_and_option(String shell) {
    String script = script(shell);

    CommandLineModel.commands()
        .forEach(
            command -> {
              assertTrue(script.contains(command.name()), command.name());
              for (OptionSpec option : command.options()) {
                for (String name : option.names()) {
                  assertTrue(script.contains(nameInScript(shell, name)), name);
                }
              }
            });
  }

  @Test
  void unknown_shell_is_invalid_usage() {
    CommandLineRun.run("completion", "csh")
        .assertInvalidUsage(
            "Invalid value for positional parameter at index 0 (SHELL): unknown shell 'csh'; use one of:"
                + " bash, zsh, fish");
  }

  @Test
  void script_is_valid_in_bash() throws Exception {
    assertEquals("", bash("bash -n " + file()));
  }

  @ParameterizedTest
  @CsvSource({
    "parley cli, client",
    "parley client --dia, --dialect",
    "parley client --dialect whi, whisper",
    "parley history ex, export",
    "parley history export --format js, jsonl",
    "parley completion f, fish",
    "parley bench --format js, json",
  })
  void bash_completes_the_last_word(String typed, String completed) throws Exception {
    List<String> words = List.of(typed.split(" ", -1));

    assertEquals(Set.of(completed), completions(words));
  }

  @Test
  void bash_offers_all_dialects_and_all_commands() throws Exception {
    assertEquals(Dialects.names(), completions(List.of("parley", "client", "--dialect", "")));
    assertEquals(
        CommandHelpText.subcommands(CommandLineModel.commandLine().getCommandSpec()).stream()
            .map(CommandSpec::name)
            .collect(Collectors.toSet()),
        completions(List.of("parley", "")));
  }

  @Test
  void fish_script_has_subcommand_conditions() {
    List<String> lines = script("fish").lines().toList();

    assertEquals("complete -c parley -f", lines.get(1));
    assertTrue(
        lines.contains(
            "complete -c parley -n '__fish_use_subcommand' -a client -d 'Chat on a server.'"));
    assertTrue(
        lines.contains(
            "complete -c parley -n '__fish_seen_subcommand_from history; and not"
                + " __fish_seen_subcommand_from export import prune backup copy' -a prune -d 'Delete old"
                + " messages permanently, private ones too. The current topics of rooms are kept.'"));
    assertTrue(
        lines.contains(
            "complete -c parley -n '__fish_seen_subcommand_from server' -l config -r -F -d 'Read"
                + " settings from FILE instead of application.conf.'"));
    assertTrue(
        lines.contains(
            "complete -c parley -n '__fish_seen_subcommand_from completion' -x -a 'bash zsh fish'"));
    assertTrue(lines.stream().noneMatch(line -> line.contains("-a warm-up")));
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("-d 'The server\\'s process id on this")));
  }

  private static String nameInScript(String shell, String name) {
    if (!shell.equals("fish")) {
      return name;
    }
    return name.startsWith("--") ? " -l " + name.substring(2) + " " : " -s " + name.substring(1);
  }

  private static String script(String shell) {
    CommandLineRun run = CommandLineRun.run("completion", shell);
    assertEquals(List.of(), run.err());
    assertEquals(0, run.status());
    return String.join("\n", run.out()) + "\n";
  }

  private Path file() throws IOException {
    return Files.writeString(folder.resolve("parley.bash"), script("bash"));
  }

  /** The completions of the last word in bash. */
  private Set<String> completions(List<String> words) throws Exception {
    String typed =
        words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ", "(", ")"));
    String output =
        bash(
            "compopt() { :; }; source " // outside a completion, compopt fails
                + file()
                + "; COMP_WORDS="
                + typed
                + "; COMP_CWORD="
                + (words.size() - 1)
                + "; _complete_parley; printf '%s\\n' \"${COMPREPLY[@]}\"");
    return Arrays.stream(output.split("\n", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }

  private String bash(String script) throws Exception {
    Process bash =
        new ProcessBuilder("bash", "--norc", "--noprofile", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    bash.getOutputStream().close();
    assertTrue(bash.waitFor(60, TimeUnit.SECONDS));
    String out = Files.readString(folder.resolve("out"), UTF_8);
    assertEquals(0, bash.exitValue(), out);
    return out;
  }
}
