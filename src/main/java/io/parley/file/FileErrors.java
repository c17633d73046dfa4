package io.parley.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a file or folder cannot be used: the reason that the system gave, in a few words. */
public final class FileErrors {
  /** The older classes of Java have the reason behind the name of the file. */
  private static final Pattern REASON = Pattern.compile(".*\\(([^()]+)\\)");

  private FileErrors() {}

  /**
   * Returns the reason without the name of the file, for instance {@code permission denied}, {@code
   * no space left on device} or {@code no such file}.
   */
  public static String describe(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return isMissing(failure) ? "no such file" : "not a directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file of that name exists";
    }
    if (failure instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (failure instanceof CharacterCodingException) {
      return "not UTF-8";
    }
    return reasonOf(failure).map(FileErrors::lowerFirst).orElse(failure.getClass().getSimpleName());
  }

  /** Whether there is no such file, as opposed to a path that leads through a file. */
  public static boolean isMissing(IOException failure) {
    return failure instanceof NoSuchFileException missing && !isBelowFile(missing);
  }

  /** The same for a file that cannot be created. A file that is missing is its folder then. */
  public static String describeCreation(IOException failure) {
    return isMissing(failure) ? "no such folder" : describe(failure);
  }

  /**
   * Checks that a path may be used in the given ways. It does not open it: a pipe stays unread.
   *
   * @throws IOException with the reason of the system if it may not, or if there is no such file
   */
  public static void requireAccess(Path path, AccessMode... modes) throws IOException {
    path.getFileSystem().provider().checkAccess(path, modes);
  }

  /**
   * Checks that a path may be read and is no directory.
   *
   * @throws IOException with the reason
   */
  public static void requireReadableFile(Path path) throws IOException {
    requireAccess(path, AccessMode.READ);
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "is a directory");
    }
  }

  /** Newer versions of Java report a path below a file as a file that is missing. */
  private static boolean isBelowFile(NoSuchFileException missing) {
    if (missing.getFile() == null) {
      return false;
    }
    Path ancestor = Path.of(missing.getFile()).toAbsolutePath().getParent();
    while (ancestor != null && !Files.exists(ancestor)) {
      ancestor = ancestor.getParent();
    }
    return ancestor != null && !Files.isDirectory(ancestor);
  }

  private static Optional<String> reasonOf(IOException failure) {
    if (failure instanceof FileSystemException system) {
      return Optional.ofNullable(system.getReason());
    }
    String message = Optional.ofNullable(failure.getMessage()).orElse("");
    Matcher matcher = REASON.matcher(message);
    return failure instanceof FileNotFoundException && matcher.matches()
        ? Optional.of(matcher.group(1))
        : message.lines().findFirst();
  }

  private static String lowerFirst(String reason) {
    boolean word = reason.length() > 1 && Character.isLowerCase(reason.charAt(1));
    return word ? reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1) : reason;
  }
}
