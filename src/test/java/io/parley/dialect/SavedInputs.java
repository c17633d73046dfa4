package io.parley.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that fuzz tests have saved: the corpus below {@code src/test/resources}, which also
 * has each input that broke something, and what reached new code on this machine.
 */
final class SavedInputs {
  private SavedInputs() {}

  /**
   * The inputs of a fuzz test in this package.
   *
   * @throws UncheckedIOException if its corpus is missing
   */
  static List<byte[]> of(String fuzzTest) {
    Path corpus = Path.of("src/test/resources/io/parley/dialect", fuzzTest + "Inputs");
    Path found = Path.of(".cifuzz-corpus", "io.parley.dialect." + fuzzTest);
    return Stream.concat(
            readAll(corpus), Files.isDirectory(found) ? readAll(found) : Stream.empty())
        .toList();
  }

  private static Stream<byte[]> readAll(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().map(SavedInputs::read).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
