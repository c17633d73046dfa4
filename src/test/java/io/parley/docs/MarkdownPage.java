package io.parley.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path the file, relative to the top of the repository
 * @param text its content
 */
record MarkdownPage(Path path, String text) {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\S*)\\n(.*?)^```$");
  private static final Pattern CHECKED_BY = Pattern.compile("<!-- checked by: (\\S+) -->\\n*$");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern INLINE_CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  /**
   * A fenced block.
   *
   * @param language the word after the fence; empty if there is none
   * @param checkedBy the test class or script that the comment above the block names
   */
  record CodeBlock(MarkdownPage page, String language, String text, Optional<String> checkedBy) {
    @Override
    public String toString() {
      return page.path + ": " + text.lines().findFirst().orElse("");
    }
  }

  /** Every page: the ones at the top of the repository and everything below docs. */
  static List<MarkdownPage> all() {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(top, docs)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .map(MarkdownPage::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MarkdownPage read(Path path) {
    try {
      return new MarkdownPage(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<CodeBlock> codeBlocks() {
    List<CodeBlock> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      Matcher checkedBy = CHECKED_BY.matcher(text.substring(0, fence.start()));
      blocks.add(
          new CodeBlock(
              this,
              fence.group(1),
              fence.group(2),
              checkedBy.find() ? Optional.of(checkedBy.group(1)) : Optional.empty()));
    }
    return blocks;
  }

  /** The text without its fenced blocks. */
  String prose() {
    return FENCE.matcher(text).replaceAll("");
  }

  /** The targets of all links and images, as they are written. */
  List<String> links() {
    return find(LINK, prose());
  }

  List<String> inlineCode() {
    return find(INLINE_CODE, prose());
  }

  /** The anchors of all headings, formed as GitHub forms them. */
  List<String> anchors() {
    return find(HEADING, prose()).stream()
        .map(
            heading ->
                heading
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'))
        .toList();
  }

  private static List<String> find(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
