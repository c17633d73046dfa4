package io.parley.docs;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Links between the pages lead somewhere, and lead to every page. */
class DocumentationLinksTest {
  private static final int MAX_README_LINES = 150;

  @Test
  void every_relative_link_has_a_target() {
    List<String> broken =
        MarkdownPage.all().stream()
            .flatMap(
                page ->
                    page.links().stream()
                        .filter(link -> !isExternal(link) && !exists(page, link))
                        .map(link -> page.path() + ": " + link))
            .toList();

    assertEquals(List.of(), broken);
  }

  @Test
  void every_page_is_reachable_from_the_readme() {
    Set<Path> reached = new LinkedHashSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(Path.of("README.md")));
    while (!open.isEmpty()) {
      Path path = open.remove();
      if (reached.add(path)) {
        MarkdownPage page = MarkdownPage.read(path);
        page.links().stream()
            .filter(link -> !isExternal(link))
            .map(link -> target(page, link))
            .filter(target -> target.toString().endsWith(".md"))
            .forEach(open::add);
      }
    }

    Set<Path> pages =
        MarkdownPage.all().stream().map(MarkdownPage::path).collect(toCollection(TreeSet::new));
    assertEquals(pages, new TreeSet<>(reached));
  }

  @Test
  void readme_is_short() {
    long lines = MarkdownPage.read(Path.of("README.md")).text().lines().count();

    assertTrue(lines <= MAX_README_LINES, lines + " lines");
  }

  private static boolean isExternal(String link) {
    return link.startsWith("https://") || link.startsWith("http://");
  }

  private static boolean exists(MarkdownPage page, String link) {
    Path target = target(page, link);
    int anchor = link.indexOf('#');
    return Files.exists(target)
        && (anchor < 0 || MarkdownPage.read(target).anchors().contains(link.substring(anchor + 1)));
  }

  /** The file that a link names, relative to the top of the repository. */
  private static Path target(MarkdownPage page, String link) {
    String file = link.contains("#") ? link.substring(0, link.indexOf('#')) : link;
    return file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
  }
}
