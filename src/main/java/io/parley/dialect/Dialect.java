package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;

/**
 * One wire protocol. One instance serves any number of connections.
 *
 * @param name the name in the configuration, on the command line and in logs
 * @param registration how a connection gets its nickname
 * @param echoes whether the server sends a member their own messages
 * @param extensible whether the dialect has basic servers, which know only join, leave and chat,
 *     and extended ones
 * @param serverCodec the server side
 * @param clientCodec the client side
 */
public record Dialect(
    String name,
    RegistrationStyle registration,
    boolean echoes,
    boolean extensible,
    DialectCodec<ServerMessage, ClientMessage> serverCodec,
    DialectCodec<ClientMessage, ServerMessage> clientCodec) {}
