package io.parley.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The table of docs/security.md: who may do what in a room. */
public final class PermissionsTable {
  /** The cell of what is allowed; the others have a code. */
  public static final String ALLOWED = "yes";

  private static final String HEADING = "## Who may do what in a room";

  private PermissionsTable() {}

  /** The rows, the heading first. A row has an act, a setting, and an answer for each person. */
  public static List<List<String>> rows() {
    try {
      String page = Files.readString(Path.of("docs/security.md"));
      return page.substring(page.indexOf(HEADING))
          .lines()
          .skip(1)
          .takeWhile(line -> !line.startsWith("## "))
          .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
          .map(
              line ->
                  Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                      .map(cell -> cell.replace("`", "").strip())
                      .toList())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
