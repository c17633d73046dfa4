package io.parley.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.access.ServerBans;
import io.parley.account.Accounts;
import io.parley.account.OpenAccounts;
import io.parley.address.AddressSlot;
import io.parley.dialect.RegistrationStyle;
import io.parley.history.SearchBudget;
import io.parley.people.NicknameEvent;
import io.parley.people.NicknameRegistry;
import io.parley.people.ReadMarkRegistry;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Problem.Code;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.room.ChatRoom;
import io.parley.room.HistoryReader;
import io.parley.room.MemberIdentity;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import io.parley.room.RoomRef;
import io.parley.room.RoomRegistry;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
          List.of(RoomName.LOBBY),
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
          Nickname::parse,
          RegistrationStyle.PasswordStyle.IN_HELLO,
          true);
  private static final Peer PEER =
      new Peer(
          1, new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000), AddressSlot.exempt());

  private final ActorTestKit kit =
      ActorTestKit.create("connection", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<ChatRoom.Command> room = kit.createTestProbe();
  private final TestProbe<RoomRegistry.Command> rooms = kit.createTestProbe();
  private final TestProbe<HistoryReader.Command> historyReader = kit.createTestProbe();
  private final Accounts accounts = OpenAccounts.inMemory(TestServers.config());
  private final TestProbe<NicknameRegistry.Command> nicknames = kit.createTestProbe();
  private final TestProbe<ReadMarkRegistry.Command> readMarks = kit.createTestProbe();
  private final ChatServices services =
      new ChatServices(
          nicknames.getRef(),
          rooms.getRef(),
          historyReader.getRef(),
          readMarks.getRef(),
          accounts,
          new ServerBans(List.of(), id -> false, InstantSource.system()));
  private final RoomRef lobby = new RoomRef(RoomName.LOBBY, room.getRef());
  private final TestProbe<Done> stream = kit.createTestProbe();
  private final TestProbe<Object> peer = kit.createTestProbe();
  private final FakePeerStream peerStream = new FakePeerStream(stream.getRef(), peer.getRef());
  private final OutputBudget budget = new OutputBudget(BUDGET);
  private final ActorRef<ConnectionActor.Command> connection =
      kit.spawn(
          ConnectionActor.create(
              PEER, self -> peerStream, REGISTRATION, services, SETTINGS, budget));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
    accounts.close();
  }

  @Test
  void acknowledges_stream_when_connection_is_open() {
    connection.tell(ConnectionActor.InputReady.INSTANCE);

    stream.expectMessage(Done.getInstance());
  }

  @Test
  void hello_claims_nickname_enters_lobby_and_reads_nothing_until_replies() {
    input(new ClientMessage.Hello("chris"));

    NicknameRegistry.Register register = expectRegister();
    assertEquals("chris", register.nickname().value());
    stream.expectNoMessage(Duration.ZERO);
    register.connection().tell(new NicknameEvent.Registered(register.nickname(), 1, List.of()));
    RoomRegistry.Join join = rooms.expectMessageClass(RoomRegistry.Join.class);
    assertEquals("chris", join.nickname().value());
    assertEquals(RoomName.LOBBY, join.room());
    stream.expectNoMessage(Duration.ZERO);
    peer.expectNoMessage(Duration.ZERO);

    join.member().tell(admitted(join.nickname(), lobby));
    expectWelcome();
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void rejected_registration_sends_problem_and_ends_connection() {
    input(new ClientMessage.Hello("chris"));
    Problem taken = new Problem(Code.NICKNAME_TAKEN, "The nickname chris is taken.");
    expectRegister().connection().tell(new NicknameEvent.Rejected(taken));

    expectEndAfter(Code.NICKNAME_TAKEN);
    rooms.expectNoMessage(Duration.ZERO);
  }

  @Test
  void lobby_that_refuses_newcomer_ends_registration_and_frees_nickname() {
    input(new ClientMessage.Hello("chris"));
    Problem failed = new Problem(Code.SERVER_ERROR, "Room lobby has failed several times.");
    expectLobbyJoin().member().tell(new RoomEvent.Rejected(RoomName.LOBBY, failed));

    assertEquals(
        connection, nicknames.expectMessageClass(NicknameRegistry.Cancel.class).connection());
    expectEndAfter(Code.SERVER_ERROR);
  }

  @Test
  void rejects_malformed_nickname_without_asking_registry() {
    input(new ClientMessage.Hello("no spaces"));

    expectEndAfter(Code.NICKNAME_INVALID);
    nicknames.expectNoMessage(Duration.ZERO);
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
    nicknames.expectMessageClass(NicknameRegistry.Whois.class);
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
    nicknames.expectMessageClass(NicknameRegistry.Whois.class);
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
    nicknames.expectMessageClass(NicknameRegistry.Whois.class);
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
    RoomRegistry.Join join = expectLobbyJoin();
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
    assertEquals(
        List.of(RoomName.LOBBY, garden),
        nicknames.expectMessageClass(NicknameRegistry.UpdateRooms.class).rooms());

    Problem failed = new Problem(Code.SERVER_ERROR, "Room garden has failed several times.");
    member.tell(new RoomEvent.Completed(garden, Optional.of(failed)));

    room.expectMessageClass(ChatRoom.Quit.class);
    gardenActor.expectNoMessage(Duration.ZERO);
    peer.expectNoMessage(Duration.ZERO);
    member.tell(new RoomEvent.Completed(RoomName.LOBBY, Optional.empty()));
    expectEndAfter(Code.SERVER_ERROR);
  }

  @Test
  void rename_tells_all_rooms_and_reads_nothing_until_they_know() {
    ActorRef<RoomEvent> member = becomeMember();
    input(new ClientMessage.RequestMessage(new Request.ChangeNickname("amelia")));
    NicknameRegistry.Rename rename = nicknames.expectMessageClass(NicknameRegistry.Rename.class);
    assertEquals("amelia", rename.nickname().value());
    rename.connection().tell(renamedToAmelia());
    assertEquals(
        "amelia", room.expectMessageClass(ChatRoom.Rename.class).identity().nickname().value());
    nicknames.expectNoMessage(Duration.ZERO);
    stream.expectNoMessage(Duration.ZERO);

    member.tell(new RoomEvent.Renamed(RoomName.LOBBY));
    nicknames.expectMessageClass(NicknameRegistry.CompleteRename.class);
    stream.expectMessage(Done.getInstance());
    input(new ClientMessage.RequestMessage(new Request.Join("garden")));
    assertEquals("amelia", rooms.expectMessageClass(RoomRegistry.Join.class).nickname().value());
  }

  @Test
  void rename_and_room_of_another_connection_reach_one_that_enters_its_first_room() {
    input(new ClientMessage.Hello("chris"));
    RoomRegistry.Join join = expectLobbyJoin();
    connection.<MemberMessage>unsafeUpcast().tell(renamedToAmelia());
    connection
        .<MemberMessage>unsafeUpcast()
        .tell(new NicknameEvent.RoomMirrored(new RoomName("tea"), true));
    connection.<MemberMessage>unsafeUpcast().tell(admitted(join.nickname(), lobby));

    assertEquals(
        new ServerMessage.Welcomed(new Nickname("chris")),
        peer.expectMessageClass(FakePeerStream.Sent.class).messages().get(0));
    assertEquals(
        "amelia", room.expectMessageClass(ChatRoom.Rename.class).identity().nickname().value());
    RoomRegistry.Join tea = rooms.expectMessageClass(RoomRegistry.Join.class);
    assertEquals("tea", tea.room().value());
    assertEquals("amelia", tea.nickname().value());
    nicknames.expectMessageClass(NicknameRegistry.UpdateRooms.class);
    nicknames.expectNoMessage(Duration.ZERO);
    tea.member().tell(new RoomEvent.Renamed(RoomName.LOBBY));
    nicknames.expectMessageClass(NicknameRegistry.CompleteRename.class);
  }

  @Test
  void rename_during_a_join_is_complete_when_the_entered_room_knows_it() {
    ActorRef<RoomEvent> member = becomeMember();
    TestProbe<ChatRoom.Command> tea = kit.createTestProbe();
    input(new ClientMessage.RequestMessage(new Request.Join("tea")));
    assertEquals("chris", rooms.expectMessageClass(RoomRegistry.Join.class).nickname().value());
    connection.<MemberMessage>unsafeUpcast().tell(renamedToAmelia());
    room.expectMessageClass(ChatRoom.Rename.class);
    member.tell(new RoomEvent.Renamed(RoomName.LOBBY));
    member.tell(admitted(new Nickname("chris"), new RoomRef(new RoomName("tea"), tea.getRef())));
    ChatRoom.Rename rename = tea.expectMessageClass(ChatRoom.Rename.class);
    assertEquals(renamedToAmelia().identity(), rename.identity());
    nicknames.expectMessageClass(NicknameRegistry.UpdateRooms.class);
    nicknames.expectNoMessage(Duration.ZERO);

    member.tell(new RoomEvent.Renamed(new RoomName("tea")));
    nicknames.expectMessageClass(NicknameRegistry.CompleteRename.class);
  }

  @Test
  void rename_during_a_join_is_complete_when_the_join_is_refused() {
    ActorRef<RoomEvent> member = becomeMember();
    input(new ClientMessage.RequestMessage(new Request.Join("tea")));
    rooms.expectMessageClass(RoomRegistry.Join.class);
    connection.<MemberMessage>unsafeUpcast().tell(renamedToAmelia());
    member.tell(new RoomEvent.Renamed(RoomName.LOBBY));
    Problem full = new Problem(Code.TOO_MANY_ROOMS, "No further room.");
    member.tell(new RoomEvent.Rejected(new RoomName("tea"), full));

    nicknames.expectMessageClass(NicknameRegistry.UpdateRooms.class);
    nicknames.expectMessageClass(NicknameRegistry.CompleteRename.class);
    assertEquals(Code.TOO_MANY_ROOMS, expectRefusal());
    stream.expectMessage(Done.getInstance());
  }

  @Test
  void end_of_input_while_the_last_room_is_left_ends_the_connection() {
    ActorRef<RoomEvent> member = becomeMember();
    input(new ClientMessage.RequestMessage(new Request.Part(Optional.empty())));
    room.expectMessageClass(ChatRoom.Part.class);
    connection.tell(ConnectionActor.InputEnded.INSTANCE);
    member.tell(new RoomEvent.Parted(RoomName.LOBBY));

    expectEnd();
  }

  @Test
  void room_of_another_connection_is_entered_beside_the_current_one() {
    ActorRef<RoomEvent> member = becomeMember();
    TestProbe<ChatRoom.Command> tea = kit.createTestProbe();
    connection
        .<MemberMessage>unsafeUpcast()
        .tell(new NicknameEvent.RoomMirrored(new RoomName("tea"), true));
    rooms.expectMessageClass(RoomRegistry.Join.class);
    member.tell(admitted(new Nickname("chris"), new RoomRef(new RoomName("tea"), tea.getRef())));
    assertTrue(nicknames.expectMessageClass(NicknameRegistry.UpdateRooms.class).mirrored());
    input(new ClientMessage.Chat("still in the lobby"));

    room.expectMessageClass(ChatRoom.Say.class);
    tea.expectNoMessage(Duration.ZERO);
  }

  @Test
  void rejected_rename_is_told_and_connection_stays() {
    becomeMember();
    input(new ClientMessage.RequestMessage(new Request.ChangeNickname("pat")));
    Problem taken = new Problem(Code.NICKNAME_TAKEN, "The nickname pat is taken.");
    nicknames
        .expectMessageClass(NicknameRegistry.Rename.class)
        .connection()
        .tell(new NicknameEvent.Rejected(taken));

    assertEquals(Code.NICKNAME_TAKEN, expectRefusal());
    stream.expectMessage(Done.getInstance());
    room.expectNoMessage(Duration.ZERO);
  }

  @Test
  void invalid_rename_does_not_reach_the_registry() {
    becomeMember();
    input(new ClientMessage.RequestMessage(new Request.ChangeNickname("no spaces")));

    assertEquals(Code.NICKNAME_INVALID, expectRefusal());
    stream.expectMessage(Done.getInstance());
    nicknames.expectNoMessage(Duration.ZERO);
  }

  @Test
  void person_in_no_room_is_renamed_and_told_server_closing() {
    ActorRef<RoomEvent> member = becomeMember();
    input(new ClientMessage.RequestMessage(new Request.Part(Optional.empty())));
    room.expectMessageClass(ChatRoom.Part.class);
    member.tell(new RoomEvent.Parted(RoomName.LOBBY));
    assertEquals(
        List.of(), nicknames.expectMessageClass(NicknameRegistry.UpdateRooms.class).rooms());
    stream.expectMessage(Done.getInstance());
    input(new ClientMessage.Chat("anybody?"));
    assertEquals(Code.NOT_IN_ROOM, expectRefusal());
    input(new ClientMessage.RequestMessage(new Request.ChangeNickname("amelia")));
    nicknames
        .expectMessageClass(NicknameRegistry.Rename.class)
        .connection()
        .tell(renamedToAmelia());
    assertEquals(
        List.of(
            new ServerMessage.Renamed(
                new Nickname("chris"), new Nickname("amelia"), Stamp.UNKNOWN)),
        peer.expectMessageClass(FakePeerStream.Sent.class).messages());
    nicknames.expectMessageClass(NicknameRegistry.CompleteRename.class);

    connection.tell(
        new ConnectionActor.Close(new Problem(Code.SERVER_CLOSING, "The server is closing.")));
    expectEndAfter(Code.SERVER_CLOSING);
  }

  @Test
  void leave_and_quit_carry_one_line_as_the_reason() {
    becomeMember();
    input(
        new ClientMessage.RequestMessage(
            new Request.Part(Optional.of("lobby"), Optional.of("one\ntwo"))));
    assertEquals(
        Optional.of(Text.sanitize("one↵two")),
        room.expectMessageClass(ChatRoom.Part.class).reason());
  }

  @Test
  void too_long_reason_of_a_quit_is_left_out_and_of_a_leave_refused() {
    becomeMember();
    input(
        new ClientMessage.RequestMessage(
            new Request.Part(Optional.of("lobby"), Optional.of("x".repeat(21)))));
    assertEquals(Code.TEXT_TOO_LONG, expectRefusal());
    input(new ClientMessage.Quit(Optional.of("x".repeat(21))));
    assertEquals(Optional.empty(), room.expectMessageClass(ChatRoom.Quit.class).reason());
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

  private static NicknameEvent.Renamed renamedToAmelia() {
    return new NicknameEvent.Renamed(
        new Nickname("chris"),
        new MemberIdentity(new Nickname("amelia"), OptionalLong.empty(), 2),
        List.of());
  }

  private ActorRef<RoomEvent> becomeMember() {
    input(new ClientMessage.Hello("chris"));
    RoomRegistry.Join join = expectLobbyJoin();
    join.member().tell(admitted(join.nickname(), lobby));
    expectWelcome();
    nicknames.expectMessageClass(NicknameRegistry.UpdateRooms.class);
    stream.expectMessage(Done.getInstance());
    return join.member();
  }

  private NicknameRegistry.Register expectRegister() {
    return nicknames.expectMessageClass(NicknameRegistry.Register.class);
  }

  private RoomRegistry.Join expectLobbyJoin() {
    NicknameRegistry.Register register = expectRegister();
    register.connection().tell(new NicknameEvent.Registered(register.nickname(), 1, List.of()));
    return rooms.expectMessageClass(RoomRegistry.Join.class);
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
