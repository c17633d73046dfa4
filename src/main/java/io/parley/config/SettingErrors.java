package io.parley.config;

import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the errors of a configuration, in the order of its lines. */
final class SettingErrors {
  private final Map<Integer, List<String>> byLine = new TreeMap<>();

  void add(ConfigOrigin origin, String message) {
    byLine
        .computeIfAbsent(origin.lineNumber(), line -> new ArrayList<>())
        .add(location(origin) + message);
  }

  List<String> all() {
    return byLine.values().stream().flatMap(List::stream).toList();
  }

  /** The prefix {@code file:line: } of a message. */
  static String location(ConfigOrigin origin) {
    String file = origin.filename() != null ? origin.filename() : origin.resource();
    if (file == null) {
      return origin.description().replaceFirst(": \\d+$", "") + ": "; // -D has no lines
    }
    return file + ":" + origin.lineNumber() + ": ";
  }
}
