package io.parley;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The layers of the project: dependencies point downward only. */
class ArchitectureTest {
  private static final JavaClasses PARLEY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.parley");

  @Test
  void packages_depend_downward_only() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("cli")
        .definedBy("io.parley.cli..")
        .layer("server")
        .definedBy("io.parley.server..")
        .layer("bench")
        .definedBy("io.parley.bench..")
        .layer("client")
        .definedBy("io.parley.client..")
        .layer("connection")
        .definedBy("io.parley.connection..")
        .layer("people")
        .definedBy("io.parley.people..")
        .layer("room")
        .definedBy("io.parley.room..")
        .layer("access")
        .definedBy("io.parley.access..")
        .layer("account")
        .definedBy("io.parley.account..")
        .layer("conversation")
        .definedBy("io.parley.conversation..")
        .layer("history")
        .definedBy("io.parley.history..")
        .layer("dialect")
        .definedBy("io.parley.dialect..")
        .layer("wire")
        .definedBy("io.parley.wire..")
        .layer("protocol")
        .definedBy("io.parley.protocol..")
        .layer("address")
        .definedBy("io.parley.address..")
        .layer("config")
        .definedBy("io.parley.config..")
        .layer("tls")
        .definedBy("io.parley.tls..")
        .layer("file")
        .definedBy("io.parley.file..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("server")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("bench")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("cli", "bench")
        .whereLayer("connection")
        .mayOnlyBeAccessedByLayers("server")
        .whereLayer("people")
        .mayOnlyBeAccessedByLayers("connection", "server")
        .whereLayer("room")
        .mayOnlyBeAccessedByLayers("people", "connection", "server")
        .whereLayer("access")
        .mayOnlyBeAccessedByLayers("people", "room", "connection", "server", "cli")
        .whereLayer("access")
        .mayOnlyAccessLayers("history", "protocol", "address", "config")
        .whereLayer("account")
        .mayOnlyBeAccessedByLayers("people", "room", "connection", "server", "cli")
        .whereLayer("account")
        .mayOnlyAccessLayers("history", "protocol", "address", "config")
        .whereLayer("conversation")
        .mayOnlyBeAccessedByLayers("people", "connection", "server", "cli")
        .whereLayer("conversation")
        .mayOnlyAccessLayers("history", "protocol", "config")
        .whereLayer("history")
        .mayOnlyBeAccessedByLayers(
            "access", "account", "conversation", "people", "room", "connection", "server", "cli")
        .whereLayer("history")
        .mayOnlyAccessLayers("protocol", "config", "file")
        .whereLayer("dialect")
        .mayOnlyBeAccessedByLayers("connection", "server", "client", "bench", "cli")
        .whereLayer("wire")
        .mayOnlyBeAccessedByLayers(
            "dialect", "room", "people", "connection", "server", "client", "bench", "cli")
        .whereLayer("wire")
        .mayOnlyAccessLayers("protocol", "config")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers(
            "server", "client", "cli", "wire", "history", "account", "access", "conversation")
        .whereLayer("address")
        .mayOnlyBeAccessedByLayers(
            "people", "access", "account", "room", "connection", "server", "cli")
        .whereLayer("tls")
        .mayOnlyBeAccessedByLayers("server", "client", "bench", "cli")
        .whereLayer("tls")
        .mayOnlyAccessLayers("config", "file")
        .whereLayer("address")
        .mayNotAccessAnyLayer()
        .whereLayer("config")
        .mayOnlyAccessLayers("file")
        .whereLayer("file")
        .mayOnlyBeAccessedByLayers("server", "client", "cli", "history", "config", "tls")
        .whereLayer("file")
        .mayNotAccessAnyLayer()
        .whereLayer("protocol")
        .mayNotAccessAnyLayer()
        .check(PARLEY);
  }

  @Test
  void protocol_depends_on_java_base_and_one_class_of_it_on_icu() {
    noClasses()
        .that()
        .resideInAPackage("io.parley.protocol..")
        .and()
        .haveNameNotMatching(".*\\.Confusables(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.ibm.icu..")
        .check(PARLEY);
    classes()
        .that()
        .resideInAPackage("io.parley.protocol..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.parley.protocol..",
            "java.lang..",
            "java.util..",
            "java.text..",
            "java.time..",
            "com.ibm.icu.text..")
        .check(PARLEY);
  }

  @Test
  void file_depends_on_java_base_only() {
    classes()
        .that()
        .resideInAPackage("io.parley.file..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.parley.file..", "java.lang..", "java.util..", "java.io..", "java.nio..")
        .check(PARLEY);
  }

  @Test
  void dialects_do_not_depend_on_actors() {
    noClasses()
        .that()
        .resideInAnyPackage("io.parley.dialect..", "io.parley.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.pekko.actor..", "io.parley.room..")
        .check(PARLEY);
  }

  @Test
  void history_and_accounts_do_not_depend_on_actors() {
    noClasses()
        .that()
        .resideInAnyPackage("io.parley.history..", "io.parley.account..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.pekko..")
        .check(PARLEY);
  }

  @Test
  void rooms_do_not_depend_on_sockets_or_wire_formats() {
    noClasses()
        .that()
        .resideInAPackage("io.parley.room..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.parley.wire.framing..",
            "io.parley.wire.json..",
            "io.parley.wire.text..",
            "org.apache.pekko.stream..",
            "org.apache.pekko.io..",
            "java.net..")
        .check(PARLEY);
  }

  @Test
  void connections_do_not_depend_on_concrete_dialects() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.parley.connection..",
            "io.parley.server..",
            "io.parley.client..",
            "io.parley.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.parley.dialect.*..")
        .check(PARLEY);
  }

  @Test
  void dialects_do_not_depend_on_each_other() {
    SlicesRuleDefinition.slices()
        .matching("io.parley.dialect.(*)..")
        .should()
        .notDependOnEachOther()
        .check(PARLEY);
  }

  @Test
  void wire_packages_depend_downward_only() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("json")
        .definedBy("io.parley.wire.json")
        .layer("text")
        .definedBy("io.parley.wire.text")
        .layer("framing")
        .definedBy("io.parley.wire.framing")
        .layer("flow")
        .definedBy("io.parley.wire.flow")
        .layer("settings")
        .definedBy("io.parley.wire")
        .whereLayer("json")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("text")
        .mayOnlyBeAccessedByLayers("json")
        .whereLayer("framing")
        .mayOnlyBeAccessedByLayers("text", "json")
        .whereLayer("flow")
        .mayOnlyBeAccessedByLayers("framing", "text", "json", "settings")
        .whereLayer("settings")
        .mayOnlyBeAccessedByLayers("json")
        .check(PARLEY);
  }

  @Test
  void connection_actors_do_not_depend_on_streams() {
    noClasses()
        .that()
        .resideInAPackage("io.parley.connection")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.parley.connection.stream..")
        .check(PARLEY);
  }

  @Test
  void history_imports_run_downward_only() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("factory")
        .definedBy("io.parley.history.factory")
        .layer("sqlite")
        .definedBy("io.parley.history.sqlite")
        .layer("postgres")
        .definedBy("io.parley.history.postgres")
        .layer("sql")
        .definedBy("io.parley.history.sql")
        .layer("interface")
        .definedBy("io.parley.history")
        .whereLayer("factory")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("sqlite")
        .mayOnlyBeAccessedByLayers("factory")
        .whereLayer("postgres")
        .mayOnlyBeAccessedByLayers("factory")
        .whereLayer("sql")
        .mayOnlyBeAccessedByLayers("factory", "sqlite", "postgres")
        .check(PARLEY);
  }

  @Test
  void cli_packages_depend_downward_only() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("commands")
        .definedBy("io.parley.cli")
        .layer("destination")
        .definedBy("io.parley.cli.destination")
        .layer("terminal")
        .definedBy("io.parley.cli.terminal")
        .layer("server")
        .definedBy("io.parley.cli.server")
        .layer("history")
        .definedBy("io.parley.cli.history")
        .layer("account")
        .definedBy("io.parley.cli.account")
        .layer("bench")
        .definedBy("io.parley.cli.bench")
        .layer("help")
        .definedBy("io.parley.cli.help")
        .layer("option")
        .definedBy("io.parley.cli.option")
        .whereLayer("commands")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("destination")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("terminal")
        .mayOnlyBeAccessedByLayers("commands", "destination", "account")
        .whereLayer("account")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("server")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("history")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("bench")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("help")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("option")
        .mayNotAccessAnyLayer()
        .check(PARLEY);
  }

  /** A package of the client uses packages that stand before it; the root uses all but terminal. */
  @Test
  void client_packages_depend_downward_only() {
    List<String> floors =
        List.of(
            "model",
            "tls",
            "transport",
            "delivery",
            "local",
            "state",
            "render",
            "screen",
            "command",
            "terminal",
            "reconnect");
    String root = "io.parley.client";
    for (int i = 0; i < floors.size(); i++) {
      String[] above =
          Stream.concat(
                  Stream.of(root),
                  floors.stream().skip(i + 1).map(floor -> root + "." + floor + ".."))
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(root + "." + floors.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above)
          .check(PARLEY);
    }
    noClasses()
        .that()
        .resideOutsideOfPackage("io.parley.client.terminal..")
        .and()
        .resideInAPackage("io.parley.client..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.parley.client.terminal..")
        .check(PARLEY);
    noClasses()
        .that()
        .resideInAPackage("io.parley.client.terminal.bidi..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.parley.client.terminal")
        .check(PARLEY);
    SlicesRuleDefinition.slices()
        .matching("io.parley.client.(*)..")
        .should()
        .beFreeOfCycles()
        .check(PARLEY);
  }

  /** Everything of the client but its actors, its streams and its entry is plain and unshared. */
  @Test
  void client_state_has_no_locks_and_no_actors() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.parley.client.model",
            "io.parley.client.delivery",
            "io.parley.client.local",
            "io.parley.client.state",
            "io.parley.client.render",
            "io.parley.client.command",
            "io.parley.client.reconnect")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.concurrent..", "org.apache.pekko.actor..", "org.apache.pekko.stream..")
        .check(PARLEY);
  }

  @Test
  void only_the_line_editor_uses_internals_of_jline() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.parley.client.terminal.jline")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jline.reader.impl..")
        .orShould()
        .beAssignableTo(org.jline.utils.Display.class)
        .check(PARLEY);
  }

  @Test
  void packages_have_no_cycles() {
    SlicesRuleDefinition.slices()
        .matching("io.parley.(*)..")
        .should()
        .beFreeOfCycles()
        .check(PARLEY);
  }
}
