package io.parley.file;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates files and folders that only their owner can access. Sets no permissions on file systems
 * without POSIX permissions, where the home folder is private anyway.
 */
public final class OwnerOnlyFiles {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnlyFiles() {}

  /**
   * Creates a folder and its parents unless they exist. The permissions of an existing one stay.
   *
   * @throws IOException with the reason of the system, also if a file has the name of the folder
   */
  public static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, attributes(folder, FOLDER));
  }

  /** Creates an empty file unless it exists. The permissions of an existing one stay. */
  public static void createFileIfMissing(Path file) throws IOException {
    boolean unused = createIfMissing(file);
  }

  /** Opens a file for writing in UTF-8, and empties it. Creates it unless it exists. */
  public static Writer newWriter(Path file) throws IOException {
    createFileIfMissing(file);
    return Files.newBufferedWriter(file, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Creates an empty file and its folder. Restricts the permissions of a file that exists. */
  public static void createFile(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      createFolder(folder);
    }
    // Not for a new file: a mounted file system may have no permissions to change.
    if (!createIfMissing(file) && hasPermissions(file)) {
      Files.setPosixFilePermissions(file, FILE);
    }
  }

  /**
   * Replaces a file, or creates it with its folder. It is written beside and renamed, so that a
   * process that is killed leaves the old or the new content.
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.resolveSibling("");
    createFolder(folder);
    Path next = Files.createTempFile(folder, target.getFileName().toString(), ".new"); // rw-------
    try {
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        writeFully(channel, content);
        channel.force(true); // or else the rename may be on the disk before the content
      }
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      boolean unused = Files.deleteIfExists(next);
    }
  }

  /** Writes all bytes at the position of the channel. */
  public static void writeFully(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    while (bytes.hasRemaining()) {
      int unused = channel.write(bytes);
    }
  }

  /** Returns whether the file is new. */
  private static boolean createIfMissing(Path file) throws IOException {
    try {
      Files.createFile(file, attributes(file, FILE));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return hasPermissions(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
