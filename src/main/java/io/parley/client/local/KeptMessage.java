package io.parley.client.local;

import io.parley.protocol.ServerMessage;
import java.time.Instant;

/**
 * A private message that was shown.
 *
 * @param time when it arrived, or was sent if the server does not send it back
 */
public record KeptMessage(Instant time, ServerMessage.PrivateMessage message) {}
