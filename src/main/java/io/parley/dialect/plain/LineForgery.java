package io.parley.dialect.plain;

import io.parley.protocol.Visibility;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds lines that a reader could take for a line of the server or of another member. It compares
 * what the reader sees: invisible characters do not count, and characters that look like a colon or
 * an asterisk count as one.
 */
final class LineForgery {
  /** More characters at the beginning of a line than any author's name has with its signs. */
  private static final int MAX_HEAD = 200;

  private static final String NAME = "[^\\s:]{1,64}";

  /** What the lines of the server and of members begin with, in this and in other text dialects. */
  private static final Pattern AUTHOR =
      Pattern.compile(
          "\\*+ .*" // * pat, *** a notice
              + "|\\*{3}.*"
              + "|\\[.*" // [pat] text, [Private from pat] text
              + ("|" + NAME + "(?: ?(?:->|→) ?" + NAME + ")? ?(?:\\([^:]{0,32}\\) ?)?:(?!//).*")
              + ("|" + NAME + " has (?:joined|left) the chat.*")
              + "|系[统統]消息.*"
              + ("|" + NAME + "(?:进入|退出)了聊天室.*")
              + "|please enter .*:.*",
          Pattern.DOTALL);

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern COLONS =
      Pattern.compile("[\\u02D0\\u02F8\\u0589\\u05C3\\u1804\\u205A\\u2236\\uA4FD\\uA789]");
  private static final Pattern ASTERISKS =
      Pattern.compile("[\\u066D\\u204E\\u2051\\u2055\\u2217\\u22C6\\u2731\\u2732\\u273B\\u273D]");

  private LineForgery() {}

  /** Whether a line could be taken for a line of somebody else. */
  static boolean isSuspicious(String line) {
    return AUTHOR.matcher(visibleHead(line)).matches();
  }

  private static String visibleHead(String line) {
    String visible = Visibility.visibleText(line);
    String head = visible.substring(0, Math.min(MAX_HEAD, visible.length()));
    String compatible = Normalizer.normalize(head, Form.NFKD);
    String spaced = SPACES.matcher(MARKS.matcher(compatible).replaceAll("")).replaceAll(" ");
    String colons = COLONS.matcher(spaced.strip()).replaceAll(":");
    return ASTERISKS.matcher(colons).replaceAll("*").toLowerCase(Locale.ROOT);
  }
}
