package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random acts of five people in three rooms of a server in a process of its own, beside a model.
 * The server is killed several times, and must be as it was shown. A failure names the seed; the
 * system property {@code parley.test.seed} repeats it.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RoomModelTest {
  private static final Pattern LISTENING =
      Pattern.compile("parley: listening for beej on 127\\.0\\.0\\.1:(\\d+)");
  private static final String PASSWORD = "correct horse";
  private static final List<String> PEOPLE = List.of("amy", "bob", "cleo", "dan", "eve");
  private static final List<String> ROOMS = List.of("tea", "garden", "attic");
  private static final List<String> EMOJI = List.of("👍", "🎉");
  private static final int STEPS = 10_000;
  private static final int KILL_INTERVAL = 2_500;

  /** The texts of a room that are remembered; acts are about these. */
  private static final int NEWEST = 20;

  @TempDir Path folder;
  private Optional<Process> server = Optional.empty();
  private final Map<String, RawBeejClient> clients = new LinkedHashMap<>();
  private final Map<String, RoomModel> rooms = new LinkedHashMap<>();
  private final long seed = Long.getLong("parley.test.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private String lastAct = "";
  private int port;

  @AfterEach
  void end() {
    clients.values().forEach(RawBeejClient::close);
    server.ifPresent(Process::destroyForcibly);
  }

  @Test
  void server_does_what_the_model_does_and_keeps_it_when_it_is_killed() throws Exception {
    int step = 0;
    try {
      start();
      PEOPLE.forEach(this::register);
      for (int i = 0; i < ROOMS.size(); i++) {
        rooms.put(ROOMS.get(i), new RoomModel(PEOPLE.get(i)));
        join(PEOPLE.get(i), ROOMS.get(i));
        say(PEOPLE.get(i), ROOMS.get(i), "welcome");
        // The answer waits until it is recorded who owns the room.
        ask(PEOPLE.get(i), "{'type':'room','room':'%s'}".formatted(ROOMS.get(i)), "room");
      }
      for (step = 1; step <= STEPS; step++) {
        act(step);
        if (step % KILL_INTERVAL == 0) {
          compare();
          restart();
          compare();
        }
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ", step " + step + ": " + lastAct, e);
    }
  }

  private void act(int step) {
    String who = any(PEOPLE);
    String room = any(ROOMS);
    String target = any(PEOPLE);
    RoomModel model = rooms.get(room);
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> join(who, room);
      case 3 -> part(who, room);
      case 4, 5, 6, 7, 8 -> say(who, room, "text " + step);
      case 9, 10 -> {
        long id = anyId(model);
        String text = "edited " + step;
        request(
            who,
            "{'type':'edit','room':'%s','id':%d,'message':'%s'}".formatted(room, id, text),
            model.edit(who, id, text),
            isRevisionBy(who));
      }
      case 11 -> {
        long id = anyId(model);
        request(
            who,
            "{'type':'delete','room':'%s','id':%d}".formatted(room, id),
            model.delete(who, id),
            isRevisionBy(who));
      }
      case 12, 13 -> {
        long id = anyId(model);
        String emoji = any(EMOJI);
        boolean add = random.nextInt(3) > 0;
        request(
            who,
            "{'type':'react','room':'%s','id':%d,'emoji':'%s','remove':%s}"
                .formatted(room, id, emoji, !add),
            model.react(who, id, emoji, add),
            isRevisionBy(who));
      }
      case 14 ->
          moderate(
              who,
              "{'type':'kick','room':'%s','nick':'%s'}".formatted(room, target),
              model.kick(who, target));
      case 15 -> {
        boolean ban = random.nextInt(3) == 0;
        moderate(
            who,
            "{'type':'%s','room':'%s','target':'%s'}".formatted(ban ? "ban" : "mute", room, target),
            model.restrict(who, target, ban));
      }
      case 16 -> {
        boolean ban = random.nextBoolean();
        moderate(
            who,
            "{'type':'%s','room':'%s','target':'%s'}"
                .formatted(ban ? "unban" : "unmute", room, target),
            model.lift(who, target, ban));
      }
      case 17 -> {
        boolean on = random.nextInt(3) == 0;
        moderate(
            who,
            "{'type':'room','room':'%s','setting':'moderated','value':'%s'}"
                .formatted(room, on ? "on" : "off"),
            model.setModerated(who, on));
      }
      case 18 -> {
        String role = any(List.of("operator", "voice", "none"));
        moderate(
            who,
            "{'type':'role','room':'%s','nick':'%s','role':'%s'}".formatted(room, target, role),
            model.setRole(who, target, role));
      }
      default -> {
        if (random.nextInt(10) == 0) {
          moderate(
              who,
              "{'type':'purge','room':'%s','nick':'%s'}".formatted(room, target),
              model.purge(who, target));
        }
      }
    }
  }

  private void join(String who, String room) {
    request(
        who,
        "{'type':'join','room':'%s'}".formatted(room),
        rooms.get(room).join(who),
        packet -> is(packet, "join", room) && packet.path("nick").asText().equals(who));
  }

  private void part(String who, String room) {
    request(
        who,
        "{'type':'leave','room':'%s'}".formatted(room),
        rooms.get(room).part(who),
        packet ->
            is(packet, "leave", room)
                && packet.path("nick").asText().equals(who)
                && packet.path("by").isMissingNode());
  }

  private void say(String who, String room, String text) {
    RoomModel model = rooms.get(room);
    String expected = model.say(who);
    JsonNode said =
        request(
            who,
            "{'type':'chat','room':'%s','message':'%s'}".formatted(room, text),
            expected,
            packet ->
                is(packet, "chat", room)
                    && packet.path("nick").asText().equals(who)
                    && packet.path("message").asText().equals(text));
    if (expected.equals(RoomModel.DONE)) {
      model.said.put(said.path("id").asLong(), new RoomModel.Said(who, text));
    }
  }

  private void moderate(String who, String packet, String expected) {
    request(who, packet, expected, answer -> answer.path("type").asText().equals("done"));
  }

  /** Sends a request, and reads up to its answer, which must be the expected one. */
  private JsonNode request(
      String who, String packet, String expected, Predicate<JsonNode> isSuccess) {
    lastAct = who + " " + packet + ": " + (expected.isEmpty() ? "done" : expected);
    RawBeejClient client = clients.get(who);
    client.send(packet.replace('\'', '"'));
    while (true) {
      JsonNode answer = client.read();
      boolean failed = answer.path("type").asText().equals("error");
      if (failed || isSuccess.test(answer)) {
        assertEquals(expected, failed ? answer.path("code").asText() : RoomModel.DONE);
        return answer;
      }
    }
  }

  /** The rooms as their owners see them. */
  private void compare() {
    for (int i = 0; i < ROOMS.size(); i++) {
      String room = ROOMS.get(i);
      String owner = PEOPLE.get(i);
      RoomModel model = rooms.get(room);
      join(owner, room);
      lastAct = "comparing " + room;
      JsonNode status = ask(owner, "{'type':'room','room':'%s'}".formatted(room), "room");
      Map<String, String> roles = new TreeMap<>();
      status
          .path("roles")
          .forEach(each -> roles.put(each.path("nick").asText(), each.path("role").asText()));
      assertEquals(model.roles, roles);
      assertEquals(
          model.moderated, status.path("settings").path("moderated").asText().equals("on"));
      Map<String, Set<String>> restricted = new TreeMap<>();
      restricted.put("ban", new TreeSet<>());
      restricted.put("mute", new TreeSet<>());
      ask(owner, "{'type':'bans','room':'%s'}".formatted(room), "bans")
          .path("bans")
          .forEach(
              each -> restricted.get(each.path("kind").asText()).add(each.path("target").asText()));
      assertEquals(Map.of("ban", model.bans, "mute", model.mutes), restricted);
      assertEquals(model.history(), history(owner, room, model.said.size()));
    }
  }

  private List<String> history(String who, String room, int expected) {
    List<String> lines = new ArrayList<>();
    long before = 1L << 53;
    while (lines.size() < expected) {
      JsonNode page =
          ask(who, "{'type':'history','room':'%s','before':%d}".formatted(room, before), "history")
              .path("messages");
      assertTrue(page.size() > 0, "messages are missing");
      List<String> part = new ArrayList<>();
      page.forEach(entry -> part.add(line(entry)));
      lines.addAll(0, part);
      before = page.path(0).path("id").asLong();
    }
    return lines;
  }

  private static String line(JsonNode entry) {
    Map<String, Integer> reactions = new TreeMap<>();
    entry
        .path("reactions")
        .forEach(each -> reactions.put(each.path("emoji").asText(), each.path("count").asInt()));
    boolean deleted = entry.has("deleted");
    return entry.path("id").asLong()
        + " "
        + entry.path("nick").asText()
        + " "
        + (deleted ? "" : entry.path("message").asText())
        + (entry.has("edited") ? " edited" : "")
        + (deleted ? " deleted by " + entry.path("deleted").asText() : "")
        + (reactions.isEmpty() ? "" : " " + reactions);
  }

  /** Asks for something, whose answer may come in several packets of the type. */
  private JsonNode ask(String who, String packet, String type) {
    RawBeejClient client = clients.get(who);
    client.send(packet.replace('\'', '"'));
    JsonNode answer = client.read();
    while (!answer.path("type").asText().equals(type) || answer.path("recalled").asBoolean()) {
      answer = client.read();
    }
    return answer;
  }

  private void restart() throws Exception {
    lastAct = "restarting";
    assertTrue(server.orElseThrow().destroyForcibly().waitFor(60, TimeUnit.SECONDS));
    clients.values().forEach(RawBeejClient::close);
    clients.clear();
    rooms.values().forEach(room -> room.present.clear());
    start();
    for (String person : PEOPLE) {
      hello(person, ",'password':'" + PASSWORD + "'");
    }
  }

  private void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.parley.cli.Main",
                "server",
                "--listen",
                "beej=0",
                "--data",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("PARLEY_HISTORY_URL", "sqlite");
    Process process = builder.start();
    server = Optional.of(process);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    Matcher listening = LISTENING.matcher(String.valueOf(out.readLine()));
    while (!listening.matches()) {
      String line = out.readLine();
      assertTrue(line != null, "the server has not started");
      listening = LISTENING.matcher(line);
    }
    port = Integer.parseInt(listening.group(1));
  }

  private void register(String person) {
    hello(person, "");
    request(
        person,
        "{'type':'register','password':'" + PASSWORD + "'}",
        RoomModel.DONE,
        packet -> packet.path("type").asText().equals("account"));
  }

  private void hello(String person, String password) {
    try {
      RawBeejClient client = new RawBeejClient(new Socket(InetAddress.getLoopbackAddress(), port));
      clients.put(person, client);
      client.send(
          "{'type':'hello','nick':'%s','extensions':true%s}"
              .formatted(person, password)
              .replace('\'', '"'));
      JsonNode packet = client.read();
      while (!is(packet, "join", "lobby")) {
        packet = client.read();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Predicate<JsonNode> isRevisionBy(String who) {
    return packet -> packet.has("revised") && packet.path("by").asText().equals(who);
  }

  private static boolean is(JsonNode packet, String type, String room) {
    return packet.path("type").asText().equals(type) && packet.path("room").asText().equals(room);
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private long anyId(RoomModel room) {
    List<Long> ids = List.copyOf(room.said.keySet());
    List<Long> newest = ids.subList(Math.max(0, ids.size() - NEWEST), ids.size());
    return any(newest);
  }
}
