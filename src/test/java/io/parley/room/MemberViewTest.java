package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

  /** The messages of deliveries, and the other events. */
  private List<Object> received() {
    view.deliver(
        member,
        BATCH,
        index -> {
          throw new AssertionError("no backlog");
        });
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

  private static RoomEvent delivered(ServerMessage message) {
    return new RoomEvent.Delivered(Batch.of(message), 0);
  }

  private static ServerMessage said(String text) {
    return new ServerMessage.Chatted(PAT, Text.sanitize(text));
  }
}
