package io.parley.client.terminal;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.terminal.link.TextLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The messages and links of a window, the newest first, for {@code /url} and {@code /copy}. */
final class WindowText {
  private WindowText() {}

  /** The lines of {@code /url}: the newest link is 1, and stands last. */
  static List<DisplayLine> listLinks(RoomWindow window, int max) {
    List<String> links = links(window.newestFirst(), max);
    List<DisplayLine> list = new ArrayList<>();
    for (int number = links.size(); number > 0; number--) {
      list.add(DisplayLine.notice(number + ": " + links.get(number - 1)));
    }
    return links.isEmpty() ? List.of(DisplayLine.notice("There is no link in this window.")) : list;
  }

  /**
   * What {@code /copy} copies.
   *
   * @param link whether it is a link, with its number in {@link #listLinks}
   * @param number 1 for the newest
   */
  static Optional<String> find(RoomWindow window, boolean link, int number) {
    return link
        ? links(window.newestFirst(), number).stream().skip(number - 1L).findFirst()
        : message(window.newestFirst(), number);
  }

  /** Says that there is nothing to copy. */
  static DisplayLine missing(boolean link, int number) {
    return DisplayLine.notice(
        "There are fewer "
            + (link ? "links" : "messages")
            + " than "
            + number
            + " in this window.");
  }

  /**
   * The links of a window, each once, the newest first.
   *
   * @param newestFirst the lines of the window
   * @param max how many to return
   */
  static List<String> links(Stream<DisplayLine> newestFirst, int max) {
    return newestFirst
        .filter(line -> line.room().isPresent()) // and not one of these lists
        .flatMap(line -> linksOf(line.text()).stream())
        .distinct()
        .limit(max)
        .toList();
  }

  /** The links of a line, the last first. */
  private static List<String> linksOf(String text) {
    List<String> links = new ArrayList<>();
    TextLink.findAll(text).forEach(link -> links.add(0, text.substring(link.start(), link.end())));
    return links;
  }

  /**
   * The text of a message.
   *
   * @param number 1 for the newest
   */
  static Optional<String> message(Stream<DisplayLine> newestFirst, int number) {
    return newestFirst
        .flatMap(line -> line.author().map(author -> text(line.text(), author)).stream())
        .skip(number - 1L)
        .findFirst();
  }

  /** A chat without its author, and an emote without its brackets. */
  private static String text(String line, LineText.Author author) {
    boolean isEmote =
        author.start() > 0 && line.charAt(author.start() - 1) == '[' && line.endsWith("]");
    int separator = line.indexOf(LineText.AUTHOR_SEPARATOR, author.start());
    if (isEmote) {
      return line.substring(author.start(), line.length() - 1);
    }
    return separator < 0 ? line : line.substring(separator + LineText.AUTHOR_SEPARATOR.length());
  }
}
