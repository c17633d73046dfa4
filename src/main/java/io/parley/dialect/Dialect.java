package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;

/**
 * One wire protocol. Both of its sides are made from the same parts, so that what the server can
 * say the client can read. It serves any number of connections at once.
 *
 * @param name the name in configuration, on the command line and in logs
 * @param registration how a connection comes by its nickname
 * @param echoes whether people get what they said themselves, as everybody does
 * @param extensible whether some servers know no more than to join and to chat; others show
 *     themselves by telling when people join
 * @param serverCodec what the server writes and reads
 * @param clientCodec what the client writes and reads
 */
public record Dialect(
    String name,
    RegistrationStyle registration,
    boolean echoes,
    boolean extensible,
    DialectCodec<ServerMessage, ClientMessage> serverCodec,
    DialectCodec<ClientMessage, ServerMessage> clientCodec) {}
