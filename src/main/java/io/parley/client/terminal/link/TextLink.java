package io.parley.client.terminal.link;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web address in a text.
 *
 * @param start the index of its first character
 * @param end the index after its last character
 * @param target the address for programs: ASCII without control characters, at most {@value
 *     LinkTarget#MAX_LENGTH} characters
 */
public record TextLink(int start, int end, String target) {
  /** What is in every link; most texts have none. */
  private static final String MARK = "://";

  /** A scheme, and everything up to a space or a character that encloses addresses. */
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?i)(?<![a-z0-9+.-])https?://[^\\s\\p{Cc}\\p{Cf}\\p{Z}<>\"“”„«»`\\\\、。，；：！？）】》」』]+");

  /** Punctuation of the sentence around a link. */
  private static final String TRAILING = ".,;:!?'*_~";

  /** Ends an address that somebody has cut. */
  private static final String CUT = "…";

  /**
   * Finds the links of a text. Punctuation at the end of a link is not part of it, nor is a closing
   * bracket that the link does not open.
   */
  public static List<TextLink> findAll(String text) {
    if (!text.contains(MARK)) {
      return List.of();
    }
    List<TextLink> links = new ArrayList<>();
    Matcher found = CANDIDATE.matcher(text);
    while (found.find()) {
      if (found.group().endsWith(CUT)) {
        continue;
      }
      int end = found.start() + withoutTrailing(found.group()).length();
      LinkTarget.parse(text.substring(found.start(), end))
          .ifPresent(target -> links.add(new TextLink(found.start(), end, target)));
    }
    return links;
  }

  private static String withoutTrailing(String candidate) {
    int end = candidate.length();
    while (end > 0 && isTrailing(candidate, end - 1)) {
      end--;
    }
    return candidate.substring(0, end);
  }

  private static boolean isTrailing(String candidate, int index) {
    char last = candidate.charAt(index);
    String before = candidate.substring(0, index);
    return switch (last) {
      case ')' -> count(before, '(') <= count(before, ')');
      case ']' -> count(before, '[') <= count(before, ']');
      case '}' -> count(before, '{') <= count(before, '}');
      default -> TRAILING.indexOf(last) >= 0;
    };
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }
}
