package io.parley.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.config.ConfigLoader;
import io.parley.server.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the fenced blocks of the documentation. A block of the kind {@code sh} is a script that must
 * succeed. A block of the kind {@code console} has commands behind {@code $} and their output, in
 * which numbers do not count and {@code ...} stands for any lines. A block below a comment {@code
 * checked by} is not run: the test class or script of that name does the same.
 */
@Timeout(300)
class DocumentationCommandsTest {
  private static final Set<String> LANGUAGES =
      Set.of("sh", "console", "text", "json", "conf", "java", "sql", "python");

  @TempDir static Path folder;
  private static DocumentationShell shell;

  @BeforeAll
  static void startServer() throws Exception {
    shell = DocumentationShell.start(folder);
  }

  @AfterAll
  static void stopServer() {
    shell.close();
  }

  static Stream<MarkdownPage.CodeBlock> scripts() {
    return executedBlocks("sh");
  }

  static Stream<MarkdownPage.CodeBlock> dialogues() {
    return executedBlocks("console");
  }

  private static Stream<MarkdownPage.CodeBlock> executedBlocks(String language) {
    return allBlocks()
        .filter(block -> block.language().equals(language) && block.checkedBy().isEmpty());
  }

  private static Stream<MarkdownPage.CodeBlock> allBlocks() {
    return MarkdownPage.all().stream().flatMap(page -> page.codeBlocks().stream());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void script_succeeds(MarkdownPage.CodeBlock block) throws Exception {
    DocumentationShell.Result result = shell.runNewLines(block.text());

    assertEquals(0, result.status(), result.output());
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void command_prints_what_the_page_shows(MarkdownPage.CodeBlock block) throws Exception {
    String[] commands = block.text().split("(?m)^\\$ ", -1);
    assertTrue(commands[0].isEmpty() && commands.length > 1, "a dialogue begins with a command");
    for (int i = 1; i < commands.length; i++) {
      String[] parts = commands[i].split("\n", 2);

      DocumentationShell.Result result = shell.run(parts[0]);

      assertTrue(
          result.output().matches(pattern(parts[1])),
          () -> parts[0] + " printed\n" + result.output() + "instead of\n" + parts[1]);
    }
  }

  /** A pattern for the whole output. */
  private static String pattern(String expected) {
    StringBuilder pattern = new StringBuilder();
    expected
        .lines()
        .forEach(
            line ->
                pattern.append(
                    line.equals("...")
                        ? "(?:.*\n)*"
                        : ("\\Q" + line + "\\E\n").replaceAll("\\d+", "\\\\E\\\\d+\\\\Q")));
    return pattern.toString();
  }

  @Test
  void every_block_has_a_known_kind() {
    assertEquals(
        List.of(), allBlocks().filter(block -> !LANGUAGES.contains(block.language())).toList());
  }

  @Test
  void what_a_checked_by_comment_names_exists() throws Exception {
    for (MarkdownPage.CodeBlock block : allBlocks().toList()) {
      if (block.checkedBy().isPresent()) {
        String name = block.checkedBy().get();
        assertTrue(
            name.startsWith(".ci/")
                ? Files.exists(Path.of(name))
                : SourceNames.testClasses().contains(name),
            block + " is checked by " + name);
      }
    }
  }

  @Test
  void settings_in_configuration_examples_are_valid() throws Exception {
    List<MarkdownPage.CodeBlock> examples =
        allBlocks().filter(block -> block.language().equals("conf")).toList();
    assertFalse(examples.isEmpty());
    Config defaults = ConfigLoader.load(Optional.empty(), Map.of());
    for (MarkdownPage.CodeBlock example : examples) {
      Config settings = ConfigFactory.parseString(example.text());
      if (settings.hasPath("parley")) {
        ServerSettings.read(settings.withOnlyPath("parley").withFallback(defaults).resolve());
      }
    }
  }

  @Test
  void every_option_in_the_text_exists() throws Exception {
    Set<String> options = SourceNames.options();
    List<String> unknown =
        MarkdownPage.all().stream()
            .flatMap(
                page ->
                    Stream.concat(
                            page.inlineCode().stream(),
                            page.codeBlocks().stream()
                                .filter(block -> Set.of("sh", "console").contains(block.language()))
                                .flatMap(block -> block.text().lines())
                                .filter(line -> !line.matches("(docker|systemctl) .*")))
                        .flatMap(code -> Stream.of(code.split("[\\s\"'`|();]+", -1)))
                        .filter(word -> word.matches("--[a-z].*"))
                        .map(word -> word.replaceAll("=.*", ""))
                        .filter(word -> !options.contains(word))
                        .map(word -> page.path() + ": " + word))
            .toList();

    assertEquals(List.of(), unknown);
  }
}
