package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.UnixOperatingSystemMXBean;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.Test;

/** A thousand connections end in every possible way and leave no actors and no files open. */
class ConnectionCleanupTest {
  private static final int CONNECTIONS = 1000;

  /** The ways a connection can end: first those of members, then those that never register. */
  private static final List<Consumer<RawBeejClient>> ENDINGS =
      List.of(
          RawBeejClient::close,
          RawBeejClient::reset,
          client -> {
            client.halfClose();
            client.readToEnd();
            client.close();
          },
          client -> {
            client.chat("unread");
            client.close();
          },
          client -> {
            client.sendRaw(new byte[2]);
            client.readToEnd();
            client.close();
          },
          client -> {
            client.sendRaw(new byte[] {0, 100, '{'});
            client.close();
          },
          client -> {
            client.sendRaw(new byte[] {0x7F, 0x7F});
            client.reset();
          },
          client -> client.sendRaw(new byte[2])); // and stays open until the drain deadline

  @Test
  void thousand_ended_connections_leave_no_actors_or_files() {
    try (ParleyServer server =
            TestServers.startBeej(Map.of("parley.limits.drain-timeout", "500 ms"));
        RawBeejClient watch = RawBeejClient.joined(server, "watch")) {
      String before = actorTree(server);
      long filesBefore = openFiles();

      Set<String> expected = new HashSet<>();
      List<RawBeejClient> stubborn = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        String nickname = "p" + i;
        RawBeejClient client = RawBeejClient.joined(server, nickname);
        expected.add(nickname);
        ENDINGS.get(i % ENDINGS.size()).accept(client);
        if (i % ENDINGS.size() == ENDINGS.size() - 1) {
          stubborn.add(client);
        }
      }
      connectRefusedAndUnregistered(server);

      assertEquals(expected, readLeaves(watch, CONNECTIONS));
      TestProbe<Object> patience = TestProbe.create(server.system());
      patience.awaitAssert(
          Duration.ofSeconds(20),
          () -> {
            assertEquals(before, actorTree(server));
            return null;
          });
      stubborn.forEach(RawBeejClient::close);
      patience.awaitAssert(
          Duration.ofSeconds(20),
          () -> {
            assertTrue(
                openFiles() <= filesBefore,
                () -> openFiles() + " files are open, " + filesBefore + " before");
            return null;
          });
      for (int i = 0; i < CONNECTIONS; i += 100) {
        RawBeejClient.joined(server, "p" + i).close();
      }
    }
  }

  /** Connections that never register. */
  private static void connectRefusedAndUnregistered(ParleyServer server) {
    for (int i = 0; i < 20; i++) {
      RawBeejClient twin = new RawBeejClient(server);
      twin.hello("WATCH");
      twin.expectRefusalAndEnd("NICKNAME_TAKEN");
      twin.close();
      new RawBeejClient(server).close();
      new RawBeejClient(server).reset();
    }
  }

  private static Set<String> readLeaves(RawBeejClient watch, int count) {
    Set<String> left = new HashSet<>();
    Set<String> in = new HashSet<>();
    while (left.size() < count) {
      JsonNode packet = watch.read();
      String nickname = packet.path("nick").asText();
      switch (packet.path("type").asText()) {
        case "join" -> assertTrue(in.add(nickname), () -> nickname + " joined twice");
        case "leave" -> {
          assertTrue(in.remove(nickname), () -> nickname + " left without having joined");
          assertTrue(left.add(nickname), () -> nickname + " left twice");
        }
        default -> assertEquals("chat", packet.path("type").asText());
      }
    }
    assertEquals(Set.of(), in);
    return left;
  }

  /**
   * The tree of all services, streams included, without numbers and without transient state, such
   * as whether an actor is running.
   */
  private static String actorTree(ParleyServer server) {
    ExtendedActorSystem system = (ExtendedActorSystem) Adapter.toClassic(server.system());
    return system
        .printTree()
        .lines()
        .map(line -> line.replaceAll("[$#][-\\w~+/]*|status=\\d+", "").strip())
        .filter(
            line ->
                line.contains("user")
                    || line.contains("listener")
                    || line.contains("flow")
                    || line.contains("Connection"))
        .sorted()
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }
}
