package io.parley.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of the threats in docs/security.md names a code and a test that exist. */
class SecurityTableTest {
  private static final int CODE = 4;
  private static final int TEST = 5;

  @Test
  void every_row_names_a_test_that_exists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (String[] row : rows()) {
      String[] test = plain(row[TEST]).split("#", -1);
      if (test.length != 2 || !isTest(test[0], test[1])) {
        missing.add(row[TEST].strip());
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void every_row_names_a_code_that_exists_or_none() {
    assertEquals(
        List.of(),
        rows().stream()
            .map(row -> plain(row[CODE]))
            .filter(code -> !code.equals("none") && Problem.Code.find(code).isEmpty())
            .toList());
  }

  private static List<String[]> rows() {
    List<String[]> rows =
        MarkdownPage.read(Path.of("docs/security.md"))
            .prose()
            .lines()
            .filter(line -> line.startsWith("| ") && line.contains("#"))
            .map(line -> line.split("\\|", -1))
            .toList();
    assertTrue(rows.size() > 20, () -> "rows: " + rows.size());
    return rows;
  }

  private static String plain(String cell) {
    return cell.strip().replace("`", "");
  }

  private static boolean isTest(String type, String method) throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
      for (Path source : sources.filter(path -> path.endsWith(type + ".java")).toList()) {
        String text = Files.readString(source);
        int at = text.indexOf("void " + method + "(");
        if (at >= 0) {
          int before = text.lastIndexOf(";", at); // the annotations are behind the last statement
          return text.substring(Math.max(0, before), at)
              .matches("(?s).*@(Parameterized|Repeated)?Test\\b.*");
        }
      }
    }
    return false;
  }
}
