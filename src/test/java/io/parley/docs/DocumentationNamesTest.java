package io.parley.docs;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.protocol.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation names types, packages, settings, scripts and codes that exist. */
class DocumentationNamesTest {
  /** Types of the JDK and of the libraries. */
  private static final Set<String> FOREIGN_TYPES =
      Set.of(
          "AbstractBehavior",
          "ResourceProvider",
          "ActorTestKit",
          "BehaviorTestKit",
          "BoundedSourceQueue",
          "LineReaderImpl",
          "BroadcastHub",
          "ActorRef",
          "MergeHub",
          "IgnoreComplete",
          "SerialGC",
          "SpoofChecker",
          "BidiFlow",
          "ConcurrentLinkedQueue");

  @Test
  void every_type_exists() throws Exception {
    Set<String> types = SourceNames.types();

    assertEquals(
        List.of(),
        inlineCode(code -> code.matches("([A-Z][a-z0-9]+){2,}(\\.[A-Z]\\w+)*"))
            .filter(
                name ->
                    !FOREIGN_TYPES.contains(name)
                        && !types.containsAll(List.of(name.split("\\.", -1))))
            .toList());
  }

  @Test
  void every_package_exists() throws Exception {
    Set<String> packages = SourceNames.packages();

    assertEquals(
        List.of(),
        inlineCode(code -> code.matches("io\\.parley(\\.[a-z]+)+"))
            .filter(name -> !packages.contains(name))
            .toList());
  }

  @Test
  void every_setting_exists() {
    Config defaults = ConfigFactory.parseResources("reference.conf").resolve();

    assertEquals(
        List.of(),
        inlineCode(code -> code.matches("parley\\.(?!db|service)[a-z-]+(\\.[a-z-]+)*( = .*)?"))
            .map(code -> code.replaceFirst(" = .*", ""))
            .filter(path -> !defaults.hasPath(path))
            .toList());
  }

  @Test
  void every_script_exists() {
    assertEquals(
        List.of(),
        inlineCode(code -> code.startsWith(".ci/"))
            .map(code -> code.split(" ", 2)[0])
            .filter(script -> !Files.isExecutable(Path.of(script)))
            .toList());
  }

  @Test
  void errors_page_has_every_code() {
    Set<String> codes =
        Arrays.stream(Problem.Code.values())
            .map(Problem.Code::name)
            .collect(toCollection(TreeSet::new));
    Set<String> documented =
        MarkdownPage.read(Path.of("docs/errors.md"))
            .prose()
            .lines()
            .filter(line -> line.matches("\\| `[A-Z_0-9]+` \\|.*"))
            .map(line -> line.split("`", -1)[1])
            .collect(toCollection(TreeSet::new));

    assertEquals(codes, documented);
  }

  private static Stream<String> inlineCode(Predicate<String> kind) {
    return MarkdownPage.all().stream()
        .flatMap(page -> page.inlineCode().stream())
        .filter(kind)
        .distinct();
  }
}
