package io.parley.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of accepted and refused nicknames in {@code nicknames.tsv}. */
public final class NicknameTable {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

  /**
   * A line of the table.
   *
   * @param name the nickname that somebody wants
   * @param taken the nickname that a member has; empty if there is no member
   * @param code the code of the refusal; empty if the nickname is accepted
   * @param line for messages
   */
  public record Row(
      String name, Optional<String> taken, Optional<Problem.Code> code, String line) {}

  private NicknameTable() {}

  /** All lines without the heading. */
  public static List<Row> rows() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                NicknameTable.class.getResourceAsStream("/nicknames.tsv"),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("# ") && !line.startsWith("name\t"))
          .map(NicknameTable::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split("\t", -1);
    Optional<Problem.Code> code =
        switch (cells[2]) {
          case "ok" -> Optional.empty();
          case "taken" -> Optional.of(Problem.Code.NICKNAME_TAKEN);
          case "invalid" -> Optional.of(Problem.Code.NICKNAME_INVALID);
          case "reserved" -> Optional.of(Problem.Code.NICKNAME_RESERVED);
          default -> throw new IllegalArgumentException(line);
        };
    return new Row(
        unescape(cells[0]),
        Optional.of(unescape(cells[1])).filter(name -> !name.equals("-")),
        code,
        line);
  }

  private static String unescape(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            hex ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
  }
}
