package io.parley.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // it has no such permissions
class OwnerOnlyFilesTest {
  @TempDir Path root;
  private Path folder;
  private Path file;

  @BeforeEach
  void namePaths() {
    folder = root.resolve("new/data");
    file = root.resolve("file");
  }

  @Test
  void new_folders_and_files_are_accessible_to_their_owner_only() throws Exception {
    OwnerOnlyFiles.createFolder(folder);
    OwnerOnlyFiles.createFileIfMissing(folder.resolve("one"));
    OwnerOnlyFiles.createFile(folder.resolve("two"));
    OwnerOnlyFiles.newWriter(folder.resolve("three")).close();

    assertEquals("rwx------", permissions(folder.getParent()));
    assertEquals("rwx------", permissions(folder));
    for (String name : new String[] {"one", "two", "three"}) {
      assertEquals("rw-------", permissions(folder.resolve(name)));
    }
  }

  @Test
  void existing_folder_keeps_its_permissions() throws Exception {
    setPermissions(root, "rwxr-xr-x");

    OwnerOnlyFiles.createFolder(root);

    assertEquals("rwxr-xr-x", permissions(root));
  }

  @Test
  void existing_file_keeps_its_permissions_and_its_content() throws Exception {
    Files.writeString(file, "content");
    setPermissions(file, "rw-r-----");

    OwnerOnlyFiles.createFileIfMissing(file);

    assertEquals("content", Files.readString(file));
    assertEquals("rw-r-----", permissions(file));
  }

  @Test
  void private_file_that_exists_is_restricted() throws Exception {
    Files.writeString(file, "content");
    setPermissions(file, "rw-r--r--");

    OwnerOnlyFiles.createFile(file);

    assertEquals("content", Files.readString(file));
    assertEquals("rw-------", permissions(file));
  }

  @Test
  void writer_replaces_the_content() throws Exception {
    Files.writeString(file, "long content");
    setPermissions(file, "rw-r--r--");

    try (Writer writer = OwnerOnlyFiles.newWriter(file)) {
      writer.write("爸");
    }

    assertEquals("爸", Files.readString(file));
    assertEquals("rw-r--r--", permissions(file));
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void setPermissions(Path path, String permissions) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
