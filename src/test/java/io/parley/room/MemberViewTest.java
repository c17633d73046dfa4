package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

class MemberViewTest {
  private static final Nickname PAT = new Nickname("pat");
  private static final Batch<ServerMessage> BATCH =
      Batch.copyOf(List.of(said("one"), said("two"), said("three")));
  private static final RoomEvent COMPLETED =
      new RoomEvent.Completed(RoomName.LOBBY, Optional.empty());

  private final TestInbox<RoomEvent> inbox = TestInbox.create();
  private final Member<ActorRef<RoomEvent>> member =
      new Roster<ActorRef<RoomEvent>>().add(PAT, inbox.getRef(), Instant.EPOCH);
  private final MemberView view = new MemberView();

  @Test
  void nothing_follows_the_last_event_of_the_room() {
    view.addDirect(1, COMPLETED);
    view.endAt(1);
    view.addDirect(2, delivered(said("private")));

    assertEquals(List.of(said("one"), COMPLETED), received());
  }

  @Test
  void skipped_events_are_left_out_and_others_stay_in_order() {
    view.addDirect(1, delivered(said("private")));
    view.skip(1, 1);

    assertEquals(List.of(said("one"), said("private"), said("three")), received());
  }

  @Test
  void own_events_are_marked_in_each_part_and_counted_there() {
    view.addOwn(0);
    view.addOwn(2);
    view.addDirect(1, delivered(said("private")));
    deliver();

    List<RoomEvent.Delivered> parts =
        inbox.getAllReceived().stream().map(event -> (RoomEvent.Delivered) event).toList();
    assertEquals(List.of(1, 0, 1), parts.stream().map(RoomEvent::ownMessages).toList());
    assertTrue(parts.get(0).batch().isOwn(0));
    assertFalse(parts.get(1).batch().isOwn(0));
    assertFalse(parts.get(2).batch().isOwn(0), "of somebody else");
    assertTrue(parts.get(2).batch().isOwn(1));
  }

  /** The messages of deliveries, and the other events. */
  private List<Object> received() {
    deliver();
    return inbox.getAllReceived().stream()
        .<Object>mapMulti(
            (event, next) -> {
              if (event instanceof RoomEvent.Delivered delivered) {
                delivered.batch().messages().forEach(next);
              } else {
                next.accept(event);
              }
            })
        .toList();
  }

  private void deliver() {
    view.deliver(
        member,
        BATCH,
        index -> {
          throw new AssertionError("no backlog");
        });
  }

  private static RoomEvent delivered(ServerMessage message) {
    return new RoomEvent.Delivered(Batch.of(message), 0);
  }

  private static ServerMessage said(String text) {
    return new ServerMessage.Chatted(PAT, Text.sanitize(text));
  }
}
