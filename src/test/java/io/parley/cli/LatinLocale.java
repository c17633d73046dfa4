package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A locale of ISO 8859-1 that is compiled in a folder: few systems have one installed. */
final class LatinLocale {
  private static final String NAME = "en_US.ISO-8859-1";

  private final Path folder;

  private LatinLocale(Path folder) {
    this.folder = folder;
  }

  /** Compiles the locale; the test is skipped on a system that cannot. */
  static LatinLocale compile(Path folder) throws InterruptedException {
    int status;
    try {
      Process compiler =
          new ProcessBuilder(
                  "localedef", "-i", "en_US", "-f", "ISO-8859-1", folder.resolve(NAME).toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertTrue(compiler.waitFor(60, TimeUnit.SECONDS));
      status = compiler.exitValue();
    } catch (IOException e) {
      status = -1;
    }
    assumeTrue(status == 0, "localedef cannot compile " + NAME);
    return new LatinLocale(folder);
  }

  /** Selects the locale. */
  void addTo(Map<String, String> environment) {
    environment.put("LOCPATH", folder.toString());
    environment.put("LC_ALL", NAME);
  }
}
