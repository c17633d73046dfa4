package io.parley.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that fuzz tests have saved: those that broke something, which are kept with their fix,
 * and those that reached new code on this machine.
 */
final class SavedInputs {
  private SavedInputs() {}

  /** The inputs of a fuzz test in this package; none where no run has saved any. */
  static List<byte[]> of(String fuzzTest) {
    String folder = "io/parley/dialect/" + fuzzTest + "Inputs";
    return Stream.of(
            Path.of("src/test/resources", folder),
            Path.of(".cifuzz-corpus", "io.parley.dialect." + fuzzTest))
        .filter(Files::isDirectory)
        .flatMap(SavedInputs::readAll)
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
