package io.parley.client;

import io.parley.dialect.Dialect;
import java.time.Clock;
import org.apache.pekko.actor.typed.ActorSystem;

/** What every part of a visit has to do with. */
record Visit(
    ActorSystem<?> system,
    ClientSettings settings,
    Dialect dialect,
    Screen screen,
    Memory memory,
    Wording wording,
    Clock clock,
    Timer timer) {}
