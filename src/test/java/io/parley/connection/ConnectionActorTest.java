package io.parley.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.address.AddressSlot;
import io.parley.dialect.RegistrationStyle;
import io.parley.history.SearchBudget;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Problem.Code;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.ChatRoom;
import io.parley.room.HistoryReader;
import io.parley.room.RoomActors;
import io.parley.room.RoomEvent;
import io.parley.room.RoomRef;
import io.parley.room.RoomRegistry;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection with probes as its stream and its room. */
class ConnectionActorTest {
  private static final ConnectionSettings SETTINGS =
      new ConnectionSettings(
          20,
          1000,
          2,
          50,
          25,
          3,
          100,
          Duration.ofSeconds(30),
          10,
          SearchBudget.UNLIMITED,
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));
  private static final int BUDGET = 1000;
  private static final RegistrationStyle REGISTRATION =
      new RegistrationStyle(
          RegistrationStyle.Initiator.CLIENT,
          false,
          RegistrationStyle.EarlyMessagePolicy.REFUSE,
          Nickname::parse);
  private static final Peer PEER =
      new Peer(
          1, new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000), AddressSlot.exempt());

  private final ActorTestKit kit =
      ActorTestKit.create("connection", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<ChatRoom.Command> room = kit.createTestProbe();
  private final TestProbe<RoomRegistry.Command> rooms = kit.createTestProbe();
  private final TestProbe<HistoryReader.Command> historyReader = kit.createTestProbe();
  private final RoomActors roomActors =
      new RoomActors(room.getRef(), rooms.getRef(), historyReader.getRef());
  private final RoomRef lobby = new RoomRef(RoomName.LOBBY, room.getRef());
  private final TestProbe<Done> stream = kit.createTestProbe();
  private final TestProbe<Object> peer = kit.createTestProbe();
  private final FakePeerStream peerStream = new FakePeerStream(stream.getRef(), peer.getRef());
  private final OutputBudget budget = new OutputBudget(BUDGET);
  private final ActorRef<ConnectionActor.Command> connection =
      kit.spawn(
          ConnectionActor.create(
              PEER, self -> peerStream, REGISTRATION, roomActors, SETTINGS, budget));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void acknowledges_stream_when_connection_is_open() {
    connection.tell(ConnectionActor.InputReady.INSTANCE);

    stream.expectMessage(Done.getInstance());
  }

  @Test
  void hello_joins_lobby_and_reads_nothing_until_reply() {
    input(new ClientMessage.Hello("chris"));

    ChatRoom.Join join = room.expectMessageClass(ChatRoom.Join.class);
    assertEquals("chris", join.nickname().value());
    stream.expectNoMessage(Duration.ZERO);

    join.member().tell(admitted(join.nickname(), lobby));
    expectWelcome();
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void rejected_registration_sends_problem_and_ends_connection() {
    input(new ClientMessage.Hello("chris"));
    Problem taken = new Problem(Code.NICKNAME_TAKEN, "The nickname chris is taken.");
    room.expectMessageClass(ChatRoom.Join.class).member().tell(new RoomEvent.Rejected(taken));

    expectEndAfter(Code.NICKNAME_TAKEN);
  }

  @Test
  void rejects_malformed_nickname_without_asking_lobby() {
    input(new ClientMessage.Hello("no spaces"));

    expectEndAfter(Code.NICKNAME_INVALID);
    room.expectNoMessage(Duration.ZERO);
  }

  @Test
  void chat_before_hello_is_rejected_and_connection_stays() {
    input(new ClientMessage.Chat("hello?"));

    assertEquals(Code.NOT_REGISTERED, expectRefusal());
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void second_hello_is_rejected_and_connection_stays() {
    becomeMember();
    input(new ClientMessage.Hello("pat"));

    assertEquals(Code.ALREADY_REGISTERED, expectRefusal());
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void malformed_frame_is_rejected_and_connection_stays() {
    received(new DecodeResult.Malformed<>(new Problem(Code.NOT_JSON, "That was not valid JSON.")));

    assertEquals(Code.NOT_JSON, expectRefusal());
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void rejects_text_over_limit_without_forwarding() {
    becomeMember();
    input(new ClientMessage.Chat("x".repeat(21)));

    assertEquals(Code.TEXT_TOO_LONG, expectRefusal());
    room.expectNoMessage(Duration.ZERO);
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void stops_reading_at_max_in_flight_until_messages_return() {
    ActorRef<RoomEvent> member = becomeMember();
    input(new ClientMessage.Chat("one"));
    stream.expectMessage(Done.getInstance());
    input(new ClientMessage.Chat("two"));
    room.receiveMessage();
    room.receiveMessage();
    stream.expectNoMessage(Duration.ZERO);

    Batch<ServerMessage> batch = Batch.copyOf(List.of(chatted("one"), chatted("two")));
    member.tell(new RoomEvent.Delivered(batch, 2));

    stream.expectMessage(Done.getInstance());
    assertEquals(new FakePeerStream.Sent(batch.messages()), peer.receiveMessage());
  }

  @Test
  void stops_reading_at_max_bytes_in_flight_until_text_returns() {
    ActorRef<RoomEvent> member = becomeMember();
    String text = "\uD83D\uDE00".repeat(13); // 52 bytes
    input(new ClientMessage.Chat(text));
    room.expectMessageClass(ChatRoom.Say.class);
    stream.expectNoMessage(Duration.ZERO);

    member.tell(new RoomEvent.Delivered(Batch.of(chatted(text)), 1));
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void next_message_is_read_after_the_answer_to_a_question() {
    ActorRef<RoomEvent> member = becomeMember();
    input(new ClientMessage.Chat("first"));
    stream.expectMessage(Done.getInstance());
    input(new ClientMessage.RequestMessage(new Request.Whois("pat")));
    room.expectMessageClass(ChatRoom.Say.class);
    room.expectMessageClass(ChatRoom.Ask.class);
    member.tell(new RoomEvent.Delivered(Batch.of(chatted("first")), 1));
    peer.expectMessageClass(FakePeerStream.Sent.class);
    stream.expectNoMessage(Duration.ZERO);

    member.tell(RoomEvent.Delivered.answer(Batch.of(chatted("the answer"))));
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void suspended_room_that_keeps_an_answer_back_does_not_stop_reading() {
    ActorRef<RoomEvent> member = becomeMember();
    input(new ClientMessage.RequestMessage(new Request.Whois("pat")));
    room.expectMessageClass(ChatRoom.Ask.class);
    stream.expectNoMessage(Duration.ZERO);

    member.tell(new RoomEvent.Suspended(RoomName.LOBBY));
    stream.expectMessage(Done.getInstance());
    input(new ClientMessage.Ping());
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void question_and_join_are_refused_while_the_server_is_busy_and_texts_are_not() {
    becomeMember();
    budget.add(BUDGET * 9 / 10);
    input(new ClientMessage.RequestMessage(new Request.Whois("pat")));
    assertEquals(Code.SERVER_BUSY, expectRefusal());
    stream.expectMessage(Done.getInstance());
    input(new ClientMessage.RequestMessage(new Request.Join("garden")));
    assertEquals(Code.SERVER_BUSY, expectRefusal());
    stream.expectMessage(Done.getInstance());
    rooms.expectNoMessage(Duration.ZERO);

    input(new ClientMessage.Chat("hello"));
    room.expectMessageClass(ChatRoom.Say.class);
  }

  @Test
  void text_is_refused_while_the_memory_is_exhausted() {
    becomeMember();
    budget.add(BUDGET + 1);
    input(new ClientMessage.Chat("hello"));
    assertEquals(Code.SERVER_BUSY, expectRefusal());

    stream.expectMessage(Done.getInstance());
    budget.remove(BUDGET);
    input(new ClientMessage.Chat("again"));
    stream.expectMessage(Done.getInstance());
    assertEquals("again", room.expectMessageClass(ChatRoom.Say.class).text().value());
    assertEquals(1 + "again".length(), budget.used());
  }

  @Test
  void texts_in_flight_do_not_count_after_the_end_of_the_connection() {
    becomeMember();
    input(new ClientMessage.Chat("hello"));
    room.expectMessageClass(ChatRoom.Say.class);
    connection.tell(new ConnectionActor.InputFailed(new java.io.IOException("reset by peer")));

    expectEnd();
    assertEquals(0, budget.used());
  }

  @Test
  void dropped_send_queue_disconnects_with_too_slow() {
    becomeMember();
    connection.tell(ConnectionActor.SendQueueDropped.INSTANCE);

    expectEndAfter(Code.TOO_SLOW);
  }

  @Test
  void half_closed_peer_gets_the_answer_to_its_question() {
    ActorRef<RoomEvent> member = becomeMember();
    input(new ClientMessage.RequestMessage(new Request.Whois("pat")));
    connection.tell(ConnectionActor.InputEnded.INSTANCE);
    room.expectMessageClass(ChatRoom.Ask.class);
    room.expectMessageClass(ChatRoom.Quit.class);
    member.tell(new RoomEvent.Completed(RoomName.LOBBY, Optional.empty()));
    peer.expectNoMessage(Duration.ZERO);

    member.tell(RoomEvent.Delivered.answer(Batch.of(chatted("the answer"))));
    assertEquals(new FakePeerStream.Sent(List.of(chatted("the answer"))), peer.receiveMessage());
    expectEnd();
  }

  @Test
  void quits_at_input_end_after_own_messages_return() {
    ActorRef<RoomEvent> member = becomeMember();
    input(new ClientMessage.Chat("bye"));
    connection.tell(ConnectionActor.InputEnded.INSTANCE);

    room.expectMessageClass(ChatRoom.Say.class);
    room.expectMessageClass(ChatRoom.Quit.class);
    member.tell(new RoomEvent.Delivered(Batch.of(chatted("bye")), 1));
    member.tell(new RoomEvent.Completed(RoomName.LOBBY, Optional.empty()));

    assertEquals(new FakePeerStream.Sent(List.of(chatted("bye"))), peer.receiveMessage());
    expectEnd();
  }

  @Test
  void quits_when_admitted_after_input_end() {
    input(new ClientMessage.Hello("chris"));
    connection.tell(ConnectionActor.InputEnded.INSTANCE);
    ChatRoom.Join join = room.expectMessageClass(ChatRoom.Join.class);
    join.member().tell(admitted(join.nickname(), lobby));

    room.expectMessageClass(ChatRoom.Quit.class);
    expectWelcome();
    join.member().tell(new RoomEvent.Completed(RoomName.LOBBY, Optional.empty()));
    expectEnd();
  }

  @Test
  void broken_stream_sends_problem_last() {
    ActorRef<RoomEvent> member = becomeMember();
    received(new DecodeResult.Unrecoverable<>(new Problem(Code.FRAME_TOO_LONG, "Too long.")));

    room.expectMessageClass(ChatRoom.Quit.class);
    member.tell(new RoomEvent.Completed(RoomName.LOBBY, Optional.empty()));
    expectEndAfter(Code.FRAME_TOO_LONG);
  }

  @Test
  void stops_at_once_when_connection_is_lost() {
    becomeMember();
    connection.tell(new ConnectionActor.InputFailed(new java.io.IOException("reset by peer")));

    expectEnd();
    room.expectNoMessage(Duration.ZERO);
  }

  @Test
  void registration_timeout_ends_connection() {
    connection.tell(ConnectionActor.InputReady.INSTANCE);
    stream.expectMessage(Done.getInstance()); // so its time runs
    time.timePasses(SETTINGS.registration().minusMillis(1));
    peer.expectNoMessage(Duration.ZERO);
    time.timePasses(Duration.ofMillis(1));

    expectEndAfter(Code.REGISTRATION_TIMEOUT);
  }

  @Test
  void idle_timeout_ends_member() {
    ActorRef<RoomEvent> member = becomeMember();
    time.timePasses(SETTINGS.registration());
    input(new ClientMessage.Chat("still here"));
    stream.expectMessage(Done.getInstance());
    room.expectMessageClass(ChatRoom.Say.class);
    time.timePasses(SETTINGS.idle().minus(SETTINGS.registration()));
    room.expectNoMessage(Duration.ZERO);
    time.timePasses(SETTINGS.idle());

    room.expectMessageClass(ChatRoom.Quit.class);
    member.tell(new RoomEvent.Completed(RoomName.LOBBY, Optional.empty()));
    expectEndAfter(Code.IDLE_TIMEOUT);
  }

  @Test
  void full_send_queue_disconnects_with_too_slow() {
    ActorRef<RoomEvent> member = becomeMember();
    peerStream.setFull();
    member.tell(new RoomEvent.Delivered(Batch.of(chatted("one")), 0));

    expectEndAfter(Code.TOO_SLOW);
  }

  @Test
  void stalled_peer_is_disconnected_with_too_slow() {
    becomeMember();
    connection.tell(ConnectionActor.PeerStalled.INSTANCE);

    expectEndAfter(Code.TOO_SLOW);
  }

  @Test
  void leaving_without_room_reply_ends_at_drain_deadline() {
    becomeMember();
    connection.tell(ConnectionActor.InputEnded.INSTANCE);
    room.expectMessageClass(ChatRoom.Quit.class);
    time.timePasses(SETTINGS.drain());

    expectEnd();
  }

  @Test
  void unregistered_peer_is_told_server_closing() {
    connection.tell(
        new ConnectionActor.Close(new Problem(Code.SERVER_CLOSING, "The server is closing.")));

    expectEndAfter(Code.SERVER_CLOSING);
  }

  @Test
  void member_is_told_server_closing_by_room_only() {
    ActorRef<RoomEvent> member = becomeMember();
    Problem closing = new Problem(Code.SERVER_CLOSING, "The server is closing.");
    connection.tell(new ConnectionActor.Close(closing));
    member.tell(new RoomEvent.Delivered(Batch.of(chatted("wait")), 0));
    member.tell(new RoomEvent.Completed(RoomName.LOBBY, Optional.of(closing)));

    assertEquals(new FakePeerStream.Sent(List.of(chatted("wait"))), peer.receiveMessage());
    expectEndAfter(Code.SERVER_CLOSING);
  }

  @Test
  void room_that_ends_connection_lets_member_quit_other_rooms_first() {
    ActorRef<RoomEvent> member = becomeMember();
    TestProbe<ChatRoom.Command> gardenActor = kit.createTestProbe();
    RoomName garden = new RoomName("garden");
    input(new ClientMessage.RequestMessage(new Request.Join("garden")));
    rooms.expectMessageClass(RoomRegistry.Join.class);
    Nickname chris = new Nickname("chris");
    member.tell(admitted(chris, new RoomRef(garden, gardenActor.getRef())));
    peer.expectMessageClass(FakePeerStream.Sent.class);
    room.expectMessageClass(ChatRoom.UpdateRooms.class);

    Problem failed = new Problem(Code.SERVER_ERROR, "Room garden has failed several times.");
    member.tell(new RoomEvent.Completed(garden, Optional.of(failed)));

    room.expectMessageClass(ChatRoom.Quit.class);
    gardenActor.expectNoMessage(Duration.ZERO);
    peer.expectNoMessage(Duration.ZERO);
    member.tell(new RoomEvent.Completed(RoomName.LOBBY, Optional.empty()));
    expectEndAfter(Code.SERVER_ERROR);
  }

  @Test
  void exception_in_handler_ends_connection_and_is_logged_once() {
    ActorRef<RoomEvent> member = becomeMember();
    peerStream.failOnOffer();
    LoggingTestKit.error("has failed on Delivered")
        .withOccurrences(1)
        .expect(
            kit.system(),
            () -> {
              member.tell(new RoomEvent.Delivered(Batch.of(chatted("one")), 0));
              expectEndAfter(Code.SERVER_ERROR);
              return 0;
            });
  }

  @Test
  void failed_stage_of_the_stream_is_logged_once() {
    becomeMember();
    LoggingTestKit.error("its stream has failed")
        .withOccurrences(1)
        .expect(
            kit.system(),
            () -> {
              connection.tell(
                  new ConnectionActor.InputFailed(new IllegalStateException("a mistake of ours")));
              expectEnd();
              return 0;
            });
  }

  @Test
  void lost_connection_is_no_error() {
    becomeMember();
    LoggingTestKit.error("")
        .withOccurrences(0)
        .expect(
            kit.system(),
            () -> {
              connection.tell(new ConnectionActor.InputFailed(new java.io.IOException("reset")));
              expectEnd();
              return 0;
            });
  }

  @Test
  void exception_on_input_ends_connection_and_is_logged_once() {
    becomeMember();
    peerStream.failOnOffer();
    LoggingTestKit.error("has failed on Input")
        .withOccurrences(1)
        .expect(
            kit.system(),
            () -> {
              input(new ClientMessage.Ping());
              expectEndAfter(Code.SERVER_ERROR);
              return 0;
            });
  }

  private ActorRef<RoomEvent> becomeMember() {
    input(new ClientMessage.Hello("chris"));
    ChatRoom.Join join = room.expectMessageClass(ChatRoom.Join.class);
    join.member().tell(admitted(join.nickname(), lobby));
    expectWelcome();
    stream.expectMessage(Done.getInstance());
    return join.member();
  }

  private void expectWelcome() {
    assertEquals(
        List.of(
            new ServerMessage.Welcomed(new Nickname("chris")),
            new ServerMessage.MemberList(List.of(new Nickname("chris")))),
        peer.expectMessageClass(FakePeerStream.Sent.class).messages());
  }

  private void input(ClientMessage message) {
    received(new DecodeResult.Message<>(message));
  }

  private void received(DecodeResult<ClientMessage> received) {
    connection.tell(new ConnectionActor.Input(received));
  }

  private Code expectRefusal() {
    return codeOf(peer.expectMessageClass(FakePeerStream.Sent.class).messages());
  }

  private void expectEndAfter(Code code) {
    assertEquals(code, codeOf(peer.expectMessageClass(FakePeerStream.SentFinal.class).messages()));
    expectEnd();
  }

  private void expectEnd() {
    peer.expectMessage(FakePeerStream.Closed.INSTANCE);
    peer.expectTerminated(connection);
  }

  private static RoomEvent.Admitted admitted(Nickname nickname, RoomRef room) {
    return new RoomEvent.Admitted(
        nickname, new ServerMessage.MemberList(List.of(nickname), room.name()), room);
  }

  private static Code codeOf(List<ServerMessage> messages) {
    assertEquals(1, messages.size());
    assertTrue(
        messages.get(0) instanceof ServerMessage.Refused, () -> "not a refusal: " + messages);
    return ((ServerMessage.Refused) messages.get(0)).problem().code();
  }

  private static ServerMessage chatted(String text) {
    return new ServerMessage.Chatted(Nickname.sanitize("chris"), Text.sanitize(text));
  }
}
