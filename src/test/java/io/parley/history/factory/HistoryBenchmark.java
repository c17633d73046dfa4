package io.parley.history.factory;

import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.SearchBudget;
import io.parley.history.SearchQuery;
import io.parley.history.TestMessages;
import io.parley.history.sql.SqlMessageStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Measures, and is no test: {@code HistoryBenchmark [URL [MESSAGES]]}. Each message has a few
 * common and rare words, half of them Chinese.
 */
final class HistoryBenchmark {
  private static final int BATCH = 100;
  private static final SearchBudget BUDGET = new SearchBudget(20_000, Duration.ofMillis(500));
  private static final String[] COMMON = {"的", "我", "你好", "今天", "天气", "很好", "我们", "吃饭"};

  private HistoryBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("parley-benchmark");
    String url = arguments.length > 0 ? arguments[0] : "jdbc:sqlite:" + folder.resolve("parley.db");
    int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    HistorySettings settings = TestMessages.settings(Map.of("url", url, "user", "postgres"));

    long start = System.nanoTime();
    MessageStoreFactory.openSqlStore(settings, Duration.ofHours(1)).close();
    report("open and make the tables, cold", start);
    start = System.nanoTime();
    SqlMessageStore store = MessageStoreFactory.openSqlStore(settings, Duration.ofHours(1));
    report("open, warm", start);

    fill(store, messages);
    start = System.nanoTime();
    store.indexAll();
    report("index " + messages, start);
    for (String words :
        List.of(
            "爸爸",
            "爸",
            "的",
            "你好 天气",
            "word77",
            "common",
            "common word77",
            "没有",
            "from:n7",
            "from:n",
            "from:n word77")) {
      search(store, words);
    }
    start = System.nanoTime();
    store.close();
    report("close", start);
    start = System.nanoTime();
    store = MessageStoreFactory.openSqlStore(settings, Duration.ofHours(1));
    report("open with all that", start);
    search(store, "爸爸");
    store.close();
    System.out.println("bytes on disk: " + size(folder));
  }

  private static void fill(SqlMessageStore store, int messages) throws HistoryException {
    Random random = new Random(1);
    Instant time = Instant.parse("2026-01-01T00:00:00Z");
    long start = System.nanoTime();
    for (int i = 0; i < messages; i += BATCH) {
      List<NewMessage> batch = new ArrayList<>();
      for (int j = i; j < i + BATCH; j++) {
        batch.add(
            new NewMessage(
                "lobby", time.plusMillis(j), "n" + j % 100, MessageKind.CHAT, text(random, j)));
      }
      store.append(UUID.randomUUID(), batch);
    }
    report("append " + messages + " in batches of " + BATCH, start);
    start = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      store.append(
          UUID.randomUUID(),
          Collections.nCopies(
              10_000, new NewMessage("lobby", time, "n", MessageKind.CHAT, "as it comes")));
    }
    report("append 100000 in batches of 10000", start);
    start = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      store.append(
          UUID.randomUUID(), List.of(new NewMessage("lobby", time, "n", MessageKind.CHAT, "x")));
    }
    report("append 200 one by one", start);
  }

  private static String text(Random random, int number) {
    if (number % 2 == 0) {
      return "common word" + random.nextInt(1000) + " rare" + number + " and so on";
    }
    StringBuilder text = new StringBuilder(number % 10_000 == 1 ? "爸爸" : "");
    for (int i = 0; i < 4; i++) {
      text.append(COMMON[random.nextInt(COMMON.length)]);
      text.appendCodePoint(0x4E00 + random.nextInt(3000));
    }
    return text.toString();
  }

  private static void search(SqlMessageStore store, String words) throws HistoryException {
    SearchQuery query = TestMessages.query(words);
    for (int i = 0; i < 4; i++) {
      long start = System.nanoTime();
      int found = store.search(query, Set.of("lobby"), 50, BUDGET).messages().size();
      report((i == 0 ? "search first " : "search again ") + words + " (" + found + ")", start);
    }
  }

  private static void report(String operation, long start) {
    System.out.printf("%-50s %10.1f ms%n", operation, (System.nanoTime() - start) / 1e6);
  }

  private static long size(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      return files.mapToLong(path -> path.toFile().length()).sum();
    }
  }
}
