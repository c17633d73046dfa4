package io.parley.file;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class FileErrorsTest {
  @TempDir Path folder;

  @Test
  void reason_of_the_system_is_described_without_the_file() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Path below = file.resolve("below");
    Path longName = folder.resolve("x".repeat(300));

    assertEquals("no such file", describe(() -> Files.newInputStream(folder.resolve("none"))));
    assertEquals("not a directory", describe(() -> Files.newInputStream(below)));
    assertEquals("not a directory", describe(() -> Files.createDirectories(below)));
    assertEquals("a file of that name exists", describe(() -> Files.createDirectories(file)));
    assertEquals("file name too long", describe(() -> Files.newInputStream(longName)));
    assertEquals("is a directory", describe(() -> Files.readString(folder)));
    assertEquals("is a directory", describe(() -> new FileInputStream(folder.toFile())));
  }

  @Test
  void refusals_that_the_superuser_never_gets_are_described() {
    assertEquals("permission denied", FileErrors.describe(new AccessDeniedException("/secret")));
    assertEquals(
        "no space left on device",
        FileErrors.describe(new FileSystemException("/full", null, "No space left on device")));
    assertEquals(
        "no space left on device", FileErrors.describe(new IOException("No space left on device")));
    assertEquals("I/O error", FileErrors.describe(new IOException("I/O error\nmore")));
    assertEquals("not UTF-8", FileErrors.describe(new MalformedInputException(1)));
    assertEquals("IOException", FileErrors.describe(new IOException()));
    assertEquals("FileSystemException", FileErrors.describe(new FileSystemException("/file")));
  }

  @Test
  void missing_file_of_a_creation_is_its_folder() {
    Path file = folder.resolve("none/file");
    IOException failure = assertThrows(IOException.class, () -> Files.createFile(file));

    assertEquals("no such folder", FileErrors.describeCreation(failure));
  }

  @Test
  void access_is_checked_without_opening_the_file() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertDoesNotThrow(() -> FileErrors.requireAccess(file, AccessMode.READ, AccessMode.WRITE));
    assertEquals(
        "permission denied", describe(() -> FileErrors.requireAccess(file, AccessMode.EXECUTE)));
    assertEquals("is a directory", describe(() -> FileErrors.requireReadableFile(folder)));
    assertEquals(
        "not a directory", describe(() -> FileErrors.requireReadableFile(file.resolve("x"))));
  }

  private static String describe(Executable access) {
    return FileErrors.describe(assertThrows(IOException.class, access));
  }
}
