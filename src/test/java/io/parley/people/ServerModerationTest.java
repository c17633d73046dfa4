package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.access.RoomProfiles;
import io.parley.access.ServerBanChange;
import io.parley.access.ServerBans;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.room.MemberMessage;
import io.parley.room.ProfileWriter;
import io.parley.room.RoomEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Acts of operators of the server, with a database that answers when the test wants it. */
class ServerModerationTest {
  private static final long ROSA = 1;
  private static final ConnectionInfo INFO = new ConnectionInfo(1, "127.0.0.1", Optional.empty());

  private final ActorTestKit kit = ActorTestKit.create("server-moderation", TestServers.config());
  private final InstantSource clock = InstantSource.fixed(Instant.EPOCH);
  private final ServerBans bans = new ServerBans(List.of(), id -> id == ROSA, clock);
  private final TestProbe<ProfileWriter.Command> writer = kit.createTestProbe();
  private final ActorRef<NicknameRegistry.Command> registry =
      kit.spawn(
          NicknameRegistry.create(
              clock,
              nickname -> Optional.empty(),
              new RoomProfiles(List.of(), id -> false),
              bans,
              writer.getRef(),
              Optional.empty()));
  private final TestProbe<MemberMessage> rosa = register("rosa", OptionalLong.of(ROSA));
  private final TestProbe<MemberMessage> bob = register("bob", OptionalLong.empty());

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void act_is_recorded_before_anybody_sees_it() {
    ask(new Request.Kill("bob", Optional.of("spam")));
    ProfileWriter.SaveServerAct save = writer.expectMessageClass(ProfileWriter.SaveServerAct.class);
    assertEquals("kill", save.entry().act());
    assertEquals(Optional.of("bob"), save.entry().target());
    assertEquals(OptionalLong.of(ROSA), save.entry().account());
    bob.expectNoMessage();

    save.replyTo().tell(new ProfileWriter.Saved(Optional.empty()));

    assertInstanceOf(Answer.Done.class, answer().answer(Answer.class).orElseThrow());
    NicknameEvent.SessionEnded ended = bob.expectMessageClass(NicknameEvent.SessionEnded.class);
    assertEquals(Problem.Code.KILLED, ended.problem().code());
  }

  @Test
  void nothing_is_done_while_the_database_is_away_and_the_next_act_follows() {
    ask(new Request.BanFromServer("bob", Optional.empty(), Optional.empty()));
    ask(new Request.Announce("tea"));
    ProfileWriter.SaveServerAct ban = writer.expectMessageClass(ProfileWriter.SaveServerAct.class);
    assertInstanceOf(ServerBanChange.Imposed.class, ban.change().orElseThrow());
    writer.expectNoMessage(); // one after the other

    Problem away = new Problem(Problem.Code.TRY_LATER, "The database does not answer.");
    ban.replyTo().tell(new ProfileWriter.Saved(Optional.of(away)));

    assertEquals(Optional.of(away), answer().refusal());
    assertTrue(bans.all().isEmpty());
    writer
        .expectMessageClass(ProfileWriter.SaveServerAct.class)
        .replyTo()
        .tell(new ProfileWriter.Saved(Optional.empty()));
    RoomEvent.Delivered announced = bob.expectMessageClass(RoomEvent.Delivered.class); // no end
    assertInstanceOf(ServerMessage.Announced.class, announced.batch().messages().iterator().next());
  }

  private void ask(Request.ServerRequest request) {
    registry.tell(new NicknameRegistry.Administer(request, rosa.getRef()));
  }

  private ServerMessage answer() {
    return rosa.expectMessageClass(RoomEvent.Delivered.class).batch().messages().iterator().next();
  }

  private TestProbe<MemberMessage> register(String nickname, OptionalLong account) {
    TestProbe<MemberMessage> probe = kit.createTestProbe();
    registry.tell(
        new NicknameRegistry.Register(new Nickname(nickname), account, INFO, probe.getRef()));
    probe.expectMessageClass(NicknameEvent.Registered.class);
    return probe;
  }
}
