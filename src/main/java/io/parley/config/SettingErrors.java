package io.parley.config;

import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The mistakes of a configuration, in the order of its lines, so that they read like the file. */
final class SettingErrors {
  private final Map<Integer, List<String>> byLine = new TreeMap<>();

  void add(ConfigOrigin origin, String what) {
    byLine
        .computeIfAbsent(origin.lineNumber(), line -> new ArrayList<>())
        .add(location(origin) + what);
  }

  List<String> all() {
    return byLine.values().stream().flatMap(List::stream).toList();
  }

  /** Where something stands, as the beginning of a line about it. */
  static String location(ConfigOrigin origin) {
    String file = origin.filename() != null ? origin.filename() : origin.resource();
    if (file == null) {
      return origin.description().replaceFirst(": \\d+$", "") + ": "; // -D has no lines
    }
    return file + ":" + origin.lineNumber() + ": ";
  }
}
