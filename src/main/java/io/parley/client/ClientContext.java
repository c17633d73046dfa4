package io.parley.client;

import io.parley.client.reconnect.TaskScheduler;
import io.parley.client.render.MessageFormatter;
import io.parley.client.screen.Screen;
import io.parley.client.state.ClientState;
import io.parley.dialect.Dialect;
import java.time.Clock;
import org.apache.pekko.actor.typed.ActorSystem;

/** What every part of a visit has to do with. */
public record ClientContext(
    ActorSystem<?> system,
    ClientSettings settings,
    Dialect dialect,
    Screen screen,
    ClientState state,
    MessageFormatter formatter,
    Clock clock,
    TaskScheduler scheduler) {}
