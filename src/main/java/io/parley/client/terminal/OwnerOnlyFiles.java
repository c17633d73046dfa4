package io.parley.client.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that are their owner's alone. Where the system has no such permissions nothing is set:
 * there a home folder belongs to one person.
 */
public final class OwnerOnlyFiles {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnlyFiles() {}

  /** Makes a folder and those above it, unless they are there. */
  public static void createFolder(Path folder) throws IOException {
    Files.createDirectories(
        folder,
        hasPermissions(folder)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOLDER)}
            : new FileAttribute<?>[0]);
  }

  /**
   * Makes an empty file with its folder; one that is there stays, and becomes its owner's alone.
   */
  public static void createFile(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      createFolder(folder);
    }
    if (Files.exists(file)) {
      if (hasPermissions(file)) {
        Files.setPosixFilePermissions(file, FILE);
      }
    } else if (hasPermissions(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
    } else {
      Files.createFile(file);
    }
  }

  private static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
