package io.parley.history.factory;

import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.SearchBudget;
import io.parley.history.SearchQuery;
import io.parley.history.SearchResult;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures, and is no test: {@code HistoryBenchmark [URL [MESSAGES]]}. A third of the messages has
 * a few common and rare words, a third is Chinese, and a third has eight words of a language of
 * 20,000 words, of which the first is in every other message and the last is rare.
 */
final class HistoryBenchmark {
  private static final int BATCH = 100;
  private static final SearchBudget BUDGET = new SearchBudget(20_000, Duration.ofMillis(500));
  private static final int LANGUAGE = 20_000;
  private static final String[] SYLLABLES = {
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qi", "ro", "su", "ta",
    "ve", "wi", "xo", "zu"
  };
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
            "from:n word77",
            "comm",
            "rare1234",
            "common rare1234",
            "word7 rare99",
            word(1),
            word(1).substring(0, 4),
            word(1) + " " + word(2),
            word(1) + " " + word(5000),
            word(300) + " " + word(400),
            word(19_000),
            word(19_000).substring(0, 3),
            word(1).substring(0, 3) + "zzz")) {
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
    if (number % 3 == 2) {
      return IntStream.range(0, 8)
          .mapToObj(i -> word((int) Math.pow(LANGUAGE, random.nextDouble())))
          .collect(Collectors.joining(" "));
    }
    if (number % 3 == 0) {
      return "common word" + random.nextInt(1000) + " rare" + number + " and so on";
    }
    StringBuilder text = new StringBuilder(number % 10_000 == 1 ? "爸爸" : "");
    for (int i = 0; i < 4; i++) {
      text.append(COMMON[random.nextInt(COMMON.length)]);
      text.appendCodePoint(0x4E00 + random.nextInt(3000));
    }
    return text.toString();
  }

  /** A word of four to ten letters; many begin with the same ones. */
  private static String word(int rank) {
    StringBuilder word = new StringBuilder(SYLLABLES[rank % 7]);
    for (int rest = rank; rest > 0; rest /= SYLLABLES.length) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return word.toString();
  }

  private static void search(SqlMessageStore store, String words) throws HistoryException {
    SearchQuery query = TestMessages.query(words);
    for (int i = 0; i < 4; i++) {
      long start = System.nanoTime();
      SearchResult result = store.search(query, Set.of("lobby"), 50, BUDGET);
      String found =
          result.messages().size() + (result.searched().isPresent() ? " within the budget" : "");
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
