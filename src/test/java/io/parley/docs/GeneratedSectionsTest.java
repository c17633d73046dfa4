package io.parley.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The generated sections fit the golden files and application.conf. */
class GeneratedSectionsTest {

  @Test
  void generated_sections_are_up_to_date() throws Exception {
    Map<Path, String> pages = GeneratedSections.expectedPages();

    assertFalse(pages.isEmpty());
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      assertEquals(
          page.getValue(),
          Files.readString(page.getKey()),
          page.getKey() + " is out of date; .ci/docs writes it anew");
    }
  }
}
