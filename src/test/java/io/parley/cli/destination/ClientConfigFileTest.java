package io.parley.cli.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles and settings in client.conf, and its mistakes with their lines. */
class ClientConfigFileTest {
  @TempDir Path folder;

  @Test
  void profile_is_a_uri_or_separate_keys() throws Exception {
    write(
        """
        profiles {
          home { server = "parley://chris@example.org:3490/garden" }
          work { host = "10.0.0.7", port = 8888, nickname = chris_k, room = büro, dialect = nickname }
          mine { server = "parley://chris@example.org", nickname = pat, room = attic }
        }
        """);

    Profiles profiles = ClientConfigFile.read(folder).profiles();

    assertEquals(Set.of("home", "mine", "work"), profiles.all().keySet());
    assertEquals(
        DestinationUri.parse("parley://chris@example.org:3490/garden"), profiles.find("home"));
    assertEquals(
        DestinationUri.parse("parley://chris_k@10.0.0.7:8888/büro?dialect=nickname"),
        profiles.find("work"));
    assertEquals(DestinationUri.parse("parley://pat@example.org/attic"), profiles.find("mine"));
    assertEquals(PartialDestination.EMPTY, profiles.defaultProfile());
  }

  @Test
  void profile_names_several_rooms() throws Exception {
    write(
        "profiles.home { host = h, rooms = [garden, kitchen] }\n"
            + "profiles.work { server = \"parley://h/attic,cellar\", room = garden }");

    Profiles profiles = ClientConfigFile.read(folder).profiles();

    assertEquals(Optional.empty(), profiles.find("home").room());
    assertEquals(List.of("garden", "kitchen"), profiles.find("home").moreRooms());
    assertEquals(Optional.of("garden"), profiles.find("work").room());
    assertEquals(List.of("cellar"), profiles.find("work").moreRooms());
  }

  @Test
  void profile_has_tls_by_its_key_or_by_its_uri() throws Exception {
    write("profiles { home { host = h, tls = on }, work { server = \"parleys://h\" } }");

    Profiles profiles = ClientConfigFile.read(folder).profiles();

    assertEquals(DestinationUri.parse("parleys://h"), profiles.find("home"));
    assertEquals(DestinationUri.parse("parleys://h"), profiles.find("work"));
    write("profiles.home { server = \"parleys://h\", tls = off }");
    assertEquals(
        List.of(file() + ":1: profiles.home.tls must not be off for a server with parleys://"),
        errors());
  }

  @Test
  void default_profile_is_used() throws Exception {
    write("default = home\nprofiles.home.host = h");

    Profiles profiles = ClientConfigFile.read(folder).profiles();

    assertEquals(profiles.find("home"), profiles.defaultProfile());
  }

  @Test
  void unknown_profile_error_lists_known_profiles() throws Exception {
    assertEquals(
        "unknown profile 'homw' (" + file() + " defines none); to use it as a nickname, add a HOST",
        errorForProfile("homw"));
    write("profiles { work.host = h, home.host = h }");
    assertEquals(
        "unknown profile 'homw' (known profiles: home, work); to use it as a nickname, add a HOST",
        errorForProfile("homw"));
  }

  @Test
  void only_client_settings_are_passed_on() throws Exception {
    write("default = home\nprofiles.home.host = h\nparley.client.linger-timeout = 3 s");

    ClientConfigFile file = ClientConfigFile.read(folder);

    assertEquals(Set.of("parley"), file.settings().root().keySet());
    assertEquals(3, file.settings().getDuration("parley.client.linger-timeout").toSeconds());
  }

  @Test
  void every_mistake_is_reported_with_its_line() throws Exception {
    write(
        """
        default = hom
        profile { home { host = h } }
        profiles {
          none { nickname = pat }
          both { server = "parley://h", host = h }
          far { server = "http://h" }
          wide { host = h, port = 0 }
          deaf { host = h, dialect = morse }
          typo { host = h, nick = pat }
          flat = 5
          "a b" { host = h }
        }
        parley { limits.text = 5 }
        """);

    assertEquals(
        List.of(
            file() + ":1: default must name a profile, but is hom",
            file() + ":2: profile is not a setting",
            file() + ":4: profiles.none.server or host must be set, but not both",
            file() + ":5: profiles.both.server or host must be set, but not both",
            file()
                + ":6: profiles.far.server is invalid: 'http://h' is not a valid URI: expected a"
                + " URI such as parley://chris@example.org:3490/garden",
            file() + ":7: profiles.wide.port must be 1 to 65535, but is 0",
            file()
                + ":8: profiles.deaf.dialect must be one of "
                + String.join(", ", Dialects.names())
                + ", but is morse",
            file() + ":9: profiles.typo.nick is not a setting",
            file() + ":10: profiles.flat must be a section { }, but is 5",
            file() + ":11: profiles.a b must consist of letters, digits, _ and -",
            file() + ":13: parley.limits cannot be set here: only parley.client can"),
        errors());
  }

  @Test
  void unparsable_file_is_reported() throws Exception {
    write("profiles {");
    assertEquals(1, errors().size());
    assertTrue(errors().get(0).startsWith(file() + ": 1: "), errors().get(0));

    Files.delete(file());
    Files.createDirectory(file());
    assertEquals(List.of(file() + ": is a directory"), errors());
  }

  private String errorForProfile(String name) throws Exception {
    Profiles profiles = ClientConfigFile.read(folder).profiles();
    assertEquals(Optional.empty(), profiles.defaultName());
    return assertThrows(InvalidDestinationException.class, () -> profiles.find(name)).getMessage();
  }

  private List<String> errors() {
    return assertThrows(InvalidSettingsException.class, () -> ClientConfigFile.read(folder))
        .errors();
  }

  private void write(String text) throws Exception {
    Files.writeString(file(), text);
  }

  private Path file() {
    return folder.resolve("client.conf");
  }
}
