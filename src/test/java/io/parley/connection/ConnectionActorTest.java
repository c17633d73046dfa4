package io.parley.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.Parley;
import io.parley.dialect.Batch;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Problem.Code;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.ChatRoom;
import io.parley.room.Historian;
import io.parley.room.Place;
import io.parley.room.RoomEvent;
import io.parley.room.Rooms;
import io.parley.room.Venue;
import io.parley.wire.flow.DecodeResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection between a stream, a room and an outbox that are all played by the test. */
class ConnectionActorTest {
  private static final ConnectionSettings SETTINGS =
      new ConnectionSettings(
          20, 1000, 2, 3, 100, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(5));
  private static final RegistrationStyle REGISTRATION =
      new RegistrationStyle(
          RegistrationStyle.Initiator.CLIENT,
          false,
          RegistrationStyle.EarlyMessagePolicy.REFUSE,
          Nickname::parse);
  private static final Peer PEER =
      new Peer(1, new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000));

  private final ActorTestKit kit =
      ActorTestKit.create("connection", ManualTime.config().withFallback(Parley.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<ChatRoom.Command> room = kit.createTestProbe();
  private final TestProbe<Rooms.Command> rooms = kit.createTestProbe();
  private final TestProbe<Historian.Command> historian = kit.createTestProbe();
  private final Venue venue = new Venue(room.getRef(), rooms.getRef(), historian.getRef());
  private final Place lobby = new Place(RoomName.LOBBY, room.getRef());
  private final TestProbe<Done> stream = kit.createTestProbe();
  private final TestProbe<Object> peer = kit.createTestProbe();
  private final FakeOutbox outbox = new FakeOutbox(peer.getRef());
  private final ActorRef<ConnectionActor.Command> connection =
      kit.spawn(ConnectionActor.create(PEER, self -> outbox, REGISTRATION, venue, SETTINGS));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void lets_the_stream_begin_when_there_is_an_outbox() {
    connection.tell(new ConnectionActor.InputReady(this::readOn));

    stream.expectMessage(Done.getInstance());
  }

  @Test
  void asks_the_room_for_the_nickname_and_takes_nothing_more_until_it_has_answered() {
    input(new ClientMessage.Hello("chris"));

    ChatRoom.Join join = room.expectMessageClass(ChatRoom.Join.class);
    assertEquals("chris", join.nickname().value());
    stream.expectNoMessage(Duration.ZERO);

    join.member().tell(new RoomEvent.Welcomed(join.nickname(), List.of(join.nickname()), lobby));
    expectWelcome();
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void tells_a_peer_why_it_is_turned_away_and_ends() {
    input(new ClientMessage.Hello("chris"));
    Problem taken = new Problem(Code.NICKNAME_TAKEN, "The nickname chris is taken.");
    room.expectMessageClass(ChatRoom.Join.class).member().tell(new RoomEvent.TurnedAway(taken));

    expectEndAfter(Code.NICKNAME_TAKEN);
  }

  @Test
  void refuses_a_malformed_nickname_without_asking_the_room() {
    input(new ClientMessage.Hello("no spaces"));

    expectEndAfter(Code.NICKNAME_INVALID);
    room.expectNoMessage(Duration.ZERO);
  }

  @Test
  void answers_chat_before_hello_and_stays() {
    input(new ClientMessage.Chat("hello?"));

    assertEquals(Code.NOT_REGISTERED, expectRefusal());
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void answers_a_second_hello_and_stays() {
    becomeMember();
    input(new ClientMessage.Hello("pat"));

    assertEquals(Code.ALREADY_REGISTERED, expectRefusal());
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void answers_what_is_malformed_and_stays() {
    received(new DecodeResult.Malformed<>(new Problem(Code.NOT_JSON, "That was not valid JSON.")));

    assertEquals(Code.NOT_JSON, expectRefusal());
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void refuses_a_text_over_the_limit_and_passes_nothing_on() {
    becomeMember();
    input(new ClientMessage.Chat("x".repeat(21)));

    assertEquals(Code.TEXT_TOO_LONG, expectRefusal());
    room.expectNoMessage(Duration.ZERO);
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void makes_a_fast_writer_wait_until_the_room_has_passed_on_what_it_said() {
    ActorRef<RoomEvent> member = becomeMember();
    input(new ClientMessage.Chat("one"));
    stream.expectMessage(Done.getInstance());
    input(new ClientMessage.Chat("two"));
    room.receiveMessage();
    room.receiveMessage();
    stream.expectNoMessage(Duration.ZERO);

    Batch<ServerMessage> batch = Batch.copyOf(List.of(chatted("one"), chatted("two")));
    member.tell(new RoomEvent.Heard(batch, 2));

    stream.expectMessage(Done.getInstance());
    assertEquals(new FakeOutbox.Sent(batch.messages()), peer.receiveMessage());
  }

  @Test
  void leaves_at_the_end_of_input_but_not_before_it_has_heard_itself() {
    ActorRef<RoomEvent> member = becomeMember();
    input(new ClientMessage.Chat("bye"));
    connection.tell(ConnectionActor.InputEnded.INSTANCE);

    room.expectMessageClass(ChatRoom.Say.class);
    room.expectMessageClass(ChatRoom.Leave.class);
    member.tell(new RoomEvent.Heard(Batch.of(chatted("bye")), 1));
    member.tell(new RoomEvent.Farewell(Optional.empty()));

    assertEquals(new FakeOutbox.Sent(List.of(chatted("bye"))), peer.receiveMessage());
    expectEnd();
  }

  @Test
  void leaves_when_it_is_welcomed_after_its_input_has_ended() {
    input(new ClientMessage.Hello("chris"));
    connection.tell(ConnectionActor.InputEnded.INSTANCE);
    ChatRoom.Join join = room.expectMessageClass(ChatRoom.Join.class);
    join.member().tell(new RoomEvent.Welcomed(join.nickname(), List.of(join.nickname()), lobby));

    room.expectMessageClass(ChatRoom.Leave.class);
    expectWelcome();
    join.member().tell(new RoomEvent.Farewell(Optional.empty()));
    expectEnd();
  }

  @Test
  void says_last_what_is_wrong_with_a_broken_stream() {
    ActorRef<RoomEvent> member = becomeMember();
    received(new DecodeResult.Unrecoverable<>(new Problem(Code.FRAME_TOO_LONG, "Too long.")));

    room.expectMessageClass(ChatRoom.Leave.class);
    member.tell(new RoomEvent.Farewell(Optional.empty()));
    expectEndAfter(Code.FRAME_TOO_LONG);
  }

  @Test
  void ends_at_once_when_the_connection_breaks() {
    becomeMember();
    connection.tell(new ConnectionActor.InputFailed(new java.io.IOException("reset by peer")));

    expectEnd();
    room.expectNoMessage(Duration.ZERO);
  }

  @Test
  void ends_when_nobody_registers_in_time() {
    connection.tell(new ConnectionActor.InputReady(this::readOn));
    stream.expectMessage(Done.getInstance()); // so its time runs
    time.timePasses(SETTINGS.registration().minusMillis(1));
    peer.expectNoMessage(Duration.ZERO);
    time.timePasses(Duration.ofMillis(1));

    expectEndAfter(Code.REGISTRATION_TIMEOUT);
  }

  @Test
  void lets_a_member_be_quiet_but_not_for_ever() {
    ActorRef<RoomEvent> member = becomeMember();
    time.timePasses(SETTINGS.registration());
    input(new ClientMessage.Chat("still here"));
    stream.expectMessage(Done.getInstance());
    room.expectMessageClass(ChatRoom.Say.class);
    time.timePasses(SETTINGS.idle().minus(SETTINGS.registration()));
    room.expectNoMessage(Duration.ZERO);
    time.timePasses(SETTINGS.idle());

    room.expectMessageClass(ChatRoom.Leave.class);
    member.tell(new RoomEvent.Farewell(Optional.empty()));
    expectEndAfter(Code.IDLE_TIMEOUT);
  }

  @Test
  void lets_a_peer_go_that_does_not_read_and_tells_it_why() {
    ActorRef<RoomEvent> member = becomeMember();
    outbox.fill();
    member.tell(new RoomEvent.Heard(Batch.of(chatted("one")), 0));

    expectEndAfter(Code.TOO_SLOW);
  }

  @Test
  void does_not_wait_for_ever_for_a_farewell() {
    becomeMember();
    connection.tell(ConnectionActor.InputEnded.INSTANCE);
    room.expectMessageClass(ChatRoom.Leave.class);
    time.timePasses(SETTINGS.drain());

    expectEnd();
  }

  @Test
  void tells_a_stranger_that_the_server_is_closing() {
    connection.tell(
        new ConnectionActor.Close(new Problem(Code.SERVER_CLOSING, "The server is closing.")));

    expectEndAfter(Code.SERVER_CLOSING);
  }

  @Test
  void leaves_it_to_the_room_to_tell_a_member_that_the_server_is_closing() {
    ActorRef<RoomEvent> member = becomeMember();
    Problem closing = new Problem(Code.SERVER_CLOSING, "The server is closing.");
    connection.tell(new ConnectionActor.Close(closing));
    member.tell(new RoomEvent.Heard(Batch.of(chatted("wait")), 0));
    member.tell(new RoomEvent.Farewell(Optional.of(closing)));

    assertEquals(new FakeOutbox.Sent(List.of(chatted("wait"))), peer.receiveMessage());
    expectEndAfter(Code.SERVER_CLOSING);
  }

  @Test
  void closes_its_outbox_when_we_have_made_a_mistake() {
    ActorRef<RoomEvent> member = becomeMember();
    outbox.breakDown();
    member.tell(new RoomEvent.Heard(Batch.of(chatted("one")), 0));

    expectEnd();
  }

  private ActorRef<RoomEvent> becomeMember() {
    input(new ClientMessage.Hello("chris"));
    ChatRoom.Join join = room.expectMessageClass(ChatRoom.Join.class);
    join.member().tell(new RoomEvent.Welcomed(join.nickname(), List.of(join.nickname()), lobby));
    expectWelcome();
    stream.expectMessage(Done.getInstance());
    return join.member();
  }

  private void expectWelcome() {
    assertEquals(
        List.of(
            new ServerMessage.Welcomed(new Nickname("chris")),
            new ServerMessage.Present(List.of(new Nickname("chris")))),
        peer.expectMessageClass(FakeOutbox.Sent.class).messages());
  }

  private void input(ClientMessage message) {
    received(new DecodeResult.Message<>(message));
  }

  private void received(DecodeResult<ClientMessage> received) {
    connection.tell(new ConnectionActor.Input(received, this::readOn));
  }

  private Code expectRefusal() {
    return codeOf(peer.expectMessageClass(FakeOutbox.Sent.class).messages());
  }

  private void expectEndAfter(Code code) {
    assertEquals(code, codeOf(peer.expectMessageClass(FakeOutbox.LastWord.class).messages()));
    expectEnd();
  }

  private void expectEnd() {
    peer.expectMessage(FakeOutbox.Closed.INSTANCE);
    peer.expectTerminated(connection);
  }

  private static Code codeOf(List<ServerMessage> messages) {
    assertEquals(1, messages.size());
    assertTrue(
        messages.get(0) instanceof ServerMessage.Refused, () -> "not a refusal: " + messages);
    return ((ServerMessage.Refused) messages.get(0)).problem().code();
  }

  private static ServerMessage chatted(String text) {
    return new ServerMessage.Chatted(Nickname.foreign("chris"), Text.clean(text));
  }

  private void readOn() {
    stream.getRef().tell(Done.getInstance());
  }
}
