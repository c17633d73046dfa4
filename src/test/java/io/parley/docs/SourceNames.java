package io.parley.docs;

import static java.util.stream.Collectors.toSet;

import io.parley.cli.CommandLineModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names that exist in the sources: types, packages, options of commands and scripts. */
final class SourceNames {
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  private SourceNames() {}

  static Set<String> testClasses() throws IOException {
    return files(Path.of("src/test/java"))
        .map(path -> path.getFileName().toString().replace(".java", ""))
        .collect(toSet());
  }

  /** The simple names of all types, nested ones too. */
  static Set<String> types() throws IOException {
    Set<String> types = new HashSet<>();
    for (Path file : files(Path.of("src")).toList()) {
      Matcher type = TYPE.matcher(Files.readString(file));
      while (type.find()) {
        types.add(type.group(1));
      }
    }
    return types;
  }

  static Set<String> packages() throws IOException {
    return files(Path.of("src"))
        .map(path -> path.subpath(3, path.getNameCount() - 1).toString().replace('/', '.'))
        .collect(toSet());
  }

  /** The options of every command of parley and of the scripts in .ci. */
  static Set<String> options() throws IOException {
    Set<String> options = new HashSet<>();
    CommandLineModel.commands()
        .flatMap(command -> command.options().stream())
        .forEach(option -> options.addAll(List.of(option.names())));
    try (Stream<Path> scripts = Files.walk(Path.of(".ci")).filter(Files::isRegularFile)) {
      for (Path script : scripts.toList()) {
        Matcher option = OPTION.matcher(Files.readString(script));
        while (option.find()) {
          options.add(option.group());
        }
      }
    }
    return options;
  }

  private static Stream<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(path -> path.toString().endsWith(".java")).toList().stream();
    }
  }
}
